package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestNoticeIsShownOnce(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	s.Notice = inbox.Notice{ID: 7, Text: "from before"}
	b := bench.New(t, s)
	b.ExpectNot("from before")
	b.Agent.Change(func(s *inbox.Snapshot) { s.Notice = inbox.Notice{ID: 8, Text: "It could not be deleted."} })
	b.Settle()
	b.Expect("It could not be deleted.")
	b.Pass(8 * time.Second)
	b.Agent.Change(func(*inbox.Snapshot) {})
	b.Settle()
	b.ExpectNot("It could not be deleted.")
}

// The demo's window is not taken for an account's.
func TestTheDemoIsKnownByItsTitle(t *testing.T) {
	s := fake.Snapshot(bench.Noon)
	b := bench.New(t, s)
	const demo = "Istra Tray – Demo"
	if b.Window.Title() == demo {
		t.Error("an account's window is called a demo")
	}
	s.Account.Demo = true
	b.UI.Render(s)
	if got := b.Window.Title(); got != demo {
		t.Errorf("the demo's window is %q", got)
	}
}
