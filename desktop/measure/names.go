package main

import (
	"fmt"
	"time"

	"istratray/desktop/rig"
)

const (
	// presses is how many events are waited for, and rest how long the window stands still before each.
	presses = 20
	rest    = 200 * time.Millisecond
	// steps is how many rows the keyboard walks down; keys come faster than those of a keyboard that is held down.
	steps     = 150
	stepEvery = 30 * time.Millisecond
	// smoothNews is the longest that somebody who walks may wait for the next row to be told.
	smoothNews = 100 * time.Millisecond
)

// byName measures what a screen reader waits for: the first tree of a window that nobody has asked before, the
// event after something was pressed, and each row while somebody walks through the list.
func (b *bench) byName(w *rig.Window) {
	reader := b.desk.Accessible("istratray")
	var things []*rig.Thing
	var tree time.Duration
	rig.Eventually(b, patience, "the program is on the bus that the first question has started", func() (err error) {
		began := time.Now()
		things, err = reader.Things()
		tree = time.Since(began)
		return err
	})
	rows := rowsOf(things)
	if len(rows) < 2 {
		b.Fatalf("by name: %d rows", len(rows))
	}
	heard := reader.Events()
	var hasty, still []time.Duration
	for i := range presses {
		hasty = append(hasty, b.event(rows[(i+1)%2], heard))
	}
	for i := range presses {
		rig.Rest(b, rest)
		still = append(still, b.event(rows[(i+1)%2], heard))
	}
	gaps := b.walk(w, heard)
	table{
		{fmt.Sprintf("by name, with %d calls", crowded), "median", "longest"},
		{fmt.Sprintf("connect, find the program, first tree of %d things", len(things)), tenths(tree), ""},
		{"press a row of a window at rest, to the event",
			tenths(percentile(still, 50)), tenths(percentile(still, 100))},
		{"the same, one press after the other", tenths(percentile(hasty, 50)), tenths(percentile(hasty, 100))},
		{fmt.Sprintf("%d rows walked down, a key every %v: from row to row", len(gaps), stepEvery),
			tenths(percentile(gaps, 50)), tenths(percentile(gaps, 100))},
		{fmt.Sprintf("of these later than %v", smoothNews), fmt.Sprint(later(gaps, smoothNews)), ""},
	}.print()
}

func rowsOf(things []*rig.Thing) (rows []*rig.Thing) {
	for _, thing := range things {
		if thing.Role == rig.ListItem && len(rows) < 2 {
			rows = append(rows, thing)
		}
	}
	return rows
}

// event presses a row and waits for the news that it is selected.
func (b *bench) event(row *rig.Thing, heard <-chan rig.Event) time.Duration {
	b.Helper()
	began := time.Now()
	row.Press()
	limit := time.After(patience)
	for {
		select {
		case e := <-heard:
			if e.Path == row.Path() && e.Member == "StateChanged" && e.Detail == "selected" && e.A == 1 {
				return time.Since(began)
			}
		case <-limit:
			b.Fatalf("%q is not told to be selected", row.Name)
		}
	}
}

// walk holds the arrow key down in the list, and returns the time from each row that is told to the next.
func (b *bench) walk(w *rig.Window, heard <-chan rig.Event) (gaps []time.Duration) {
	b.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Hold("Down", steps, stepEvery)
	}()
	var last time.Time
	for {
		select {
		case e := <-heard:
			if e.Member != "ActiveDescendantChanged" {
				continue
			}
			if now := time.Now(); last.IsZero() {
				last = now
			} else {
				gaps, last = append(gaps, now.Sub(last)), now
			}
		case <-done:
			return gaps
		}
	}
}
