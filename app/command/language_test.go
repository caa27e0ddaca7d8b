package command

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/words"
)

func TestFailuresAreInTheUsersLanguage(t *testing.T) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANGUAGE"} {
		t.Setenv(name, "")
	}
	for _, test := range []struct{ system, setting, want string }{
		{"C", "", "istratray: Istra Tray is not running. Start it with: istratray\n"},
		{"de_AT.UTF-8", "", "istratray: Istra Tray läuft nicht. Starten Sie es mit: istratray\n"},
		{"de_AT.UTF-8", "nl", "istratray: Istra Tray draait niet. Start het met: istratray\n"},
		{"sv_SE.UTF-8", "", "istratray: Istra Tray is not running. Start it with: istratray\n"},
	} {
		t.Setenv("LANG", test.system)
		places := settings.Places{ConfigDir: t.TempDir()}
		if err := os.WriteFile(places.SettingsFile(), []byte(`{"language":"`+test.setting+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		code := Run(t.Context(), []string{"status"}, Env{Socket: places.ConfigDir + "/none", Places: places,
			Stdout: new(bytes.Buffer), Stderr: &said})
		if code != ExitNotRunning || !strings.HasPrefix(said.String(), test.want) {
			t.Errorf("%s, %q: exit code %d, %q", test.system, test.setting, code, said.String())
		}
	}
}

// What people read is in their language; what scripts read is not.
func TestAnswersAreInTheUsersLanguage(t *testing.T) {
	b := backend()
	b.Text = func(string) inbox.Transcript {
		why := inbox.Reason{Reason: "transcript-too-long"}
		return inbox.Transcript{State: inbox.TranscriptFailed,
			Problem: "The message is longer than an hour.", Reason: why}
	}
	b.Change(func(s *inbox.Snapshot) { s.Updated = time.Now().Add(-5 * time.Second) })
	socket := controltest.Serve(t, b).Socket
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	for _, test := range []struct {
		args  []string
		wants []string
	}{
		{[]string{"status"}, []string{"Zustand:", "Voicemails:", "ungelesen", "Anrufe:", "verpasst",
			"Aktualisiert:", "vor "}},
		{[]string{"list", "calls"}, []string{"verpasst", "0:12 geklingelt", "aus"}},
		{[]string{"list", "voicemails"}, []string{"neu"}},
		{[]string{"figures"}, []string{"eingehende Anrufe", "1, davon 1 verpasst\n", "meiste Anrufe"}},
		{[]string{"call", "200"}, []string{"Nehmen Sie ab: "}},
		{[]string{"transcript", "145"}, []string{"Die Nachricht ist länger als eine Stunde."}},
		{[]string{"transcript", "145", "--json"}, []string{`"problem":"The message is longer than an hour."`}},
		{[]string{"status", "--json"}, []string{`"state":"online"`}},
		{[]string{"list", "calls", "--json"}, []string{`"direction":"in"`}},
	} {
		said := run(t, socket, test.args...)
		for _, want := range test.wants {
			if !strings.Contains(said.out, want) {
				t.Errorf("%v lacks %q: %s", test.args, want, said.out)
			}
		}
	}
}

// docs/cli.md: wrong usage, which is exit code 2, is in English whatever the language.
func TestWrongUsageIsInEnglish(t *testing.T) {
	b := backend()
	b.OnAny = func(string) error {
		return control.NewError(control.BadRequest, words.New("number-no-number"))
	}
	socket := controltest.Serve(t, b).Socket
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	english := control.NewError(control.BadRequest, words.New("number-no-number")).Message
	for _, args := range [][]string{{"note", "abc", "text"}, {"read", "145"}} {
		if got := run(t, socket, args...); got.code != ExitUsage || got.err != "istratray: "+english+"\n" {
			t.Errorf("%v: %+v, want %q", args, got, english)
		}
	}
}
