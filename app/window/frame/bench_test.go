package frame_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

// BenchmarkScrolling turns the wheel over a hundred thousand calls, a step an operation: the rows that
// come into view are found, filled and laid out. Drawing them is the window's, which bench-window measures.
func BenchmarkScrolling(b *testing.B) {
	s := fake.Snapshot(bench.Noon)
	s.Calls = fake.Calls(bench.Noon, 100_000)
	w := bench.New(b, s)
	w.Open("calls")
	scroll := w.List()
	for range 100 { // until there are rows to be used again
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}})
	}
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}})
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)-1])/float64(time.Millisecond), "longest-ms")
}
