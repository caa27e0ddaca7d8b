package main

import (
	"strings"
	"testing"

	"istratray/desktop/rig"
)

// A judge who never condemns proves nothing.
func TestTheLedgerFindsWhatWasLostOrDoubled(t *testing.T) {
	const first, second, many = "New voicemail from Caller 1", "Missed call from Caller 2",
		"While you were away: 3 voicemails, 1 missed call"
	for name, c := range map[string]struct {
		shown         []string
		summed        int // items of a summary, after the first two
		lost, doubled int
	}{
		"each once":            {shown: []string{first, second}},
		"one lost":             {shown: []string{second}, lost: 1},
		"one twice":            {shown: []string{first, second, first}, doubled: 1},
		"one lost, one twice":  {shown: []string{first, first}, lost: 1, doubled: 1},
		"a summary":            {shown: []string{first, second, many}, summed: 4},
		"a summary twice":      {shown: []string{first, second, many, many}, summed: 4, doubled: 4},
		"a summary of too few": {shown: []string{first, second, many}, summed: 5, lost: 1},
		"a summary and one of it": {shown: []string{first, second, many, "Missed call from Caller 3"},
			summed: 4, doubled: 1},
		"others' notifications only": {shown: []string{"Calling Anna: Pick up Desk phone."}, lost: 2},
	} {
		t.Run(name, func(t *testing.T) {
			l := &ledger{items: []*item{{caller: "Caller 1"}, {caller: "Caller 2"}},
				all: func() (all []rig.Notification) {
					for _, text := range c.shown {
						summary, body, _ := strings.Cut(text, ": ")
						all = append(all, rig.Notification{Summary: summary, Body: body})
					}
					return all
				}}
			for _, caller := range []string{"Caller 3", "Caller 4", "Caller 5", "Caller 6", "Caller 7"}[:c.summed] {
				l.items = append(l.items, &item{caller: caller, summed: true})
			}
			if lost, doubled := l.judge(); lost != c.lost || doubled != c.doubled {
				t.Errorf("%d lost and %d doubled, want %d and %d", lost, doubled, c.lost, c.doubled)
			}
		})
	}
}
