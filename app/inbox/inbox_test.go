package inbox_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"istratray/app/inbox"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// desk is a state with a clock, and what became of its effects.
type desk struct {
	t         *testing.T
	state     inbox.State
	now       time.Time
	shown     []string // keys of notifications, in order; a summary's joined by "+"
	withdrawn []string
	deliver   bool
	marks     map[string]time.Time // what a store would hold
	floor     time.Time
	reminded  []string
	woken     []time.Time
}

func newDesk(t *testing.T, m inbox.Memory) *desk {
	d := &desk{t: t, now: noon, deliver: true, marks: map[string]time.Time{}, floor: m.Floor}
	maps.Copy(d.marks, m.Announced)
	d.apply(inbox.AccountChosen{Account: inbox.Account{Login: "anna"}, Memory: m})
	return d
}

// apply applies events, and the answers to their notifications, as the session does.
func (d *desk) apply(events ...inbox.Event) {
	d.t.Helper()
	for _, event := range events {
		var effects []inbox.Effect
		d.state, effects = inbox.Apply(d.state, d.now, event)
		for _, effect := range effects {
			d.perform(effect)
		}
	}
}

func (d *desk) perform(effect inbox.Effect) {
	switch e := effect.(type) {
	case inbox.Announce:
		if d.deliver {
			d.shown = append(d.shown, fmt.Sprint(e.Keys))
			for i, key := range e.Keys {
				d.marks[key] = e.Times[i]
			}
		}
		d.apply(inbox.AnnounceDone{Keys: e.Keys, Delivered: d.deliver})
	case inbox.Remember:
		maps.Copy(d.marks, e.Marks)
		d.floor = e.Floor
	case inbox.Remind:
		d.reminded = append(d.reminded, e.FollowUp.Caller)
	case inbox.Wake:
		d.woken = append(d.woken, e.At)
	case inbox.Withdraw:
		d.withdrawn = append(d.withdrawn, e.Key)
	}
}

// sync is one reading of the lists, a minute later.
func (d *desk) sync(unread, missed int, voicemails []inbox.Voicemail, calls []inbox.Call) {
	d.now = d.now.Add(time.Minute)
	d.apply(inbox.CountersRead{UnreadVoicemails: unread, MissedCalls: missed},
		inbox.VoicemailsRead{Items: voicemails, Whole: true},
		inbox.CallsRead{Items: calls, Whole: true, Newest: true}, inbox.Synced{})
}

func (d *desk) wantShown(want ...string) {
	d.t.Helper()
	if !slices.Equal(d.shown, want) {
		d.t.Errorf("announced %v, want %v", d.shown, want)
	}
}

func (d *desk) wantCounts(unread, missed int) {
	d.t.Helper()
	if got := d.state.Counts(); got != (inbox.Counts{UnreadVoicemails: unread, MissedCalls: missed}) {
		d.t.Errorf("counts %+v, want %d unread and %d missed", got, unread, missed)
	}
}

func voicemail(id string, minute int, read bool) inbox.Voicemail {
	return inbox.Voicemail{ID: id, Label: id, Time: noon.Add(time.Duration(minute) * time.Minute), Read: read}
}

func missed(id string, minute int) inbox.Call {
	return inbox.Call{ID: id, Label: id, Direction: inbox.In, Missed: true,
		Time: noon.Add(time.Duration(minute) * time.Minute)}
}

func TestFirstSignInAnnouncesNothing(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(1, 1, []inbox.Voicemail{voicemail("a", 0, false)}, []inbox.Call{missed("b", 0)})
	d.wantShown()
	d.wantCounts(1, 1)
	d.sync(2, 1, []inbox.Voicemail{voicemail("a", 0, false), voicemail("c", 1, false)}, []inbox.Call{missed("b", 0)})
	d.wantShown("[voicemail:c]")
}

func TestAnEmptyFirstReadingMakesEverythingLaterNews(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", -600, false)}, nil)
	d.wantShown("[voicemail:a]")
}

func TestTheCounterTrap(t *testing.T) { // one read elsewhere and one new between two frames
	d := newDesk(t, inbox.Memory{})
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 0, false)}, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 0, true), voicemail("b", 1, false)}, nil)
	d.wantShown("[voicemail:b]")
	d.wantCounts(1, 0)
}

func TestNewsComeInTheOrderOfTheirArrival(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(3, 0, []inbox.Voicemail{voicemail("9", 2, false), voicemail("10", 2, false), voicemail("11", 1, false)}, nil)
	d.wantShown("[voicemail:11]", "[voicemail:9]", "[voicemail:10]")
}

func TestMoreThanThreeAtOnceBecomeASummary(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(2, 2, []inbox.Voicemail{voicemail("a", 1, false), voicemail("b", 2, false)},
		[]inbox.Call{missed("c", 3), missed("d", 4)})
	d.wantShown("[voicemail:a voicemail:b call:c call:d]")
}

func TestABurstIsPacedAndEndsInASummary(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	var list []inbox.Voicemail
	for i := range 100 { // ten a second, ten seconds
		list = append(list, voicemail(fmt.Sprintf("v%02d", i), i, false))
		d.now = d.now.Add(100 * time.Millisecond)
		d.apply(inbox.VoicemailsRead{Items: list, Whole: true}, inbox.Synced{}, inbox.Tick{})
	}
	d.now = d.now.Add(time.Minute)
	d.apply(inbox.Tick{})
	if len(d.shown) > 11 {
		t.Errorf("%d notifications in ten seconds, want at most one a second", len(d.shown))
	}
	total := 0
	for _, keys := range d.shown {
		total += len(slices.Collect(splitKeys(keys)))
	}
	if total != 100 {
		t.Errorf("%d items announced, want 100 in all", total)
	}
}

func TestWhatCouldNotBeShownComesAgain(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.deliver = false
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.deliver = true
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.wantShown("[voicemail:a]")
}

func TestANotificationIsWithdrawn(t *testing.T) {
	for name, settle := range map[string]func(d *desk){
		"read elsewhere":    func(d *desk) { d.sync(0, 0, []inbox.Voicemail{voicemail("a", 1, true)}, nil) },
		"deleted elsewhere": func(d *desk) { d.sync(0, 0, nil, nil) },
		"read here":         func(d *desk) { d.apply(inbox.ReadAsked{ID: "a", Read: true}) },
		"deleted here":      func(d *desk) { d.apply(inbox.DeleteAsked{Kind: inbox.VoicemailItem, ID: "a"}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, inbox.Memory{})
			d.sync(0, 0, nil, nil)
			d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
			settle(d)
			if want := []string{"voicemail:a"}; !slices.Equal(d.withdrawn, want) {
				t.Errorf("withdrawn %v, want %v", d.withdrawn, want)
			}
		})
	}
}

func TestAMissedCallLookedAtLeavesTheBadge(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	calls := []inbox.Call{missed("a", 1), missed("b", 2)}
	d.sync(0, 2, nil, calls)
	d.wantCounts(0, 2)
	d.apply(inbox.MissedLookedAt{Until: calls[1].Time})
	d.wantCounts(0, 0)
	d.sync(0, 3, nil, append(calls, missed("c", 3))) // the platform still counts all three
	d.wantCounts(0, 1)
	d.sync(0, 0, nil, append(calls, missed("c", 3))) // seen on the phone: the platform counts none
	d.wantCounts(0, 0)
}

// Who never looks at the list has many missed calls there that the platform no longer counts. An outage doesn't bring
// them back.
func TestAnOutageBringsNoMissedCallsBack(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	calls := []inbox.Call{missed("c", 3), missed("b", 2), missed("a", 1)}
	d.now = calls[0].Time.Add(time.Minute)
	d.sync(0, 1, nil, calls)
	d.wantCounts(0, 1)
	d.apply(inbox.CountersFailed{})
	d.wantCounts(0, 1)
	calls = append([]inbox.Call{missed("e", 8), missed("d", 7)}, calls...)
	d.apply(inbox.CallsRead{Items: calls, Whole: true}) // what comes while only the counters fail
	d.wantCounts(0, 3)
	d.apply(inbox.MissedLookedAt{Until: calls[0].Time})
	d.wantCounts(0, 0)
}

func TestAHistoryThatCannotBeReadIsCountedByThePlatform(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.apply(inbox.CountersRead{UnreadVoicemails: 1, MissedCalls: 3},
		inbox.VoicemailsRead{Items: []inbox.Voicemail{voicemail("a", 0, false)}, Whole: true},
		inbox.ListFailed{Kind: inbox.CallItem, Problem: inbox.Problem{Code: inbox.PlatformError}})
	d.wantCounts(1, 3)
	d.sync(1, 3, []inbox.Voicemail{voicemail("a", 0, false)}, []inbox.Call{missed("b", 0)})
	d.wantCounts(1, 1)
}

func TestSnoozeHoldsNewsBackAndLosesNone(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.apply(inbox.Snoozed{Until: d.now.Add(time.Hour)})
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.wantShown()
	d.now = d.now.Add(time.Hour)
	d.apply(inbox.Tick{})
	d.wantShown("[voicemail:a]")
}

func TestMarkingUnreadAgainIsNoNews(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(0, 0, []inbox.Voicemail{voicemail("a", 1, true)}, nil) // heard on the phone
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 1, false)}, nil)
	d.wantShown()
}

func TestAChangeIsShownAtOnceAndTakenBack(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(2, 0, []inbox.Voicemail{voicemail("a", 1, false), voicemail("b", 2, false)}, nil)
	d.apply(inbox.ReadAsked{ID: "a", Read: true})
	d.wantCounts(1, 0)
	d.apply(inbox.ReadFailed{ID: "a", Text: "no"})
	d.wantCounts(2, 0)
	if n := d.state.Snapshot().Notice; n.ID != 1 || n.Text != "no" {
		t.Errorf("notice %+v", n)
	}
	d.apply(inbox.DeleteAsked{Kind: inbox.VoicemailItem, ID: "b", Due: d.now})
	if list := d.state.Snapshot().Voicemails; len(list) != 1 || list[0].ID != "a" {
		t.Errorf("shown while deleting: %v", list)
	}
	d.apply(inbox.DeleteUndone{Kind: inbox.VoicemailItem, ID: "b"})
	d.wantCounts(2, 0)
}

func TestOurChangeIsNotCountedTwice(t *testing.T) {
	for name, order := range map[string][]inbox.Event{
		"agreement first": {inbox.ReadDone{ID: "a", Read: true}, inbox.CountersRead{UnreadVoicemails: 1}},
		"count first":     {inbox.CountersRead{UnreadVoicemails: 1}, inbox.ReadDone{ID: "a", Read: true}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, inbox.Memory{})
			d.sync(2, 0, []inbox.Voicemail{voicemail("a", 1, false), voicemail("b", 2, false)}, nil)
			d.apply(inbox.ReadAsked{ID: "a", Read: true})
			for _, event := range order {
				d.apply(event)
				d.wantCounts(1, 0)
			}
		})
	}
}

func TestAStaleAnswerDoesNotBringADeletedItemBack(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, []inbox.Voicemail{voicemail("a", 1, true)}, []inbox.Call{missed("b", 2)})
	d.apply(inbox.DeleteDone{Kind: inbox.VoicemailItem, ID: "a"}, inbox.DeleteDone{Kind: inbox.CallItem, ID: "b"})
	d.sync(0, 0, []inbox.Voicemail{voicemail("a", 1, true)}, []inbox.Call{missed("b", 2)})
	if s := d.state.Snapshot(); len(s.Voicemails)+len(s.Calls) != 0 {
		t.Errorf("deleted items are back: %v %v", s.Voicemails, s.Calls)
	}
}

func TestCallsAreMergedByStretches(t *testing.T) {
	known := []inbox.Call{missed("e", 5), missed("d", 4), missed("c", 3), missed("b", 2), missed("a", 1)}
	for name, c := range map[string]struct {
		read inbox.CallsRead
		want string
	}{
		"newest page, nothing new": {inbox.CallsRead{Items: known[:2], Newest: true}, "edcba"},
		"one came": {inbox.CallsRead{Items: []inbox.Call{missed("f", 6), known[0], known[1]},
			Newest: true}, "fedcba"},
		"one within was deleted": {inbox.CallsRead{Items: []inbox.Call{known[0], known[2]}, Newest: true},
			"ecba"},
		"the newest was deleted":        {inbox.CallsRead{Items: known[1:3], Newest: true}, "dcba"},
		"an older stretch":              {inbox.CallsRead{Items: known[3:]}, "edcba"},
		"whole and empty":               {inbox.CallsRead{Whole: true, Newest: true}, ""},
		"whole, oldest first":           {inbox.CallsRead{Items: []inbox.Call{known[4], known[2]}, Whole: true}, "ca"},
		"empty answer that isn't whole": {inbox.CallsRead{Newest: true}, "edcba"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, inbox.Memory{Baseline: true, Calls: known})
			d.apply(c.read)
			got := ""
			for _, call := range d.state.Snapshot().Calls {
				got += call.ID
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheChosenPhone(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.apply(inbox.UserRead{Phones: []inbox.Phone{{ID: "1"}, {ID: "2"}}}, inbox.PhoneChosen{ID: "2"})
	if got := d.state.Phone().ID; got != "2" {
		t.Errorf("phone %q, want the chosen one", got)
	}
	d.apply(inbox.UserRead{Phones: []inbox.Phone{{ID: "1"}}})
	if got := d.state.Phone().ID; got != "1" {
		t.Errorf("phone %q, want the first when the chosen one is gone", got)
	}
}
