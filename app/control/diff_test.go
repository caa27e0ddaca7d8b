package control

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
)

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func row1(id int) inbox.Call {
	return inbox.Call{ID: fmt.Sprint(id), Time: start.Add(time.Duration(id/2) * time.Second)} // two share a second
}

// sorted gives the list that a snapshot would have.
func sorted(calls []inbox.Call) []inbox.Call {
	inbox.Sort(calls)
	return calls
}

func TestPatchesMakeTheNextListOutOfAnyOther(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 25 {
		var view assembler
		var prev *inbox.Snapshot
		for range 8 {
			next := inbox.Snapshot{Calls: randomList(rng)}
			delivered := 0
			var got inbox.Snapshot
			for _, u := range updates(prev, next) {
				if view.take(u) {
					got = view.snapshot()
					delivered++
				}
			}
			if delivered == 0 || !slices.EqualFunc(got.Calls, next.Calls, inbox.Call.Same) {
				t.Fatalf("after %d deliveries the list is %v, want %v", delivered, got.Calls, next.Calls)
			}
			prev = &next
		}
	}
}

func randomList(rng *rand.Rand) []inbox.Call {
	var calls []inbox.Call
	for id := range rng.IntN(1300) {
		if rng.IntN(3) == 0 {
			continue
		}
		c := row1(id)
		c.Missed = rng.IntN(20) == 0
		calls = append(calls, c)
	}
	return sorted(calls)
}

func TestDeliveredListsAreNotTouchedAgain(t *testing.T) {
	var view assembler
	first := inbox.Snapshot{Calls: sorted([]inbox.Call{row1(1), row1(5), row1(9)})}
	deliver := func(prev *inbox.Snapshot, next inbox.Snapshot) (got inbox.Snapshot) {
		for _, u := range updates(prev, next) {
			if view.take(u) {
				got = view.snapshot()
			}
		}
		return got
	}
	got := deliver(nil, first)
	before := slices.Clone(got.Calls)
	changed := row1(5)
	changed.Missed = true
	deliver(&first, inbox.Snapshot{Calls: sorted([]inbox.Call{row1(1), row1(3), changed})})
	if !reflect.DeepEqual(got.Calls, before) {
		t.Fatalf("the first list became %v", got.Calls)
	}
}

func TestTheSameInstantInAnotherZoneIsNoChange(t *testing.T) {
	a, b := row1(1), row1(1)
	b.Time = b.Time.In(time.FixedZone("", 7200))
	if patch := difference([]inbox.Call{a}, []inbox.Call{b}); len(patch.Put)+len(patch.Removed) != 0 {
		t.Fatalf("patch = %+v", patch)
	}
}

func TestUnchangedListsSendNothing(t *testing.T) {
	snap := inbox.Snapshot{Calls: []inbox.Call{row1(1)}, Voicemails: []inbox.Voicemail{{ID: "1"}}}
	lines := updates(&snap, snap)
	if len(lines) != 1 || lines[0].Calls != nil || lines[0].Voicemails != nil {
		t.Fatalf("lines = %+v", lines)
	}
}

func TestRowsOfOneSecondAreOrderedByID(t *testing.T) {
	var ids []string
	for _, id := range []int{9, 100, 20, 101} {
		ids = append(ids, fmt.Sprint(id))
	}
	var calls []inbox.Call
	for _, id := range ids {
		calls = append(calls, inbox.Call{ID: id, Time: start})
	}
	ids = ids[:0]
	for _, c := range sorted(calls) {
		ids = append(ids, c.ID)
	}
	if got := strings.Join(ids, " "); got != "101 100 20 9" {
		t.Fatalf("order is %s", got)
	}
}

func BenchmarkOneArrivalIn10000(b *testing.B) {
	calls := make([]inbox.Call, 10_000)
	for i := range calls {
		calls[i] = row1(len(calls) - i)
	}
	prev, next := inbox.Snapshot{Calls: calls[1:]}, inbox.Snapshot{Calls: calls}
	b.ReportAllocs()
	for b.Loop() {
		updates(&prev, next)
	}
}

// BenchmarkDifference is what a new call costs a list of a hundred thousand, and what costs one that is as it was.
func BenchmarkDifference(b *testing.B) {
	next := make([]inbox.Call, 100_000)
	for i := range next {
		next[i] = row1(len(next) - i)
	}
	old := slices.Clone(next[1:])
	b.Run("OneMore", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			difference(old, next)
		}
	})
	b.Run("Same", func(b *testing.B) {
		for b.Loop() {
			difference(next, next)
		}
	})
}

// A long list must not be shuffled on its way into the window: to sort it again took longer than anything else.
func TestALongListIsPutTogetherWithLittleWork(t *testing.T) {
	const rows = 10_000
	lines := longList(rows)
	allocated := testing.AllocsPerRun(3, func() { assemble(t, lines, rows) })
	if allocated > rows/10 {
		t.Errorf("%.0f pieces of memory for %d rows", allocated, rows)
	}
}

func BenchmarkLongList(b *testing.B) {
	const rows = 100_000
	lines := longList(rows)
	b.ReportAllocs()
	for b.Loop() {
		assemble(b, lines, rows)
	}
}

func longList(rows int) []Update {
	calls := make([]inbox.Call, rows)
	for i := range calls {
		calls[i] = row1(i)
	}
	return updates(nil, inbox.Snapshot{Calls: sorted(calls)})
}

func assemble(t testing.TB, lines []Update, rows int) {
	t.Helper()
	var view assembler
	var got inbox.Snapshot
	for _, u := range lines {
		if view.take(u) {
			got = view.snapshot()
		}
	}
	if len(got.Calls) != rows || !slices.IsSortedFunc(got.Calls, inbox.NewestFirst) {
		t.Fatalf("%d calls, want %d, newest first", len(got.Calls), rows)
	}
}
