package pages_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestCallsShowDirectionInWords(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Calls")
	b.Expect("60 calls", "Missed, rang 3 s", "Outgoing", "Incoming")
}

func TestLookingAtCallsAcknowledgesTheMissed(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.ExpectAsked()
	b.Tap("Calls")
	newest := b.Agent.Current().Calls[0].Time.UTC().Format(time.RFC3339)
	b.ExpectAsked("seen " + newest)
	b.Agent.Change(func(s *inbox.Snapshot) { s.Counts.MissedCalls = 1 }) // an old count arriving late
	b.Settle()
	b.ExpectAsked("seen " + newest)
}

func TestCallBackSaysWhatToDo(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Call back")
	b.ExpectAsked("call +46850578000")
	b.Expect("Pick up your desk phone: it is calling Anna Lindqvist.")
}

func TestWhoWasCalledIsCalledAgain(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna out", "Tobias in"))
	b.Tap("Calls")
	b.Press(0, 0)
	b.ExpectNot("Call back")
	b.Tap("Call again")
	b.Press(1, 0)
	b.Tap("Call back")
	b.ExpectAsked("call +49301234004", "call +49301234006")
}

func TestSecondPressAsks(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Call back")
	b.Tap("Call back")
	b.ExpectAsked("call +46850578000")
	b.Expect("You called Anna Lindqvist a moment ago.")
	b.Tap("Call again")
	b.ExpectAsked("call +46850578000", "call +46850578000")
}

func TestLaterPressCallsAgain(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Tap("Call back")
	b.Pass(time.Minute)
	b.Tap("Call back")
	b.ExpectAsked("call +46850578000", "call +46850578000")
}

func TestFailedCallIsSaid(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Fail("call", &control.Error{Code: control.Refused, Message: "The number is not allowed."})
	b.Tap("Call back")
	b.Expect("The number is not allowed.")
	b.Tap("Call back") // refused at once: trying again needs no question
	b.ExpectAsked("call +46850578000", "call +46850578000")
}

func TestUnsureCallAsksBeforeASecondOne(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Fail("call", &control.Error{Code: control.Unsure, Message: "It may be ringing."})
	b.Tap("Call back")
	b.Tap("Call back")
	b.ExpectAsked("call +46850578000")
	b.Expect("Call again")
}

// calledAgain is the newest call once more, a minute later.
func calledAgain(b *bench.Bench) {
	b.Agent.Change(func(s *inbox.Snapshot) {
		again := s.Calls[0]
		again.ID, again.Time = fmt.Sprint("again", len(s.Calls)), again.Time.Add(time.Minute)
		s.Calls = append([]inbox.Call{again}, s.Calls...)
	})
	b.Settle()
}

func TestACallThatJoinsTheTopmostRowIsNews(t *testing.T) {
	var rows []string
	for range 20 {
		rows = append(rows, "Anna missed", "Tobias in")
	}
	b := bench.New(t, bench.WithCalls(rows...))
	b.Open("calls")
	b.List().Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -600)})
	calledAgain(b)
	b.Expect("1 new")
	calledAgain(b)
	b.Expect("2 new")
}

func TestARowThatACallJoinsStaysChosenAndOpen(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Tobias in"))
	b.Open("calls")
	b.Press(0, 0)
	b.Key(fyne.KeyRight)
	if got := len(b.Rows()); got != 4 {
		t.Fatalf("%d rows, want the group, its two calls and another one", got)
	}
	calledAgain(b)
	if got := len(b.Rows()); got != 5 {
		t.Errorf("%d rows, want the group and its three calls, and another one", got)
	}
	if got := b.List().Cursor(); got != 0 {
		t.Errorf("the cursor is on row %d", got)
	}
	b.Open("calls")
	b.UI.Show(control.Show{Page: "calls", Item: "c2"})
	b.UI.Show(control.Show{Page: "calls", Item: "c0"}) // which is within the group
	if got := b.List().Cursor(); got != 0 {
		t.Errorf("an older call of the group leads to row %d", got)
	}
}
