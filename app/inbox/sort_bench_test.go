package inbox_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"istratray/app/inbox"
)

// BenchmarkSortCalls puts a hundred thousand calls in order that come oldest first, as the store has them.
func BenchmarkSortCalls(b *testing.B) {
	calls := make([]inbox.Call, 100_000)
	for i := range calls {
		calls[i] = inbox.Call{ID: strconv.Itoa(8967300633232582577 + i), Time: time.Unix(int64(1_500_000_000+i*600), 0)}
	}
	for b.Loop() {
		inbox.Sort(slices.Clone(calls))
	}
}
