package command

import (
	"fmt"
	"io"
	"strings"
)

// commands is the table of commands, in the order of the help.
func commands() []command {
	return []command{
		{
			name: "status", words: "[--json | --format TEMPLATE]", run: status,
			does:     "badge numbers, connection state, age of the data",
			switches: []string{"json"}, values: []string{"format"},
		}, {
			name: "list", words: "voicemails|calls [--json] [--unread|--missed]", run: list,
			does:     "voicemails or call history, newest first",
			switches: []string{"json", "unread", "missed"}, min: 1, max: 1,
		}, {
			name: "play", words: "ID", run: play, min: 1, max: 1,
			does: "play a voicemail here; marks it read",
		}, {
			name: "save", words: "ID FILE", run: save, min: 2, max: 2,
			does: "save a voicemail as .ogg, .au, .aac or .mp4; - is standard output",
		}, {
			name: "read", words: "ID", run: markRead, min: 1, max: 1,
			does: "mark a voicemail read",
		}, {
			name: "unread", words: "ID", run: markUnread, min: 1, max: 1,
			does: "mark a voicemail unread",
		}, {
			name: "delete", words: "ID [--voicemail|--call]", run: remove, min: 1, max: 1,
			does:     "delete a voicemail or a call for good",
			switches: []string{"voicemail", "call"},
		}, {
			name: "call", words: "NUMBER", run: place, min: 1, max: 20,
			does: "call from the chosen phone",
		}, {
			name: "contacts", run: contacts, max: 200,
			words: "[--json] | lookup NUMBER [--json] | add vcard PATH | add carddav URL [--login NAME " +
				"--password-stdin] [--trust-key KEY] | add ldap URL --base DN [--filter F] [--login DN " +
				"--password-stdin] | add system [--name NAME] | remove NAME | sync [NAME] | rename NUMBER [NAME] " +
				"| export [FILE] | import FILE",
			does:     "address books, and who is in them; each add can have --name NAME",
			switches: []string{"json", "password-stdin"}, values: []string{"name", "login", "base",
				"filter", "trust-key"},
		}, {
			name: "note", words: "NUMBER [TEXT]", run: note, min: 1, max: 200,
			does: "your note about a caller",
		}, {
			name: "vip", words: "NUMBER on|off", run: vip, min: 2, max: 20,
			does: "let a caller through quiet hours",
		}, {
			name: "mute", words: "NUMBER on|off", run: mute, min: 2, max: 20,
			does: "neither announce nor count a caller",
		}, {
			name: "favourite", words: "NUMBER on|off", run: favourite, min: 2, max: 20,
			does: "have a number in the tray's menu, to call it from there",
		}, {
			name: "dial", words: "[NUMBER|-] [--clipboard]", run: dial, max: 20,
			does:     "open the dial page with a number; - reads it from standard input",
			switches: []string{"clipboard"},
		}, {
			name: "transcript", words: "ID [--json]", run: transcript, min: 1, max: 1,
			does:     "what is said in a voicemail, by the transcriber of the settings",
			switches: []string{"json"},
		}, {
			name: "share", words: "ID [FILE|FOLDER|-] [--text]", run: shareMessage, min: 1, max: 2,
			does:     "a voicemail as an e-mail to send, or with --text as sound and text",
			switches: []string{"text"},
		}, {
			name: "export", run: export, min: 1, max: 2,
			words: "calls [FILE] [--format csv|json|xlsx] [--from DAY] [--to DAY] | voicemails FOLDER [--from DAY] " +
				"[--to DAY]",
			does:   "write the call history, or all voicemails with a table",
			values: []string{"format", "from", "to"},
		}, {
			name: "figures", words: "[--json] [--from DAY] [--to DAY]", run: showFigures,
			does:     "busiest hours, missed calls, how soon you call back",
			switches: []string{"json"}, values: []string{"from", "to"},
		}, {
			name: "show", words: "[ID [--voicemail|--call]]", run: show, max: 1,
			does:     "open the window, or bring it to the front, at a voicemail or call",
			switches: []string{"voicemail", "call"},
		}, {
			name: "autostart", words: "on|off|status", run: startAtLogin, min: 1, max: 1,
			does: "start hidden when you sign in to the computer",
		}, {
			name: "support", words: "[FILE]", run: packSupport, max: 1,
			does: "pack logs and state, without secrets, to send to your support",
		}, {
			name: "quit", run: quit,
			does: "end the agent and its window",
		},
	}
}

// wide is the column in which the help says what a command does, without its indent.
const wide = 56

// Usage writes the help.
func Usage(w io.Writer) {
	var table strings.Builder
	for _, c := range commands() {
		line := strings.TrimSpace(c.name + " " + c.words)
		if len(line) > wide {
			line = strings.ReplaceAll(line, " | ", "\n    | ") + "\n   "
		}
		fmt.Fprintf(&table, "  %-*s %s\n", wide, line, c.does)
	}
	fmt.Fprintf(w, help, table.String())
}

const help = `Istra Tray keeps the voicemails and calls of an Istra telephone platform at hand.

Start it, or wake the window of the one that runs:
  istratray [flags]
  istratray tel:+33123456789      ask, then call

Flags:
  --demo                 a built-in simulated platform: no account needed
  --server URL --login NAME
                         sign in there (saved; not needed again)
  --password-stdin       the first line of standard input is the password
  --ca-file PEM          trust this authority as well (saved)
  --hidden               start without a window
  --profile NAME         separate settings, cache, socket and keyring entry
  --log-level LEVEL      debug, info, warn or error, to standard error and the log
  --version, --help

Commands for the one that runs (autostart and support work without it):
%s
Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 not running,
4 not signed in, 5 platform not reachable.
`
