package inbox_test

import (
	"slices"
	"testing"
	"time"

	"istratray/app/inbox"
)

// What could not be shown is tried again, less and less often, without another reading of the lists.
func TestWhatCouldNotBeShownIsTriedAgain(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.deliver = false
	d.sync(2, 0, []inbox.Voicemail{voicemail("a", 1, false), voicemail("b", 2, false)}, nil)
	var waits []time.Duration
	for range 9 {
		next := slices.MinFunc(d.woken, time.Time.Compare)
		if !next.After(d.now) {
			t.Fatalf("woken at %v, which is %v", next, d.now)
		}
		waits = append(waits, next.Sub(d.now))
		d.now, d.woken = next, nil
		d.apply(inbox.Tick{})
	}
	want := []time.Duration{5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second,
		160 * time.Second, 5 * time.Minute, 5 * time.Minute, 5 * time.Minute}
	if !slices.Equal(waits, want) {
		t.Errorf("waits %v, want %v", waits, want)
	}
	d.deliver = true
	d.now = d.now.Add(5 * time.Minute)
	d.apply(inbox.Tick{})
	d.wantShown("[voicemail:a]", "[voicemail:b]")

	d.deliver, d.woken = false, nil // the next failure is a first one
	d.sync(3, 0, []inbox.Voicemail{voicemail("a", 1, false), voicemail("b", 2, false), voicemail("c", 3, false)}, nil)
	if len(d.woken) != 1 || d.woken[0].Sub(d.now) != 5*time.Second {
		t.Errorf("after a success: woken at %v, which is %v", d.woken, d.now)
	}
}
