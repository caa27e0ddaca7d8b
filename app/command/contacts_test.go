package command

import (
	"os"
	"strings"
	"testing"

	"istratray/app/control"
	"istratray/app/control/controltest"
	"istratray/app/inbox"
)

func TestABookWithTooManyPeopleIsAddedAllTheSame(t *testing.T) {
	b := backend()
	b.SetBooks(control.ContactBook{Name: "Firm", Kind: "carddav", People: 50_000, Problem: "There are more.",
		ProblemCode: "too-many", Reason: inbox.Reason{Reason: "contacts-too-many"}})
	agent := controltest.Serve(t, b)
	got := runRemarked(t, agent.Socket, "contacts", "add", "carddav", "https://example.com/", "--name", "Firm")
	if got.code != 0 || got.out != "Firm: 50000 people\n" || !strings.Contains(got.err, "more than 50,000 people") {
		t.Errorf("%+v", got)
	}
}

func TestAnEmptyFileNameIsWrongUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	agent := controltest.Serve(t, backend())
	for _, args := range [][]string{
		{"save", "145", ""}, {"share", "145", ""}, {"support", ""}, {"contacts", "export", ""},
		{"contacts", "import", ""},
		{"export", "calls", ""}, {"export", "voicemails", ""}, {"export", "voicemails", "-"},
	} {
		if got := run(t, agent.Socket, args...); got.code != ExitUsage {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAnEndlessNumberIsWrongUsage(t *testing.T) {
	agent := controltest.Serve(t, backend())
	endless := strings.Repeat("9", 100_000)
	for _, args := range [][]string{
		{"contacts", "lookup", endless}, {"note", endless, "text"}, {"vip", endless, "on"},
	} {
		if got := run(t, agent.Socket, args...); got.code != ExitUsage || !strings.Contains(got.err, "too long") {
			t.Errorf("%s: %+v", args[0], got)
		}
	}
}

func TestANoteIsPrintedWhole(t *testing.T) {
	agent := controltest.Serve(t, backend())
	text := strings.TrimSpace(strings.Repeat("what was agreed ", 50))
	if got := run(t, agent.Socket, "note", "200", text); got.code != ExitDone {
		t.Fatalf("%+v", got)
	}
	if got := run(t, agent.Socket, "note", "200"); got.out != text+"\n" {
		t.Errorf("%+v", got)
	}
}

func TestAnEndlessFileOfCardsIsRefused(t *testing.T) {
	agent := controltest.Serve(t, backend())
	if got := run(t, agent.Socket, "contacts", "import", "/dev/zero"); got.code == ExitDone ||
		!strings.Contains(got.err, "too long") {
		t.Errorf("%+v", got)
	}
}
