package frame_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/window/access"
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

// BenchmarkPageChange goes from page to page with a hundred thousand calls and five thousand messages: what Fyne's
// goroutine does until the page is there. Drawing it is a frame more.
func BenchmarkPageChange(b *testing.B) {
	s := fake.Snapshot(bench.Noon)
	s.Calls = fake.Calls(bench.Noon, 100_000)
	for len(s.Voicemails) < 5000 {
		v := s.Voicemails[len(s.Voicemails)%12]
		v.ID = fmt.Sprint("more", len(s.Voicemails))
		v.Time = s.Voicemails[len(s.Voicemails)-1].Time.Add(-time.Hour)
		s.Voicemails = append(s.Voicemails, v)
	}
	w := bench.New(b, s)
	pages := []string{"calls", "followups", "dial", "settings", "voicemails"}
	for _, page := range pages {
		w.Open(page)
	}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		w.UI.Show(control.Show{Page: pages[i%len(pages)]})
		took = append(took, time.Since(began))
		w.Settle()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2])/float64(time.Millisecond), "median-ms")
	b.ReportMetric(float64(took[len(took)-1])/float64(time.Millisecond), "longest-ms")
}

func BenchmarkTree(b *testing.B) {
	w := bench.New(b, ordinary())
	w.LayOut()
	scanner := access.NewScanner(w.Window.Canvas())
	b.ReportAllocs()
	for b.Loop() {
		scanner.Scan("", access.Place{})
	}
}
