package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// missed adds a missed call, as the platform would.
func missed(b *bench.Bench, id string) (seen string) {
	b.Agent.Change(func(s *inbox.Snapshot) {
		call := inbox.Call{ID: id, Label: "Anna", Number: "200", Time: b.Now, Direction: inbox.In, Missed: true}
		s.Calls = append([]inbox.Call{call}, s.Calls...)
		s.Counts.MissedCalls++
	})
	b.Settle()
	return "seen " + b.Now.UTC().Format(time.RFC3339)
}

func TestSeenMeansSeenBySomebody(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.Focused(false)
	b.Open("calls")
	b.Pass(time.Minute)
	first := missed(b, "new1")
	b.Pass(time.Minute)
	b.ExpectAsked() // covered, minimised, on another workspace
	b.UI.Focused(true)
	b.Pass(900 * time.Millisecond)
	b.UI.Focused(false) // only passing by
	b.Pass(time.Minute)
	b.UI.Focused(true)
	b.Pass(900 * time.Millisecond)
	b.Settle()
	b.ExpectAsked()
	b.Pass(100 * time.Millisecond)
	b.Settle()
	b.ExpectAsked(first)

	second := missed(b, "new2") // under someone's eyes
	b.ExpectAsked(first, second)
	b.Open("voicemails")
	missed(b, "new3")
	b.Pass(time.Minute)
	b.ExpectAsked(first, second)
}

func TestATouchedRowWasSeen(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.Focused(false)
	b.Open("calls")
	seen := missed(b, "new")
	b.Press(0, 0)
	b.ExpectAsked(seen)
}

// Some window managers leave a window the focus on a workspace that nobody looks at.
func TestAFocusedWindowOutOfSightSeesNothing(t *testing.T) {
	inSight := false
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) { o.InSight = func() bool { return inSight } })
	b.Open("calls")
	seen := missed(b, "new")
	b.Pass(time.Minute)
	b.ExpectAsked()
	inSight = true
	b.Pass(time.Second)
	b.Settle()
	b.ExpectAsked(seen)
}
