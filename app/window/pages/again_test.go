package pages_test

import (
	"runtime"
	"testing"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// A page that comes into view again, with the same calls and messages, looks for nothing anew: the answer to "all
// calls" takes some hundred bytes for each of them.
func TestAPageOpenedAgainLooksForNothing(t *testing.T) {
	const many = 20_000
	s := fake.Snapshot(bench.Noon)
	s.Calls = fake.Calls(bench.Noon, many)
	w := bench.New(t, s)
	for range 2 {
		for _, page := range []string{"calls", "dial", "voicemails"} {
			w.Open(page)
		}
	}
	for _, page := range []string{"calls", "dial"} {
		if took := allocated(func() { w.Open(page) }); took > 100*many {
			t.Errorf("to open %s again takes %d kB", page, took>>10)
		}
	}
}

// allocated is how many bytes a function allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What changes while a page is out of view is there when it comes back.
func TestAPageOpenedAgainShowsWhatIsNew(t *testing.T) {
	s := bench.WithCalls("Anna in", "Ben missed", "Clara out")
	w := bench.New(t, s)
	w.Open("calls")
	w.Open("voicemails")
	s.Deleting = []inbox.Deletion{{Kind: inbox.CallItem, ID: "c1"}}
	w.UI.Render(s)
	w.Settle()
	w.Open("calls")
	bench.Equal(t, "calls", w.Names(), []string{"Anna", "Clara"})
}
