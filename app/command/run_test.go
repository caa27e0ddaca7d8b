package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	_ = os.Setenv("TZ", "CET-1") // app/zone reads it
	time.Local = time.FixedZone("CET", 3600)
	os.Setenv("LC_ALL", "C") // what is printed is compared in English
	goleak.VerifyTestMain(m)
}

var noon = time.Date(2026, 5, 4, 11, 0, 0, 0, time.UTC)

func backend() *controltest.Backend {
	return controltest.New([]inbox.Voicemail{
		{ID: "145", Label: "Anna\u202e\x1b[31m Example\n", Number: "+33 1", Time: noon, Seconds: 84},
		{ID: "9", Label: "Bob", Number: "200", Time: noon.Add(-time.Hour), Seconds: 7, Read: true, Urgent: true},
	}, []inbox.Call{
		{ID: "9", Label: "Bob", Number: "200", Time: noon, Direction: inbox.In, Missed: true, Rang: 12},
		{ID: "31", Label: "Carla", Callback: "0033", Time: noon, Direction: inbox.Out, Seconds: 3700},
	})
}

// ran is what a command left.
type ran struct {
	code     int
	out, err string
}

func run(t *testing.T, socket string, args ...string) ran {
	t.Helper()
	got := runRemarked(t, socket, args...)
	if (got.code == 0) != (got.err == "") {
		t.Errorf("%v: exit code %d with %q on standard error", args, got.code, got.err)
	}
	return got
}

// runRemarked is run for a command that may say something although it succeeds.
func runRemarked(t *testing.T, socket string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), args, Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Socket: socket})
	if text := errs.String(); strings.Count(text, "\n") > 1 {
		t.Errorf("%v: exit code %d with %q on standard error", args, code, text)
	}
	return ran{code, out.String(), errs.String()}
}

func TestListForPeople(t *testing.T) {
	agent := controltest.Serve(t, backend())
	for line, want := range map[string]string{
		"list voicemails": `145  2026-05-04 12:00  new  1:24  +33 1  Anna[31m Example
9    2026-05-04 11:00  !    0:07  200    Bob
`,
		"list voicemails --unread": "145  2026-05-04 12:00  new  1:24  +33 1  Anna[31m Example\n",
		"list calls": `9   2026-05-04 12:00  missed  rang 0:12  200   Bob
31  2026-05-04 12:00  out     1:01:40    0033  Carla
`,
		"list --missed calls": "9  2026-05-04 12:00  missed  rang 0:12  200  Bob\n",
	} {
		if got := run(t, agent.Socket, strings.Fields(line)...); got.code != 0 || got.out != want {
			t.Errorf("%s: %d\n%s\nwant\n%s", line, got.code, got.out, want)
		}
	}
}

func TestListForPrograms(t *testing.T) {
	agent := controltest.Serve(t, backend())
	for line, keys := range map[string][]string{
		"list voicemails --json":          {"id", "label", "number", "time", "durationSeconds", "read"},
		"list calls --json":               {"id", "label", "number", "time", "durationSeconds", "direction", "missed"},
		"list calls --missed --json":      {"id", "missed"},
		"list --json voicemails --unread": {"id", "read"},
	} {
		got := run(t, agent.Socket, strings.Fields(line)...)
		var items []map[string]any
		if err := json.Unmarshal([]byte(got.out), &items); err != nil || len(items) == 0 {
			t.Fatalf("%s: %v\n%s", line, err, got.out)
		}
		for _, key := range keys {
			if _, ok := items[0][key]; !ok {
				t.Errorf("%s: no key %s in %v", line, key, items[0])
			}
		}
		if _, err := time.Parse(time.RFC3339, items[0]["time"].(string)); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	got := run(t, agent.Socket, "list", "voicemails", "--json")
	if strings.ContainsAny(got.out, "\u202e\x1b") || !strings.Contains(got.out, `\u202e\u001b[31m`) {
		t.Errorf("JSON with characters that a terminal obeys: %q", got.out)
	}
}

func TestAnEmptyListIsAnEmptyArray(t *testing.T) {
	agent := controltest.Serve(t, controltest.New(nil, nil))
	if got := run(t, agent.Socket, "list", "calls", "--json"); got.out != "[]\n" {
		t.Errorf("%q", got.out)
	}
	if got := run(t, agent.Socket, "list", "calls"); got.code != 0 || got.out != "" {
		t.Errorf("%+v", got)
	}
}

func TestStatus(t *testing.T) {
	b := backend()
	b.Change(func(s *inbox.Snapshot) {
		s.Counts = inbox.Counts{UnreadVoicemails: 2, MissedCalls: 1}
		s.Updated = time.Now().Add(-3 * time.Minute)
		s.Connection = inbox.Connection{State: inbox.Offline, Since: noon,
			Problem: inbox.Problem{Message: "The network is down.\n"}}
	})
	agent := controltest.Serve(t, b)
	want := `State:       offline since 2026-05-04 12:00
             The network is down.
Account:     anna on phone.example.com
Voicemails:  2 unread
Calls:       1 missed
Updated:     3 min ago
`
	if got := run(t, agent.Socket, "status"); got.code != 0 || got.out != want {
		t.Errorf("status: %+v, want\n%s", got, want)
	}
	var status map[string]any
	got := run(t, agent.Socket, "status", "--json")
	if err := json.Unmarshal([]byte(got.out), &status); err != nil || status["state"] != "offline" ||
		status["badge"] != 3.0 {
		t.Errorf("status --json: %v %s", err, got.out)
	}
	if got := run(t, agent.Socket, "status", "--format",
		"{{.Badge}} {{.State}}{{.User.Name}}"); got.out != "3 offline\n" {
		t.Errorf("status --format: %+v", got)
	}
	b.Change(func(s *inbox.Snapshot) {
		s.Counts.TextMessages = 2
		s.Account.Name, s.Account.Company, s.Account.Extension = "Anna\u202e Keller", "Hartmann Ltd", "313"
	})
	if got := run(t, agent.Socket, "status", "--format",
		"{{.TextMessages}} {{.User.Name}}, {{.User.Company}}, {{.User.Extension}}"); got.out != "2 Anna Keller, "+
		"Hartmann Ltd, 313\n" {
		t.Errorf("status --format: %+v", got)
	}
	if got := run(t, agent.Socket, "status"); !strings.Contains(got.out, "Anna Keller, Hartmann Ltd, extension 313") ||
		!strings.Contains(got.out, "Messages:    2 unread") {
		t.Errorf("status: %s", got.out)
	}
}

func TestIntents(t *testing.T) {
	b := backend()
	agent := controltest.Serve(t, b)
	for line, want := range map[string]string{
		"read 145":                "read 145 true",
		"unread 145":              "read 145 false",
		"delete 145":              "delete voicemail 145 false",
		"delete 31":               "delete call 31 false",
		"delete 9 --call":         "delete call 9 false",
		"delete --voicemail 9":    "delete voicemail 9 false",
		"call +33 1 23-45":        "call +3312345 confirmed",
		"call *21#":               "call *21# confirmed",
		"call tel:+33-1;ext=2":    "call +331",
		"call \u202a+33\u200b1":   "call +331 confirmed",
		"call ０１２":                "call 012 confirmed",
		"call 112":                "call 112 confirmed",
		"call -- -12":             "call 12 confirmed",
		"call 555;lra=1;cd msg=2": "call 555;lra=1;cd msg=2 confirmed",
		"show":                    "show {Page: Item: Play:false Dial:}",
		"show 145":                "show {Page:voicemails Item:145 Play:false Dial:}",
		"show --call -- -9":       "show {Page:calls Item:-9 Play:false Dial:}",
	} {
		if got := run(t, agent.Socket, strings.Fields(line)...); got.code != 0 {
			t.Errorf("%s: %+v", line, got)
		}
		if asked := b.Asked(); len(asked) == 0 || asked[len(asked)-1] != want {
			t.Errorf("%s asked for %q, want %q", line, asked, want)
		}
	}
	if got := run(t, agent.Socket, "call", "12"); !strings.Contains(got.out, "Desk phone") {
		t.Errorf("call says %q", got.out)
	}
}

func TestWrongUsage(t *testing.T) {
	b := backend()
	agent := controltest.Serve(t, b)
	for _, line := range []string{
		"", "nonsense", "list", "list faxes", "list calls --unread", "list voicemails --missed", "list calls more",
		"status --unread", "status extra", "status --json=1", "status --format", "status --format {{",
		"status --format {{.None}}",
		"status --json --format x", "play", "play 1 2", "read", "save 1", "call", "call tel:*21#", "call me 0123456789",
		"call sip:200", "call \u200b", "call 0800FLOWERS", "call +", "delete", "delete 9",
		"delete 9 --call --voicemail", "quit now", "show 9", "show --call",
		"show 1 2",
	} {
		if got := run(t, agent.Socket, strings.Fields(line)...); got.code != ExitUsage {
			t.Errorf("%q: exit code %d, want 2 (%s)", line, got.code, got.err)
		}
	}
	if asked := b.Asked(); len(asked) != 0 {
		t.Errorf("the agent was asked to %v", asked)
	}
}

func TestExitCodes(t *testing.T) {
	b := backend()
	agent := controltest.Serve(t, b)
	for code, want := range map[control.Code]int{
		control.Refused: 1, control.BadRequest: 2, control.NotRunning: 3, control.NotSignedIn: 4,
		control.Unreachable: 5, control.NotFound: 1, control.Unsure: 1,
	} {
		b.OnAny = func(string) error { return &control.Error{Code: code, Message: "Words\x1b[2J\nof the platform."} }
		got := run(t, agent.Socket, "read", "145")
		if got.code != want || got.err != "istratray: Words[2J of the platform.\n" {
			t.Errorf("%s: %+v, want exit code %d", code, got, want)
		}
	}
	for _, line := range []string{"status", "list calls", "play 1", "save 1 f", "read 1", "delete 1",
		"call 1", "show", "quit"} {
		if got := run(t, filepath.Join(t.TempDir(), "none"), strings.Fields(line)...); got.code != ExitNotRunning {
			t.Errorf("%s with nothing running: %+v", line, got)
		}
	}
	b.OnAny = nil
	b.Change(func(s *inbox.Snapshot) { s.Known, s.Connection.State = false, inbox.SignedOut })
	if got := run(t, agent.Socket, "list", "calls"); got.code != ExitNotSignedIn {
		t.Errorf("signed out: %+v", got)
	}
	if got := run(t, agent.Socket, "status"); got.code != ExitDone {
		t.Errorf("status when signed out: %+v", got)
	}
}

func TestUnknownItems(t *testing.T) {
	agent := controltest.Serve(t, backend())
	for _, line := range []string{"delete 4711", "play 4711"} {
		if got := run(t, agent.Socket, strings.Fields(line)...); got.code != ExitFailed {
			t.Errorf("%s: %+v", line, got)
		}
	}
}

// One list that can't be read doesn't hold up what is asked of the other.
func TestAnItemBesideAListThatFails(t *testing.T) {
	b := backend()
	failing := inbox.ListState{Problem: inbox.Problem{Code: inbox.PlatformError, Message: "No."}}
	b.Change(func(s *inbox.Snapshot) { s.Mailbox, s.Voicemails = failing, nil })
	agent := controltest.Serve(t, b)
	got := run(t, agent.Socket, "delete", "31")
	if got.code != 0 || !slices.Contains(b.Asked(), "delete call 31 false") {
		t.Errorf("%+v; %q", got, b.Asked())
	}
	if got := run(t, agent.Socket, "delete", "145"); got.code != ExitUnreachable {
		t.Errorf("what may be in the other list: %+v", got)
	}
}

func TestQuitWaitsForTheEnd(t *testing.T) {
	agent := controltest.Serve(t, backend())
	if got := run(t, agent.Socket, "quit"); got.code != 0 {
		t.Fatalf("quit: %+v", got)
	}
	agent.Stop()
	if got := run(t, agent.Socket, "status"); got.code != ExitNotRunning {
		t.Errorf("status after quit: %+v", got)
	}
}

// recorded is a backend whose voicemail 145 is as long as what is recorded of it, or not.
func recorded(seconds int) *controltest.Backend {
	b := backend()
	s := b.Current()
	s.Voicemails = slices.Clone(s.Voicemails)
	s.Voicemails[0].Seconds = seconds
	b.Publish(s)
	return b
}

func TestSave(t *testing.T) {
	b := recorded(3)
	agent := controltest.Serve(t, b)
	dir := t.TempDir()
	for name, format := range map[string]string{
		"a.ogg": "ogg", "b.AU": "au", "c.aac": "aac", "d.m4a": "mp4", "e": "ogg", "f.txt": "ogg",
		"g.snd": "au", "h.mp4": "mp4",
	} {
		speech(b, "ogg", "au", "aac", "mp4")
		file := filepath.Join(dir, name)
		if got := run(t, agent.Socket, "save", "145", file); got.code != 0 {
			t.Fatalf("save %s: %+v", name, got)
		}
		want, _ := os.ReadFile(recordings[format])
		if data, err := os.ReadFile(file); err != nil || !bytes.Equal(data, want) {
			t.Errorf("%s holds %d bytes, %v", name, len(data), err)
		}
		if asked := b.Asked(); asked[len(asked)-1] != "audio 145 "+format {
			t.Errorf("%s: %v", name, asked)
		}
	}
	want, _ := os.ReadFile(recordings["ogg"])
	if got := run(t, agent.Socket, "save", "145", "-"); got.out != string(want) {
		t.Errorf("save to standard output: %d bytes", len(got.out))
	}
}

// notSound is what phone systems and those between send instead of sound.
var notSound = map[string]string{
	"nothing": "", "a page": "\n<!doctype html><title>Sign in</title>", "JSON": `{"error":"no such format"}`,
	"words":             "Not available.",
	"a page of 16 bits": "\xff\xfe<\x00h\x00t\x00m\x00l\x00", "damaged sound": "OggS and then nothing that makes sense",
}

func TestSaveTakesAnotherFormat(t *testing.T) {
	for name, body := range notSound {
		t.Run(name, func(t *testing.T) {
			b := recorded(3)
			speech(b, "aac")
			whole := b.Sound
			b.Sound = func(ctx context.Context, id, format string) (control.Audio, error) {
				if format == "aac" {
					return whole(ctx, id, format)
				}
				return control.Audio{Body: io.NopCloser(strings.NewReader(body)), ContentType: "audio/" + format,
					Length: int64(len(body))}, nil
			}
			agent := controltest.Serve(t, b)
			file := filepath.Join(t.TempDir(), "message.ogg")
			got := runRemarked(t, agent.Socket, "save", "145", file)
			if got.code != 0 || !strings.Contains(got.err, "Saved as AAC") {
				t.Errorf("save: %+v", got)
			}
			want, _ := os.ReadFile(recordings["aac"])
			if data, err := os.ReadFile(file); err != nil || !bytes.Equal(data, want) {
				t.Errorf("%d bytes saved, %v", len(data), err)
			}
		})
	}
}

func TestSaveNeverSavesWhatIsNoSound(t *testing.T) {
	for name, body := range notSound {
		if strings.Contains(name, "sound") {
			continue
		}
		b := backend()
		b.Sound = func(context.Context, string, string) (control.Audio, error) {
			return control.Audio{Body: io.NopCloser(strings.NewReader(body)), ContentType: "audio/ogg", Length: -1}, nil
		}
		agent := controltest.Serve(t, b)
		file := filepath.Join(t.TempDir(), "message.ogg")
		if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := run(t, agent.Socket, "save", "145", file); got.code != ExitFailed {
			t.Errorf("%s: %+v", name, got)
		}
		if data, _ := os.ReadFile(file); string(data) != "old" {
			t.Errorf("%s replaced the file by %q", name, data)
		}
	}
}

// What is wrong with the sound that there is comes before what there isn't.
func TestADamagedMessageIsCalledSo(t *testing.T) {
	whole, err := os.ReadFile(recordings["ogg"])
	if err != nil {
		t.Fatal(err)
	}
	for want, sound := range map[string]string{"message is damaged": string(whole[:2000]),
		"has no recording of this message": ""} {
		b := backend()
		b.Sound = func(_ context.Context, _, format string) (control.Audio, error) {
			if format != "ogg" || sound == "" {
				return control.Audio{}, &control.Error{Code: control.Refused, Problem: control.NoSound,
					Message: "Not as " + format}
			}
			return control.Audio{Body: io.NopCloser(strings.NewReader(sound)),
				ContentType: "audio/ogg", Length: -1}, nil
		}
		agent := controltest.Serve(t, b)
		file := filepath.Join(t.TempDir(), "message.ogg")
		if got := run(t, agent.Socket, "save", "145", file); got.code != ExitFailed ||
			!strings.Contains(got.err, want) {
			t.Errorf("%+v", got)
		}
		if _, err := os.Lstat(file); err == nil {
			t.Error("it was saved nevertheless")
		}
	}
}

func TestSaveSaysWhatIsMissing(t *testing.T) {
	b := recorded(84)
	speech(b, "ogg", "au")
	agent := controltest.Serve(t, b)
	got := runRemarked(t, agent.Socket, "save", "145", filepath.Join(t.TempDir(), "message.ogg"))
	if got.code != 0 || got.err != "istratray: The end of this message is missing.\n" {
		t.Errorf("save: %+v", got)
	}
}

func TestSaveLeavesNoPart(t *testing.T) {
	b := backend()
	agent := controltest.Serve(t, b)
	dir := t.TempDir()
	file := filepath.Join(dir, "a.ogg")
	for name, sound := range map[string]func() (control.Audio, error){
		"cut": func() (control.Audio, error) {
			return control.Audio{Body: io.NopCloser(io.MultiReader(strings.NewReader("part"),
				broken{})), Length: 100}, nil
		},
		"empty": func() (control.Audio, error) { return control.Audio{Body: http0{}, Length: 0}, nil },
		"refused": func() (control.Audio, error) {
			return control.Audio{}, &control.Error{Code: control.NotFound, Message: "no"}
		},
	} {
		b.Sound = func(context.Context, string, string) (control.Audio, error) { return sound() }
		if got := run(t, agent.Socket, "save", "145", file); got.code != ExitFailed {
			t.Errorf("%s: %+v", name, got)
		}
	}
	b.Sound = nil
	if got := run(t, agent.Socket, "save", "145", filepath.Join(dir, "none", "a.ogg")); got.code != ExitFailed {
		t.Errorf("into a missing folder: %+v", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("gone") }

type http0 struct{}

func (http0) Read([]byte) (int, error) { return 0, io.EOF }
func (http0) Close() error             { return nil }

func TestPlainText(t *testing.T) {
	for text, want := range map[string]string{
		"Anna":                            "Anna",
		"\x1b]0;title\x07 a\r\nb\tc":      "]0;title a b c",
		"\u202eabc\u2066\u200f":           "abc",
		"a\u0300\u0301\u0302\u0303\u0304": "a\u0300\u0301\u0302",
		"\u009b31mred":                    "31mred",
		"\xff\xfe":                        "",
		"Zoë 李 😀":                         "Zoë 李 😀",
		strings.Repeat("x", 10_000):       strings.Repeat("x", 199) + "…",
		strings.Repeat("x", 200):          strings.Repeat("x", 200),
	} {
		if got := oneLine(text); got != want {
			t.Errorf("oneLine(%.40q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzPlainJSON(f *testing.F) {
	f.Add("a\u202e\u009b\x7f\U000e0001<&>\n")
	f.Fuzz(func(t *testing.T, text string) {
		var b bytes.Buffer
		if err := writeJSON(&b, text); err != nil {
			t.Fatal(err)
		}
		var got, want string
		std, err := json.Marshal(text)
		if err := errors.Join(err, json.Unmarshal(std, &want),
			json.Unmarshal(b.Bytes(), &got)); err != nil || got != want {
			t.Fatalf("%q became %q (%v)", text, got, err)
		}
		for _, r := range strings.TrimSuffix(b.String(), "\n") {
			if !unicode.IsGraphic(r) {
				t.Fatalf("%q: a terminal gets %U", text, r)
			}
		}
	})
}
