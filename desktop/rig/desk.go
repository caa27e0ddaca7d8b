package rig

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"
)

// Choices for Options.
const (
	Record   = "record"   // Notify: a daemon of the rig's own, see Notifications
	Dunst    = "dunst"    // Notify: dunst
	Xfce     = "xfce"     // Notify: xfce4-notifyd
	None     = "none"     // any field: leave it out
	Unlocked = "unlocked" // Keyring: open
	Locked   = "locked"   // Keyring: closed, and nothing can ask for its password
	Prompt   = "prompt"   // Keyring: closed, a dialog asks for KeyringPassword
	Sway     = "sway"     // WM: a Wayland desktop
	PipeWire = "pipewire" // Sound: in PulseAudio's place
)

// KeyringPassword opens the keyring of a virtual desktop.
const KeyringPassword = "desk-test"

// Options say which desktop a test wants. The zero value is a complete one.
type Options struct {
	Notify  string   // Record (also when empty), Dunst, Xfce or None
	Keyring string   // Unlocked (also when empty), Locked, Prompt or None
	Tray    string   // empty: a panel with a tray; None: no tray host
	Sound   string   // empty: PulseAudio, which can be recorded; PipeWire, too; None: no sound server
	WM      string   // empty: a window manager; None: no window manager; Sway
	Scale   string   // of Sway's output; empty: 1
	Size    string   // of the screen; empty: 1280x800
	Lang    string   // locale; empty: C.UTF-8
	Env     []string // further KEY=value of everything spawned
}

// Desk is one running virtual desktop.
type Desk struct {
	Dir string // its scratch folder: home, config, data, cache, state, run, log

	t             T
	opts          Options
	env           []string
	bus           *dbus.Conn
	notifications *Notifications
	started       int  // programs so far: numbers their logs
	kept          bool // evidence of the failure
}

// tools are what the rig itself calls, beside the pieces that desktop/up asks for.
var tools = []string{"bash", "xdotool", "wmctrl", "import", "convert", "tesseract", "parec", "ffmpeg"}

// Start brings up a desktop that ends with the test.
func Start(t T, opts Options) *Desk {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, tool+" is not installed")
		}
	}
	// Not the test's own folder: the path of a socket must stay under 108 bytes.
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		t.Fatalf("scratch folder: %v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	opts.up(t, dir)
	t.Cleanup(func() { runScript(t, dir, "down") })
	d := &Desk{Dir: dir, t: t, opts: opts}
	d.enter()
	t.Cleanup(d.keepEvidence)
	return d
}

// up runs the script of that name.
func (o Options) up(t T, dir string) {
	t.Helper()
	up := exec.Command(filepath.Join(Root(t), "desktop", "up"))
	up.Env = append(os.Environ(), o.knobs(dir)...)
	if out, err := up.CombinedOutput(); err != nil {
		if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == 2 {
			missing(t, string(out))
		}
		t.Fatalf("desktop/up: %v\n%s", err, out)
	}
}

// Join uses a desktop that someone else has brought up in dir and will end.
func Join(t T, dir string) *Desk {
	t.Helper()
	d := &Desk{Dir: dir, t: t, opts: Options{Notify: None}}
	d.enter()
	return d
}

func (o Options) knobs(dir string) []string {
	notify := o.Notify
	if notify == "" || notify == Record {
		notify = None
	}
	knobs := []string{"DESK_DIR=" + dir, "DESK_OWNER=" + fmt.Sprint(os.Getpid()), "DESK_NOTIFY=" + notify}
	// desktop/up takes an empty knob for one not set.
	return append(knobs, "DESK_KEYRING="+o.Keyring, "DESK_TRAY="+o.Tray, "DESK_SOUND="+o.Sound,
		"DESK_WM="+o.WM, "DESK_SIZE="+o.Size, "DESK_LANG="+o.Lang, "DESK_SCALE="+o.Scale)
}

// missing ends a test that can't run here: silently passing over it is for people's machines only.
func missing(t T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s ('make setup' installs it)", strings.TrimSpace(what))
	}
	t.Skipf("%s ('make setup' installs it)", strings.TrimSpace(what))
}

// Env is the environment of the desktop's session, as KEY=value.
func (d *Desk) Env() []string { return slices.Clone(d.env) }

// Getenv is one variable of the session, or "".
func (d *Desk) Getenv(key string) string {
	for _, pair := range d.env {
		if value, ok := strings.CutPrefix(pair, key+"="); ok {
			return value
		}
	}
	return ""
}

// Bus is the rig's own connection to the session bus.
func (d *Desk) Bus() *dbus.Conn { return d.bus }

// Notifications is the recording notification daemon; nil unless Options.Notify was Record.
func (d *Desk) Notifications() *Notifications { return d.notifications }

func runScript(t T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(Root(t), "desktop", name), args...)
	cmd.Env = append(os.Environ(), "DESK_DIR="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("desktop/%s %v: %v\n%s", name, args, err, out)
	}
}
