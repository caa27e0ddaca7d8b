package command

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/figures"
	"istratray/app/inbox"
)

func TestCallsAreExported(t *testing.T) {
	agent := controltest.Serve(t, backend())
	dir := t.TempDir()
	for file, begin := range map[string]string{"calls.csv": "time,direction", "calls.json": `[{"id":"9"`,
		"calls.xlsx": "PK\x03\x04", "calls": "time,direction"} {
		if got := run(t, agent.Socket, "export", "calls", filepath.Join(dir, file)); got.code != 0 || got.out != "" {
			t.Errorf("%s: %+v", file, got)
		}
		if text, err := os.ReadFile(filepath.Join(dir, file)); err != nil || !strings.HasPrefix(string(text), begin) {
			t.Errorf("%s: %.60q %v", file, text, err)
		}
	}
	got := run(t, agent.Socket, "export", "calls", "--from", "2026-05-04", "--to=2026-05-04")
	if want := "2026-05-04T12:00:00+01:00,out,false,Carla,0033,3700,0,,\n"; strings.Count(got.out, "\n") != 3 ||
		!strings.HasSuffix(got.out, want) {
		t.Errorf("%s", got.out)
	}
	for _, days := range [][]string{{"--from", "2026-05-05"}, {"--to", "2026-05-03"}} {
		if got := run(t, agent.Socket, append([]string{"export", "calls", "--format=json"},
			days...)...); got.out != "[]\n" {
			t.Errorf("%v: %q", days, got.out)
		}
	}
	for _, wrong := range []string{"export", "export lists", "export calls --format ods",
		"export calls --from yesterday",
		"export calls --from 2026-05-05 --to 2026-05-01", "export voicemails", "figures --to 3", "share",
		"share 145 - --text"} {
		if got := run(t, agent.Socket, strings.Fields(wrong)...); got.code != ExitUsage {
			t.Errorf("%s: %+v", wrong, got)
		}
	}
}

// spoken is a backend whose voicemails have a sound.
func spoken() *controltest.Backend {
	b := recorded(3)
	speech(b, "ogg")
	b.Change(func(s *inbox.Snapshot) {
		s.Voicemails[1].Seconds = 3
		s.Voicemails = append(s.Voicemails, inbox.Voicemail{ID: "146", Label: s.Voicemails[0].Label,
			Time: s.Voicemails[0].Time, Seconds: 3, Transcript: "call me"})
	})
	return b
}

func TestVoicemailsAreExported(t *testing.T) {
	agent := controltest.Serve(t, spoken())
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if got := run(t, agent.Socket, "export", "voicemails", dir, "--from", "2026-05-04"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	const want = "Voicemail 2026-05-04 11.00 Bob.ogg|Voicemail 2026-05-04 12.00 Anna 31m Example 146.ogg|Voicemail " +
		"2026-05-04 12.00 Anna 31m Example.ogg|voicemails.csv|voicemails.xlsx"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("%s", got)
	}
	text, err := os.ReadFile(filepath.Join(dir, "voicemails.csv"))
	if err != nil || !strings.Contains(string(text),
		"Voicemail 2026-05-04 12.00 Anna 31m Example 146.ogg,false,false,Anna[31m Example,,3,,,call me") {
		t.Errorf("%s %v", text, err)
	}
}

func TestVoicemailsWithoutASoundAreListed(t *testing.T) {
	b := spoken()
	whole := b.Sound
	b.Sound = func(ctx context.Context, id, asked string) (control.Audio, error) {
		if id == "9" {
			return control.Audio{}, &control.Error{Code: control.Refused, Message: "no sound"}
		}
		return whole(ctx, id, asked)
	}
	agent := controltest.Serve(t, b)
	dir := t.TempDir()
	got := run(t, agent.Socket, "export", "voicemails", dir)
	if got.code != ExitFailed || !strings.Contains(got.err, "1 voicemail") {
		t.Errorf("%+v", got)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "voicemails.csv"))
	if !strings.Contains(string(text), "2026-05-04T11:00:00+01:00,,true,true,Bob") {
		t.Errorf("%s", text)
	}
}

func TestAVoicemailIsShared(t *testing.T) {
	agent := controltest.Serve(t, spoken())
	dir := t.TempDir()
	got := run(t, agent.Socket, "share", "146", dir)
	file := filepath.Join(dir, "Voicemail 2026-05-04 12.00 Anna 31m Example.eml")
	if got.code != 0 || got.out != file+"\n" {
		t.Fatalf("%+v", got)
	}
	mail, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(mail), "X-Unsent: 1\r\n") ||
		!strings.Contains(string(mail), "call me\r\n") {
		t.Errorf("%.300s %v", mail, err)
	}
	if got := run(t, agent.Socket, "share", "146", "-"); !strings.HasPrefix(got.out, "X-Unsent") {
		t.Errorf("%.80q", got.out)
	}
	got = run(t, agent.Socket, "share", "146", filepath.Join(dir, "mine.ogg"), "--text")
	if got.code != 0 || got.out != filepath.Join(dir, "mine.ogg")+"\n"+filepath.Join(dir, "mine.txt")+"\n" {
		t.Errorf("%+v", got)
	}
	text, _ := os.ReadFile(filepath.Join(dir, "mine.txt"))
	if !strings.HasSuffix(string(text), "\n\ncall me\n") {
		t.Errorf("%q", text)
	}
	if got := run(t, agent.Socket, "share", "nope", dir); got.code != ExitFailed {
		t.Errorf("%+v", got)
	}
}

func TestFigures(t *testing.T) {
	agent := controltest.Serve(t, backend())
	got := run(t, agent.Socket, "figures", "--json")
	var f figures.Figures
	if err := json.Unmarshal([]byte(got.out), &f); err != nil || f.Incoming != 1 || f.Missed != 1 || f.Outgoing != 1 ||
		f.Voicemails != 2 || f.Hours[12].Missed != 1 {
		t.Errorf("%+v %v %v", got, f, err)
	}
	if got := run(t, agent.Socket, "figures"); !strings.Contains(got.out, "incoming calls  1, 1 of them missed\n") ||
		!strings.Contains(got.out, "busiest hours   12:00 (1, 1 missed)\n") {
		t.Errorf("%+v", got)
	}
	if got := run(t, agent.Socket, "figures", "--from", "2027-01-01"); !strings.Contains(got.out,
		"incoming calls  0,") {
		t.Errorf("%+v", got)
	}
}
