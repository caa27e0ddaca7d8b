package inbox_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
)

// A platform may send times that nobody can read. Such an item is as new as the moment it is first seen, in this
// run and the next.
func TestAnItemWithoutATimeIsNewWhenFirstSeen(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	old := []inbox.Voicemail{{ID: "a"}}
	oldCalls := []inbox.Call{{ID: "b", Missed: true}}
	d.sync(1, 1, old, oldCalls)
	d.wantShown()
	seen := d.now
	d.sync(2, 1, append(old, inbox.Voicemail{ID: "c"}), oldCalls)
	d.wantShown("[voicemail:c]")
	d.sync(2, 2, append(old, inbox.Voicemail{ID: "c"}), append(oldCalls, inbox.Call{ID: "e", Missed: true}))
	d.wantShown("[voicemail:c]", "[call:e]")
	d.wantCounts(2, 2)
	for id, want := range map[string]time.Time{"a": seen, "c": seen.Add(time.Minute)} {
		if v, ok := d.state.Voicemail(id); !ok || !v.Time.Equal(want) {
			t.Errorf("%s is of %v, want %v", id, v.Time, want)
		}
	}
	voicemails, calls, updated := d.state.Lists()
	if calls[0].ID != "e" || voicemails[0].ID != "c" {
		t.Errorf("%v %v", voicemails, calls)
	}
	again := newDesk(t, inbox.Memory{Baseline: true, Floor: d.floor, Announced: d.marks, Voicemails: voicemails,
		Calls: calls, Updated: updated})
	again.now = d.now.Add(time.Hour)
	again.sync(2, 2, append(old, inbox.Voicemail{ID: "c"}), append(oldCalls, inbox.Call{ID: "e", Missed: true}))
	again.wantShown()
	if v, _ := again.state.Voicemail("a"); !v.Time.Equal(seen) {
		t.Errorf("after a restart it is of %v", v.Time)
	}
}

func TestATimeThatComesLaterCounts(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(1, 0, []inbox.Voicemail{{ID: "a"}}, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", -90, false)}, nil)
	if v, _ := d.state.Voicemail("a"); !v.Time.Equal(noon.Add(-90 * time.Minute)) {
		t.Errorf("%v", v.Time)
	}
	d.wantShown()
}

func TestTheExtensionIsThatOfTheNewestCall(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	calls := []inbox.Call{missed("b", 0), missed("a", -5), missed("c", -9)}
	calls[1].Line, calls[2].Line = "313", "200"
	d.sync(0, 0, nil, calls)
	if got := d.state.Snapshot().Account.Extension; got != "313" {
		t.Errorf("%q", got)
	}
}
