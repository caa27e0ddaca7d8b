package frame_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/parts"
)

// waiting is what the navigation says of those who wait.
func waiting(b *bench.Bench) string {
	b.T.Helper()
	for _, n := range b.Tree().Nodes {
		if n.Role == parts.RoleTab && n.Name == "To call back" {
			return n.Description
		}
	}
	b.T.Fatal("there is no such page")
	return ""
}

// Who waits is counted from the snapshot, on whatever page someone is.
func TestTheNavigationCountsWhoWaits(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Benedikt missed"))
	if got := waiting(b); got != "2" {
		t.Errorf("two wait, and it says %q", got)
	}
	b.Agent.Change(func(s *inbox.Snapshot) {
		s.FollowUps = []inbox.FollowUp{{Caller: "+49301234008", Done: bench.Noon.Add(time.Hour)}}
	})
	b.Settle()
	if got := waiting(b); got != "1" {
		t.Errorf("one waits, and it says %q", got)
	}
}
