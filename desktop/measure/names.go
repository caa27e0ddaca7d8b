package main

import (
	"fmt"
	"time"

	"istratray/desktop/rig"
)

// presses is how many events are waited for.
const presses = 20

// byName measures what a screen reader waits for: the first tree of a window that nobody has asked before, and the
// event after something was pressed.
func (b *bench) byName(what string) {
	reader := b.desk.Accessible("istratray")
	began := time.Now()
	things, err := reader.Things()
	tree := time.Since(began)
	if err != nil {
		b.Fatalf("by name: %v", err)
	}
	rows := rowsOf(things)
	if len(rows) < 2 {
		b.Fatalf("by name: %d rows", len(rows))
	}
	heard := reader.Events()
	var took []time.Duration
	for i := range presses {
		took = append(took, b.event(rows[(i+1)%2], heard))
	}
	table{
		{"by name, " + what, "median", "longest"},
		{fmt.Sprintf("connect, find the program, first tree of %d things", len(things)), tenths(tree), ""},
		{"press a row to the event", tenths(percentile(took, 50)), tenths(percentile(took, 100))},
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
