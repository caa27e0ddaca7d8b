package command

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/internal/hostile"
)

// On a terminal an item is one harmless line, whatever its caller's name and number; for programs it is
// the very text, and only escapes differ.
func TestHostileNamesInLists(t *testing.T) {
	for _, s := range hostile.Texts() {
		agent := controltest.Serve(t, controltest.New(
			[]inbox.Voicemail{{ID: "1", Label: s, Number: s, Time: noon}},
			[]inbox.Call{{ID: s, Label: s, Number: s, Time: noon}}))
		for _, kind := range []string{"voicemails", "calls"} {
			table := run(t, agent.Socket, "list", kind).out
			if strings.Count(table, "\n") != 1 || !strings.HasSuffix(table, "\n") {
				t.Errorf("%.40q: %d lines", s, strings.Count(table, "\n"))
			}
			if why := hostile.Misread(strings.TrimSuffix(table, "\n")); why != "" {
				t.Errorf("%.40q: %s", s, why)
			}
			if n := utf8.RuneCountInString(table); n > 3*maxText+100 {
				t.Errorf("%.40q: a line of %d characters", s, n)
			}
			checkJSON(t, run(t, agent.Socket, "list", kind, "--json").out, s)
		}
	}
}

func checkJSON(t *testing.T, out, s string) {
	t.Helper()
	var items []struct{ Label, Number string }
	if err := json.Unmarshal([]byte(out), &items); err != nil || len(items) != 1 {
		t.Fatalf("%.40q: %v in %.200q", s, err, out)
	}
	if want := strings.ToValidUTF8(s, "\ufffd"); utf8.ValidString(s) && items[0].Label != want {
		t.Errorf("%.40q became %.40q", s, items[0].Label)
	}
	if why := hostile.Misread(string(bytes.TrimSuffix([]byte(out), []byte("\n")))); why != "" {
		t.Errorf("%.40q as JSON: %s", s, why)
	}
}

// An error that quotes what the user or the platform said stays one harmless line too.
func TestHostileArguments(t *testing.T) {
	agent := controltest.Serve(t, backend())
	for _, s := range hostile.Texts() {
		if strings.HasPrefix(s, "-") {
			continue // an option, and refused as one
		}
		for _, args := range [][]string{{"list", s}, {"read", s}, {"call", s}} {
			got := run(t, agent.Socket, args...)
			if why := hostile.Misread(strings.TrimSuffix(got.err, "\n")); why != "" {
				t.Errorf("%s %.40q: %s in %.80q", args[0], s, why, got.err)
			}
		}
	}
}
