package rules

import "slices"

// A pattern is an import path, or one that ends in /... and then means all below it too. Paths of our
// own are written without the module's name.
type (
	pattern  string
	patterns []pattern
)

// ban forbids imports. Direct ones only, unless deep is set.
type ban struct {
	from   patterns // who must not import
	except patterns // of these: who may
	to     patterns // what
	but    patterns // of these: what is fine
	deep   bool     // nor by way of others
	why    string
}

// everything is all packages of ours.
var everything = patterns{"istratray/..."}

// only lets a room import these packages of ours and its own, and no other.
func only(room pattern, why string, may ...pattern) ban {
	return ban{from: patterns{room}, to: everything, but: append(may, room), why: why}
}

// composers are the rooms that may import what they like of ours: they put the others together.
var composers = patterns{"istratray", "app/agent/...", "assets/...", "desktop/...", "internal/...", "packaging/..."}

// tooling is what tests and packages are made with.
var tooling = patterns{"desktop/...", "internal/...", "packaging/..."}

// windowRoom lets a room of the window import these others of the window, and none else of it.
func windowRoom(room pattern, why string, may ...pattern) ban {
	but := patterns{room}
	for _, other := range may {
		but = append(but, "app/window/"+other)
	}
	return ban{from: patterns{room}, to: patterns{"app/window/..."}, but: but, why: why}
}

// bans are the house rules. docs/architecture.md tells the same as a story.
var bans = []ban{
	only("istraclient", "the API client is a library of its own, good without the program"),
	only("player/...", "the player is an audio package, it knows nothing of voicemail", "internal/need/..."),
	only("app/inbox/...", "the model is pure: all others depend on it, so it depends on none"),
	only("app/session/...", "the session turns the API into events of the model, and knows no view",
		"istraclient", "app/inbox/...", "app/words"),
	only("app/store/...", "the store keeps what the model says", "app/inbox/...", "app/safefile/..."),
	only("app/safefile/...", "writing a file whole knows nothing of what is in it"),
	only("app/win32", "what Windows can be asked knows nothing of who asks"),
	only("app/bus/...", "a bus carries what others say", "internal/need/..."),
	only("app/seat/...", "the session around us is the desktop's, and knows no telephone", "app/bus/...", "app/win32",
		"internal/need/...", "app/slot"),
	only("app/slot", "a box for the newest value knows nothing of what is in it"),
	only("app/plain", "text is made harmless without knowing whose it is"),
	only("app/proxy", "the way to the network is found without knowing who goes it", "app/bus/...",
		"internal/need/..."),
	only("app/zone", "what time it is knows nothing of who asks"),
	only("app/logfile/...", "the log is open before anything can go wrong"),
	only("app/tel/...", "a number in a link is text: what is done with it is asked elsewhere"),
	only("app/numbers/...", "who calls is asked by everybody, so it asks nobody", "app/tel"),
	only("app/people/...", "who calls is known without a view or a session",
		"app/numbers", "app/bus/...", "app/safefile/...", "app/settings/...", "internal/need/...",
		"app/plain", "app/tel"),
	only("app/search", "the search of the desktop is told who there is, and what is chosen goes back to who told it",
		"app/bus/...", "app/inbox", "app/numbers", "app/people", "app/plain", "internal/need/..."),
	only("app/figures", "what a log tells is counted without knowing who asks", "app/inbox/..."),
	only("app/table", "a table is written without knowing who asks for it", "app/inbox/...", "app/plain"),
	only("app/share", "who hands a message over has it already", "app/clock", "app/inbox/...", "app/plain",
		"app/words", "app/zone"),
	only("app/browser", "a browser is given an address, and nothing else"),
	only("app/words", "words don't know who says them, nor of what", "app/clock"),
	only("app/clock", "a time of day is shown without knowing of what"),
	only("app/footprint", "giving memory back knows nothing of what is in it"),
	only("app/loading", "it is loaded before all else"),
	only("app/hook/...", "a user's own command is given facts, and nothing else", "app/plain"),
	only("app/transcribe/...",
		"a message becomes text without anybody being shown or played anything: of the player only what reads files",
		"app/inbox/...", "player/decode", "player/dsp", "app/plain", "app/safefile"),
	only("app/autostart/...", "starting with the session is a file or an entry", "app/safefile/..."),
	only("app/settings/...", "settings are read before anything else is there", "app/safefile/..."),
	only("app/notify/...", "notifications are given words and know no item", "app/bus/...", "app/win32", "app/plain"),
	only("app/secret/...", "the keyring is given names and knows no session", "app/bus/..."),
	only("tray/...", "the tray is a view of a snapshot", "app/clock", "app/inbox/...", "app/bus/...", "app/win32",
		"app/words", "app/zone", "assets/...", "app/plain", "app/slot"),
	only("app/control/...", "the socket speaks of the model, whoever is behind it", "app/inbox/...",
		"app/settings/...", "app/words", "app/slot", "app/tel"),
	only("app/command/...", "the command line is a client of the socket, as the window is",
		"app/autostart", "app/clock", "app/control/...", "app/figures", "app/inbox/...", "app/numbers", "app/recording",
		"app/safefile/...", "app/seat", "app/settings/...", "app/share", "app/table", "app/support", "app/tel/...",
		"app/words", "app/zone", "player/...", "app/plain", "app/slot"),
	only("app/recording", "the way from the socket to the player is the same for every client",
		"app/control/...", "player/..."),
	only("app/window/front", "window managers and compositors are asked in their own words"),
	only("tray/xembed", "a tray of X11 shows a picture, whatever it is of"),
	only("app/crash", "the watch for crashes begins before anything that could crash"),
	only("app/support", "what goes to strangers is chosen where nothing else happens", "app/settings/...", "app/proxy"),
	only("app/window/...", "the window is a client of the socket, as the command line is",
		"app/bus", "app/clock", "app/control/...", "app/figures", "app/inbox/...", "app/footprint", "app/win32",
		"app/numbers", "app/recording", "app/safefile/...", "app/seat", "app/settings/...", "app/share",
		"app/table", "app/tel/...", "app/transcribe/engines", "app/words", "app/zone", "player/...",
		"assets/...", "app/plain", "app/slot"),
	{
		from: patterns{"app/window/..."}, except: patterns{"app/window", "app/window/atspi"},
		to:  patterns{"app/bus/..."},
		why: "the window itself asks how it should look; else it speaks on the accessibility bus only",
	},
	windowRoom("app/window/frame", "the frame is around the pages, and is put into a window by others",
		"desk", "gate", "pages", "settingspage", "lang", "look", "memory", "parts", "words"),
	windowRoom("app/window/pages", "a page leads to another place by way of the desk", "desk", "history", "lang",
		"look", "memory", "parts", "words"),
	windowRoom("app/window/settingspage", "a page leads to another place by way of the desk", "desk", "lang",
		"look", "parts", "words"),
	windowRoom("app/window/gate", "the gate stands in place of the pages, whatever they are", "desk", "lang",
		"look", "parts", "words"),
	windowRoom("app/window/desk", "the desk is asked by every page, so it knows none", "history", "lang", "look",
		"memory", "parts", "words"),
	windowRoom("app/window/parts", "a widget is good on any page", "lang", "look"),
	windowRoom("app/window/look", "colours and sizes know nothing of what has them"),
	windowRoom("app/window/words", "words don't know who says them", "history", "lang"),
	windowRoom("app/window/lang", "texts are looked up without knowing who shows them"),
	windowRoom("app/window/history", "what was is asked without a screen"),
	windowRoom("app/window/memory", "what is remembered is remembered without a screen"),
	windowRoom("app/window/access", "what a canvas tells is told of any canvas, to whatever bus", "lang", "parts"),
	windowRoom("app/window/atspi", "the bus is told what any canvas tells", "access", "parts"),
	{
		from: patterns{"app/window/..."}, except: patterns{"app/window/lang"}, to: patterns{"fyne.io/fyne/v2/lang"},
		why: "the toolkit knows no texts of ours, and no language but the desktop's: app/window/lang does",
	},
	{
		from: everything, except: patterns{"app/window", "app/window/internal/..."}, to: patterns{"app/window/frame"},
		why: "the frame is around the pages: what they need of it they ask the desk for",
	},
	{
		from: everything, except: patterns{"app/window/internal/..."},
		to: patterns{"app/window/internal/..."}, deep: true,
		why: "what tests and previews stand on is no part of the program",
	},
	{
		from: patterns{"istraclient/istratest/..."}, to: everything,
		but: patterns{"istraclient/istratest/...", "assets/speech"},
		why: "the simulated platform is written from the API's description alone: sharing code with the client would " +
			"share its mistakes",
	},
	{
		from: patterns{"app/inbox/..."}, to: patterns{thirdParty}, deep: true,
		why: "the model is pure: every rule in it can be tested without clock, network or screen",
	},
	{
		from: everything, except: patterns{"istratray", "app/window/..."},
		to: patterns{"fyne.io/fyne/v2/..."}, deep: true,
		why: "a process with Fyne in it wakes 60 times a second, window or not: the agent's tree must never start it",
	},
	{
		from: patterns{"app/window/..."}, to: patterns{"istraclient/...", "app/session/...", "app/secret/...",
			"app/store/..."}, deep: true,
		why: "the window holds no password, no connection and no state that matters: it asks the agent",
	},
	{
		from: patterns{"app/agent/..."}, to: patterns{"app/window/...", "player/..."},
		but: patterns{"player/decode", "player/dsp"}, deep: true,
		why: "the agent is what idles all day: drawing and sound are the window's. Reading a file of sound is pure " +
			"computing, done for a transcriber only",
	},
	{
		from: everything, except: slices.Concat(tooling, patterns{"app/bus/bustest/...",
			"player/output/outputtest/..."}), to: tooling, deep: true,
		why: "what tests stand on is no part of the program",
	},
}

// homes are the packages that may import a library: one for each, so that it can be replaced or its
// traps be fenced in there. Every direct dependency in go.mod has a line.
var homes = map[pattern]patterns{
	"fyne.io/fyne/v2/...":               {"app/window/..."},
	"fyne.io/systray/...":               {"tray/..."},
	"github.com/gorilla/websocket/...":  {"istraclient/..."},
	"github.com/gopxl/beep/v2/...":      {"player/..."},
	"github.com/gen2brain/malgo/...":    {"player/..."},
	"github.com/jfreymuth/vorbis/...":   {"player/..."},
	"github.com/pion/opus/...":          {"player/..."},
	"github.com/tphakala/go-aac/...":    {"player/..."},
	"github.com/zalando/go-keyring/...": {"app/secret/..."},
	"github.com/gen2brain/beeep/...":    {"app/notify/..."},
	"github.com/godbus/dbus/v5/...": {"app/bus/...", "app/notify/...", "app/people", "app/proxy", "app/search",
		"app/seat/...", "app/secret/...", "tray/...", "app/window", "app/window/atspi", "desktop/rig/..."},
	"go.etcd.io/bbolt/...":                 {"app/store/..."},
	"github.com/Microsoft/go-winio/...":    {"app/control/..."},
	"github.com/nyaruka/phonenumbers/...":  {"app/numbers"},
	"github.com/go-gl/glfw/v3.4/glfw/...":  {"app/window/..."},
	"github.com/jezek/xgb/...":             {"app/window/front", "tray/xembed"},
	"github.com/jeandeaual/go-locale/...":  {"app/words"},
	"github.com/nicksnyder/go-i18n/v2/...": {"app/words"},
	"golang.org/x/text/...": {"app/people", "app/plain", "app/window/...", "app/words",
		"istraclient"},
	"github.com/go-ldap/ldap/v3/...":      {"app/people"},
	"github.com/go-asn1-ber/asn1-ber/...": {"app/people"},
	"golang.org/x/sync/...":               {"app/agent/..."},
	"golang.org/x/sys/...":                everything, // the standard library's own annex
	"go.uber.org/goleak/...":              nil,        // tests only, and they may be anywhere
}
