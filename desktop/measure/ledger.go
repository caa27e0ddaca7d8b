package main

import (
	"fmt"
	"slices"
	"strings"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// most is how many items may wait to be announced: of more the agent makes a summary, in which they
// can't be told apart.
const most = 3

// item is a voicemail or a missed call.
type item struct {
	caller    string // each has a caller of its own
	id        string // on the platform; "" when it was deleted
	voicemail bool
	summed    bool // announced in a summary
}

// ledger holds what arrived against what was announced.
type ledger struct {
	daemon *rig.Notifications
	all    func() []rig.Notification // that there were
	items  []*item                   // oldest first
}

func newLedger(daemon *rig.Notifications) *ledger { return &ledger{daemon: daemon, all: daemon.All} }

// arrive puts an item on the platform.
func (l *ledger) arrive(p *istratest.Platform, voicemail bool) {
	i := &item{caller: fmt.Sprintf("Caller %d", len(l.items)+1), voicemail: voicemail}
	l.items = append(l.items, i)
	if voicemail {
		i.id = p.AddVoicemail(istratest.Voicemail{RemoteLabel: i.caller, RemoteNumber: "200"})
	} else {
		i.id = p.AddCall(istratest.Call{RemoteLabel: i.caller, RemoteNumber: "200", Incoming: true, Missed: true})
	}
}

// announced counts the notifications of each caller, and adds up what summaries said.
func (l *ledger) announced() (times map[string]int, summed int) {
	times = map[string]int{}
	for _, n := range l.all() {
		if _, caller, ok := strings.Cut(n.Summary, " from "); ok {
			times[caller]++
			continue
		}
		for part := range strings.SplitSeq(n.Body, ", ") { // "4 voicemails, 1 missed call"
			count := 0
			_, _ = fmt.Sscan(part, &count)
			summed += count
		}
	}
	return times, summed
}

// waiting are the items that have not been announced yet.
func (l *ledger) waiting() []*item {
	times, _ := l.announced()
	return slices.DeleteFunc(slices.Clone(l.items), func(i *item) bool { return i.summed || times[i.caller] > 0 })
}

// settle waits until everything is announced. Where many items wait at once, a summary may say so.
func (l *ledger) settle(t rig.T, summary bool) {
	_, before := l.announced()
	var waiting []*item
	rig.Eventually(t, 6*patience, "everything is announced", func() error {
		waiting = l.waiting()
		_, now := l.announced()
		if len(waiting) == 0 || summary && now-before == len(waiting) {
			return nil
		}
		return fmt.Errorf("%d wait, the first of %s; a summary says %d", len(waiting), waiting[0].caller, now-before)
	})
	for _, i := range waiting {
		i.summed = true
	}
	l.putAway()
}

// putAway dismisses summaries, as a reader does: the next one would take the place of one that stays.
func (l *ledger) putAway() {
	for _, n := range l.daemon.Shown() {
		if !strings.Contains(n.Summary, " from ") {
			l.daemon.Dismiss(n.ID)
		}
	}
}

// here are the items on the platform that have been announced.
func (l *ledger) here(voicemail bool) []*item {
	times, _ := l.announced()
	return slices.DeleteFunc(slices.Clone(l.items), func(i *item) bool {
		return i.voicemail != voicemail || i.id == "" || !i.summed && times[i.caller] == 0
	})
}

// summaries is how many items were announced in one.
func (l *ledger) summaries() int {
	return len(l.items) - len(slices.DeleteFunc(slices.Clone(l.items), func(i *item) bool { return i.summed }))
}

// judge says how many items were never announced, and how many too often.
func (l *ledger) judge() (lost, doubled int) {
	times, summed := l.announced()
	for _, i := range l.items {
		if i.summed {
			times[i.caller]++
		}
		lost += max(0, 1-times[i.caller])
		doubled += max(0, times[i.caller]-1)
	}
	said := summed - l.summaries()
	return lost + max(0, -said), doubled + max(0, said)
}
