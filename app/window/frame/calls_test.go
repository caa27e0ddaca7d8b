package frame_test

import (
	"testing"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
)

func TestCallsShowDirectionInWords(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Calls")
	b.expect("60 calls", "Missed, rang 3 s", "Outgoing", "Incoming")
}

func TestLookingAtCallsAcknowledgesTheMissed(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.asked()
	b.tap("Calls")
	newest := b.agent.Snapshot().Calls[0].Time.UTC().Format(time.RFC3339)
	b.asked("seen " + newest)
	b.agent.Change(func(s *inbox.Snapshot) { s.Counts.MissedCalls = 1 }) // an old count arriving late
	b.settle()
	b.asked("seen " + newest)
}

func TestCallBackSaysWhatToDo(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Call back")
	b.asked("call +46850578000")
	b.expect("Pick up your desk phone: it is calling Anna Lindqvist.")
}

func TestWhoWasCalledIsCalledAgain(t *testing.T) {
	b := newBench(t, withCalls("Anna out", "Tobias in"))
	b.tap("Calls")
	b.press(0, 0)
	b.expectNot("Call back")
	b.tap("Call again")
	b.press(1, 0)
	b.tap("Call back")
	b.asked("call +49301234004", "call +49301234006")
}

func TestSecondPressAsks(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Call back")
	b.tap("Call back")
	b.asked("call +46850578000")
	b.expect("You called Anna Lindqvist a moment ago.")
	b.tap("Call again")
	b.asked("call +46850578000", "call +46850578000")
}

func TestLaterPressCallsAgain(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Call back")
	b.pass(time.Minute)
	b.tap("Call back")
	b.asked("call +46850578000", "call +46850578000")
}

func TestFailedCallIsSaid(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.agent.Fail("call", &control.Error{Code: control.Refused, Message: "The number is not allowed."})
	b.tap("Call back")
	b.expect("The number is not allowed.")
	b.tap("Call back") // refused at once: trying again needs no question
	b.asked("call +46850578000", "call +46850578000")
}

func TestUnsureCallAsksBeforeASecondOne(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.agent.Fail("call", &control.Error{Code: control.Unsure, Message: "It may be ringing."})
	b.tap("Call back")
	b.tap("Call back")
	b.asked("call +46850578000")
	b.expect("Call again")
}
