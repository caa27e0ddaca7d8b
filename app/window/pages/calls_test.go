package pages_test

import (
	"testing"
	"time"

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
