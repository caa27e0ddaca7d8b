package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
)

// missed adds a missed call, as the platform would.
func (b *bench) missed(id string) (seen string) {
	b.agent.Change(func(s *inbox.Snapshot) {
		call := inbox.Call{ID: id, Label: "Anna", Number: "200", Time: b.now, Direction: inbox.In, Missed: true}
		s.Calls = append([]inbox.Call{call}, s.Calls...)
		s.Counts.MissedCalls++
	})
	b.settle()
	return "seen " + b.now.UTC().Format(time.RFC3339)
}

func TestSeenMeansSeenBySomebody(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Focused(false)
	b.open("calls")
	b.pass(time.Minute)
	first := b.missed("new1")
	b.pass(time.Minute)
	b.asked() // covered, minimised, on another workspace
	b.ui.Focused(true)
	b.pass(900 * time.Millisecond)
	b.ui.Focused(false) // only passing by
	b.pass(time.Minute)
	b.ui.Focused(true)
	b.pass(900 * time.Millisecond)
	b.settle()
	b.asked()
	b.pass(100 * time.Millisecond)
	b.settle()
	b.asked(first)

	second := b.missed("new2") // under somebody's eyes
	b.asked(first, second)
	b.open("voicemails")
	b.missed("new3")
	b.pass(time.Minute)
	b.asked(first, second)
}

func TestATouchedRowWasSeen(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Focused(false)
	b.open("calls")
	seen := b.missed("new")
	b.press(0, 0)
	b.asked(seen)
}
