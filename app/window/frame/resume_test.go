package frame_test

import (
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestTheWindowOpensWhereItWasClosed(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("calls")
	b.Press(2, 0)
	chosen := b.Rows()[2].Name
	b.UI.Leave()
	again := func(snapshot inbox.Snapshot) *bench.Bench {
		return bench.New(t, snapshot, func(o *desk.Options) { o.Memory = b.Memory })
	}
	c := again(fake.Snapshot(bench.Noon))
	c.Expect("History with " + chosen)
	c.ExpectNot("Play")
	c.UI.Show(control.Show{}) // somebody asks for the window, and for nothing in it
	c.Expect("History with " + chosen)
	c.UI.Show(control.Show{Page: "voicemails", Item: "v2"})
	c.Expect("History with Béatrice Moreau", "Play")
	c.Open("followups")
	c.UI.Leave()
	if kept := b.Memory.Get(); kept.Page != "followups" || kept.Item != "" {
		t.Errorf("of a caller, %+v is kept", kept)
	}
	c.Open("settings")
	c.UI.Leave()
	again(fake.Snapshot(bench.Noon)).Expect("History with Anna Lindqvist", "Play")
}

func TestWhatIsGoneIsNotOpenedAgain(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Press(1, 0)
	b.UI.Leave()
	s := fake.Snapshot(bench.Noon)
	s.Voicemails = append(s.Voicemails[:1:1], s.Voicemails[2:]...)
	c := bench.New(t, s, func(o *desk.Options) { o.Memory = b.Memory })
	c.Expect("History with Anna Lindqvist")
	c.Press(1, 0)
	c.ExpectNot("History with Anna Lindqvist")
}

func TestASignInBeginsAtTheMessages(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	b.Agent.Change(func(s *inbox.Snapshot) { *s = bench.SignedOut })
	b.Settle()
	b.UI.Leave()
	if kept := b.Memory.Get(); kept.Page != "" || kept.Item != "" {
		t.Errorf("of the account before, %+v is kept", kept)
	}
	b.Agent.Change(func(s *inbox.Snapshot) { *s = fake.Snapshot(bench.Noon) })
	b.Settle()
	b.Expect("History with Anna Lindqvist", "Play")
}

// An account may be signed out on the command line while there is no window: the next one forgets what it was about.
func TestWhatWasInViewIsForgottenWithItsAccount(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Press(1, 0)
	b.UI.Leave()
	if kept := b.Memory.Get(); kept.Item == "" {
		t.Fatal("nothing is kept of a message that was in view")
	}
	bench.New(t, bench.SignedOut, func(o *desk.Options) { o.Memory = b.Memory })
	if kept := b.Memory.Get(); kept.Page != "" || kept.Item != "" {
		t.Errorf("of the account before, %+v is kept", kept)
	}
}
