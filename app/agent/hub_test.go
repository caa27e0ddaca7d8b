package agent

import (
	"sync"
	"testing"

	"istratray/app/inbox"
)

// Who asks before the session has told anything gets a state that there is.
func TestTheHubBeginsAsTheSessionDoes(t *testing.T) {
	for expecting, want := range map[bool]inbox.ConnectionState{false: inbox.SignedOut, true: inbox.Connecting} {
		if got := newHub(expecting).latest().Connection; got.State != want || got.Since.IsZero() {
			t.Errorf("expecting %t: it begins with %+v", expecting, got)
		}
	}
}

func TestTheHubKeepsOnlyTheLatest(t *testing.T) {
	h := newHub(false)
	slow, leave := h.subscribe()
	var all sync.WaitGroup
	for n := range uint64(1000) { // nobody takes any: nothing blocks
		h.publish(inbox.Snapshot{Seq: n})
	}
	if got := (<-slow).Seq; got != 999 {
		t.Errorf("the slow subscriber got snapshot %d, want the last", got)
	}
	fast, leaveFast := h.subscribe()
	if got := (<-fast).Seq; got != 999 {
		t.Errorf("a new subscriber got snapshot %d, want the current one", got)
	}
	all.Go(func() {
		for n := range uint64(1000) {
			h.publish(inbox.Snapshot{Seq: 1000 + n})
		}
	})
	last := uint64(0)
	for last < 1999 {
		next := (<-fast).Seq
		if next <= last && last != 0 {
			t.Fatalf("snapshot %d after %d", next, last)
		}
		last = next
	}
	all.Wait()
	leave()
	leaveFast()
	h.publish(inbox.Snapshot{Seq: 5000})
	select {
	case s := <-fast:
		t.Errorf("a snapshot after leaving: %d", s.Seq)
	default:
	}
}
