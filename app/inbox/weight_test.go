package inbox_test

import (
	"fmt"
	"testing"
	"time"

	"istratray/app/inbox"
)

// What comes with a push costs little, however many missed calls nobody has ever looked at.
func TestAPushCostsLittleBesideLongLists(t *testing.T) {
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	memory := inbox.Memory{Baseline: true, Floor: now.AddDate(-10, 0, 0), Announced: map[string]time.Time{}}
	for i := range 10_000 {
		c := inbox.Call{ID: fmt.Sprint(20_000 - i), Label: "Bob",
			Time: now.Add(-time.Duration(i) * time.Minute), Missed: true}
		memory.Calls = append(memory.Calls, c)
		memory.Announced[inbox.Key(inbox.CallItem, c.ID)] = c.Time
	}
	s, _ := inbox.Apply(inbox.State{}, now, inbox.AccountChosen{Memory: memory})
	read := inbox.VoicemailsRead{Items: []inbox.Voicemail{{ID: "1", Label: "Anna", Time: now}}, Newest: true}
	pieces := testing.AllocsPerRun(3, func() {
		next, _ := inbox.Apply(s, now, read)
		next, effects := inbox.Apply(next, now, inbox.Synced{})
		if len(effects) == 0 || next.Snapshot().Counts.Badge() == 0 {
			t.Error("nothing is announced")
		}
	})
	if pieces > 200 {
		t.Errorf("%.0f pieces of memory for one message", pieces)
	}
}
