package inbox_test

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/inbox"
)

func splitKeys(keys string) iter.Seq[string] {
	return slices.Values(strings.Fields(strings.Trim(keys, "[]")))
}

// platform is the reference: what is there, and what a perfect program would have announced.
type platform struct {
	voicemails map[string]inbox.Voicemail
	calls      map[string]inbox.Call
	owed       map[string]bool // arrived after the first sign-in, and seen unread by a reading
}

func (p *platform) counts(seen time.Time) inbox.Counts {
	var c inbox.Counts
	for _, v := range p.voicemails {
		if !v.Read {
			c.UnreadVoicemails++
		}
	}
	for _, call := range p.calls {
		if call.Missed && call.Time.After(seen) {
			c.MissedCalls++
		}
	}
	return c
}

// TestRandomLives plays random interleavings of arrivals, readings elsewhere, deletions, failing
// notifications, crashes and restarts: nothing is lost, nothing comes twice, the badge is exact.
func TestRandomLives(t *testing.T) {
	for seed := range uint64(300) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { randomLife(t, rand.New(rand.NewPCG(seed, 1))) })
	}
}

func randomLife(t *testing.T, r *rand.Rand) {
	p := &platform{voicemails: map[string]inbox.Voicemail{}, calls: map[string]inbox.Call{}, owed: map[string]bool{}}
	memory := inbox.Memory{}
	d := newDesk(t, memory)
	read := func() {
		d.now = d.now.Add(10 * time.Second)
		c := p.counts(time.Time{})
		d.sync(c.UnreadVoicemails, c.MissedCalls, inOrder(p.voicemails), inOrder(p.calls))
		d.now = d.now.Add(10 * time.Second)
		d.apply(inbox.Tick{})
	}
	read()
	var seen time.Time
	for step := range 60 {
		id := fmt.Sprint(step)
		switch r.IntN(8) {
		case 0, 1:
			p.voicemails[id] = voicemail(id, step, false)
		case 2:
			p.calls[id] = missed(id, step)
		case 3:
			if v, ok := anyOf(r, p.voicemails); ok {
				v.Read = true
				p.voicemails[v.ID] = v
			}
		case 4:
			if v, ok := anyOf(r, p.voicemails); ok {
				delete(p.voicemails, v.ID)
			}
		case 5:
			if s := d.state.Snapshot(); len(s.Calls) > 0 {
				seen = s.Calls[0].Time
				d.apply(inbox.MissedLookedAt{Until: seen})
			}
		case 6:
			d.deliver = r.IntN(2) == 0
		case 7: // restart: what was stored is the marks and the lists
			shown, withdrawn, deliver := d.shown, d.withdrawn, d.deliver
			memory = remembered(d, seen)
			d = newDesk(t, memory)
			d.now, d.shown, d.withdrawn, d.deliver = noon.Add(time.Duration(step)*time.Hour), shown, withdrawn, deliver
		}
		if r.IntN(2) == 0 {
			read()
			p.owe(seen)
			if got, want := d.state.Counts(), p.counts(seen); got != want {
				t.Fatalf("step %d: badge %+v, want %+v", step, got, want)
			}
		}
	}
	d.deliver = true
	read()
	p.check(t, d.shown, seen)
}

// inOrder are the values of a map by their keys, so that a seed repeats itself.
func inOrder[T any](items map[string]T) (values []T) {
	for _, key := range slices.Sorted(maps.Keys(items)) {
		values = append(values, items[key])
	}
	return values
}

// anyOf is one of a map's values; false where there is none.
func anyOf[T any](r *rand.Rand, items map[string]T) (item T, ok bool) {
	values := inOrder(items)
	if len(values) == 0 {
		return item, false
	}
	return values[r.IntN(len(values))], true
}

// owe notes what a reading has found waiting.
func (p *platform) owe(seen time.Time) {
	for _, v := range p.voicemails {
		if !v.Read {
			p.owed[inbox.Key(inbox.VoicemailItem, v.ID)] = true
		}
	}
	for _, c := range p.calls {
		if c.Time.After(seen) {
			p.owed[inbox.Key(inbox.CallItem, c.ID)] = true
		}
	}
}

func (p *platform) check(t *testing.T, shown []string, seen time.Time) {
	t.Helper()
	times := map[string]int{}
	for _, keys := range shown {
		for key := range splitKeys(keys) {
			times[key]++
		}
	}
	for key, n := range times {
		if n > 1 {
			t.Errorf("%s announced %d times", key, n)
		}
	}
	p.owed = map[string]bool{}
	p.owe(seen) // at the end everything that still waits must have been announced
	for key := range p.owed {
		if times[key] == 0 {
			t.Errorf("%s was never announced", key)
		}
	}
}

// remembered is what the store holds after a crash: lists, acknowledgement, and a mark for each
// notification that was shown.
func remembered(d *desk, seen time.Time) inbox.Memory {
	voicemails, calls, updated := d.state.Lists()
	m := inbox.Memory{Baseline: true, Announced: maps.Clone(d.marks), Floor: d.floor, MissedSeen: seen,
		Voicemails: voicemails, Calls: calls, Updated: updated}
	return m
}
