package figures_test

import (
	"slices"
	"testing"
	"time"

	"istratray/app/figures"
	"istratray/app/inbox"
)

func TestFrequent(t *testing.T) {
	muted := call("9", "m", at(9, 9, 0), "out")
	muted.Muted = true
	calls := []inbox.Call{
		muted,
		call("8", "a", at(9, 9, 0), "missed"),
		call("7", "b", at(8, 9, 0), "out"),
		call("6", "b", at(7, 9, 0), "out"),
		call("5", "", at(7, 8, 0), "missed"),
		call("4", "c", at(1, 9, 0), "answered"),
		call("3", "d", at(-200, 11, 0), "out"),
		call("2", "d", at(-200, 10, 0), "out"),
		call("1", "d", at(-200, 9, 0), "out"),
	}
	var order []string
	for _, c := range figures.Frequent(calls, byNumber, at(9, 12, 0)) {
		order = append(order, c.Number)
	}
	if want := []string{"b", "c", "a", "d"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
	future := figures.Frequent([]inbox.Call{call("1", "a", at(9, 9, 0), "out")}, byNumber, time.Time{})
	if len(future) != 1 || future[0].Calls != 1 || future[0].Name != "na" {
		t.Errorf("%+v", future)
	}
}

func byNumber(c *inbox.Call) string { return c.Number }
