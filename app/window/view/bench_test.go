package view_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/internal/fake"
)

// BenchmarkScrolling turns the wheel over a hundred thousand calls, a step an operation. "rows" is what
// a step costs to find, fill and lay out the rows in view; "frame" has the drawing of all the window in
// it, by Fyne's painter for tests, which keeps no picture of a letter from one frame to the next as the
// window's own does.
func BenchmarkScrolling(b *testing.B) {
	s := fake.Snapshot(noon)
	s.Calls = fake.Calls(noon, 100_000)
	w := newBench(b, s)
	w.open("calls")
	scroll := w.scroller()
	w.window.Canvas().Capture()
	var rows, frames []time.Duration
	for b.Loop() {
		began := time.Now()
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}})
		rows = append(rows, time.Since(began))
		w.window.Canvas().Capture()
		frames = append(frames, time.Since(began))
	}
	report(b, "rows", rows)
	report(b, "frame", frames)
}

// scroller is what moves the longest list in view.
func (b *bench) scroller() (found *container.Scroll) {
	b.t.Helper()
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*container.Scroll); ok && (found == nil || s.Content.MinSize().Height > found.Content.MinSize().Height) {
			found = s
		}
	})
	if found == nil {
		b.t.Fatal("nothing scrolls")
	}
	return found
}

func report(b *testing.B, what string, took []time.Duration) {
	slices.Sort(took)
	millis := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	b.ReportMetric(millis(took[len(took)/2]), what+"-median-ms")
	b.ReportMetric(millis(took[len(took)-1]), what+"-longest-ms")
}
