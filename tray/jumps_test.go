package tray

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"istratray/app/inbox"
	"istratray/app/words"
	"istratray/internal/hostile"
)

func titles(jumps []jump) (all []string) {
	for _, j := range jumps {
		all = append(all, j.title+" = "+strings.Join(j.arguments, " "))
	}
	return all
}

func TestJumpsAreTheNewestAndDial(t *testing.T) {
	s := busy()
	l := english.jumpsFor(s)
	want := []string{}
	for _, it := range english.arrivals(s) {
		kind, id, _ := strings.Cut(it.entry.key, " ")
		want = append(want, "show --"+kind+" -- "+id)
	}
	if len(want) < 2 || len(l.newest) != len(want) {
		t.Fatalf("%q, and in the menu %q", titles(l.newest), want)
	}
	for i, j := range l.newest {
		if got := strings.Join(j.arguments, " "); got != want[i] || strings.Contains(j.title, ":0") {
			t.Errorf("%q does %q, not %q", j.title, got, want[i])
		}
	}
	if got := titles(l.tasks); !slices.Equal(got, []string{"Call a number… = dial"}) {
		t.Errorf("tasks are %q", got)
	}
	if !l.equal(english.jumpsFor(s)) || l.equal(jumpList{}) {
		t.Error("lists are not compared by what they hold")
	}
}

func TestJumpsOfNobodySignedIn(t *testing.T) {
	for _, state := range []inbox.ConnectionState{"", inbox.SignedOut} {
		s := busy()
		s.Connection.State = state
		if l := english.jumpsFor(s); len(l.newest)+len(l.tasks) > 0 {
			t.Errorf("%q: %+v", state, l)
		}
	}
}

// What lies on the disk and shows without a click says no name where notifications don't.
func TestPrivateJumpsNameNobody(t *testing.T) {
	s, w := busy(), english
	w.private = true
	l := w.jumpsFor(s)
	if len(l.newest) == 0 {
		t.Fatal("there are none")
	}
	for _, j := range l.newest {
		if !slices.Contains([]string{"New voicemail", "Urgent voicemail", "Missed call"}, j.title) {
			t.Errorf("%q", j.title)
		}
	}
}

func TestHostileNamesInJumps(t *testing.T) {
	for _, language := range words.Languages() {
		w := speaking(language.Code)
		for _, name := range hostile.Texts() {
			s := busy()
			s.Voicemails[0].Label, s.Voicemails[0].Name, s.Voicemails[0].ID = name, name, name
			for _, j := range w.jumpsFor(s).newest {
				if why := hostile.Misread(j.title); why != "" || utf8.RuneCountInString(j.title) > 40+nameWidth {
					t.Errorf("%s: %.80q gives %q: %s", language.Code, name, j.title, why)
				}
				if at := slices.Index(j.arguments, "--"); at != len(j.arguments)-2 {
					t.Errorf("%s: %.80q gives %.80q", language.Code, name, j.arguments)
				}
			}
		}
	}
}
