package inbox_test

import (
	"cmp"
	"testing"
	"time"

	"istratray/app/inbox"
)

// book is a directory of callers by label.
type book map[string]inbox.Caller

func (b book) known(p inbox.Party) inbox.Caller { return b[p.Label] }

func TestNamesEnterWithTheItemsAndChangeEverywhere(t *testing.T) {
	d := newDesk(t, inbox.Memory{Calls: []inbox.Call{missed("old", -5)}})
	d.apply(inbox.PeopleChanged{Known: book{"a": {Name: "Anna"}, "b": {Name: "Bob", Company: "Firm"},
		"old": {Name: "Olga"}}.known})
	d.sync(1, 1, []inbox.Voicemail{voicemail("a", 0, false)},
		[]inbox.Call{missed("b", 0), missed("old", -5), missed("c", -6)})
	s := d.state.Snapshot()
	if v := s.Voicemails[0]; v.Name != "Anna" || v.Shown() != "Anna" || v.Label != "a" {
		t.Errorf("%+v", v)
	}
	if s.Calls[0].Company != "Firm" || s.Calls[1].Name != "Olga" || s.Calls[2].Shown() != "c" {
		t.Errorf("%+v", s.Calls)
	}
	d.apply(inbox.AccountChosen{Account: inbox.Account{Login: "anna"},
		Memory: inbox.Memory{Voicemails: []inbox.Voicemail{voicemail("a", 0, false)}}})
	if v := d.state.Snapshot().Voicemails[0]; v.Name != "Anna" {
		t.Errorf("from memory: %+v", v)
	}
	d.apply(inbox.PeopleChanged{Known: book{"a": {Name: "Hanna"}}.known})
	if v := d.state.Snapshot().Voicemails[0]; v.Name != "Hanna" {
		t.Errorf("the book has changed: %+v", v)
	}
	before := d.state.Snapshot().Voicemails
	d.apply(inbox.PeopleChanged{Known: book{"a": {Name: "Hanna"}}.known})
	if after := d.state.Snapshot().Voicemails; &before[0] != &after[0] {
		t.Error("nothing has changed, and the list is another one")
	}
	d.apply(inbox.PeopleChanged{})
	if v := d.state.Snapshot().Voicemails[0]; v.Name != "" {
		t.Errorf("nobody is known: %+v", v)
	}
}

func TestMutedCallersAreNeitherAnnouncedNorCounted(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.apply(inbox.PeopleChanged{Known: book{"a": {Muted: true}, "b": {Muted: true}}.known})
	d.sync(0, 0, nil, nil)
	d.sync(2, 2, []inbox.Voicemail{voicemail("a", 0, false), voicemail("c", 1, false)},
		[]inbox.Call{missed("b", 0), missed("d", 1)})
	d.wantShown("[call:d]", "[voicemail:c]")
	d.wantCounts(1, 1)
	if s := d.state.Snapshot(); len(s.Voicemails) != 2 || len(s.Calls) != 2 {
		t.Error("they are gone from the lists")
	}
	d.apply(inbox.ReadAsked{ID: "c", Read: true})
	d.wantCounts(0, 1)
	d.apply(inbox.ReadDone{ID: "c", Read: true})
	d.wantCounts(0, 1)

	// Heard again, they count; but what came while they were muted is no news.
	d.apply(inbox.PeopleChanged{Known: book{}.known})
	d.wantCounts(1, 2)
	d.sync(1, 2, []inbox.Voicemail{voicemail("a", 0, false), voicemail("c", 1, true)},
		[]inbox.Call{missed("b", 0), missed("d", 1)})
	d.wantShown("[call:d]", "[voicemail:c]")
}

func TestMutingTakesTheNotificationAway(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.sync(0, 0, nil, nil)
	d.sync(1, 0, []inbox.Voicemail{voicemail("a", 0, false)}, nil)
	d.wantShown("[voicemail:a]")
	d.apply(inbox.PeopleChanged{Known: book{"a": {Muted: true}}.known})
	if len(d.withdrawn) != 1 || d.withdrawn[0] != "voicemail:a" {
		t.Errorf("withdrawn %v", d.withdrawn)
	}
}

func TestWhatPressesIsNotHiddenInASummary(t *testing.T) {
	d := newDesk(t, inbox.Memory{})
	d.apply(inbox.PeopleChanged{Known: book{"v": {VIP: true}}.known})
	d.sync(0, 0, nil, nil)
	urgent := voicemail("u", 4, false)
	urgent.Urgent = true
	d.sync(3, 3, []inbox.Voicemail{voicemail("a", 0, false), voicemail("b", 1, false), urgent},
		[]inbox.Call{missed("v", 2), missed("d", 3), missed("e", 5)})
	d.wantShown("[call:v]", "[voicemail:u]", "[voicemail:a voicemail:b call:d call:e]")
}

func TestQuietHours(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.Local) }
	for _, c := range []struct {
		from, to string
		now      time.Time
		want     bool
	}{
		{"22:00", "07:00", at(23, 30), true},
		{"22:00", "07:00", at(6, 59), true},
		{"22:00", "07:00", at(7, 0), false},
		{"22:00", "07:00", at(12, 0), false},
		{"12:00", "13:00", at(12, 30), true},
		{"12:00", "13:00", at(13, 0), false},
		{"", "", at(3, 0), false},
		{"08:00", "08:00", at(8, 0), false},
		{"eight", "09:00", at(8, 30), false},
	} {
		if got := (inbox.Loudness{QuietFrom: c.from, QuietTo: c.to}).Quiet(c.now); got != c.want {
			t.Errorf("quiet from %q to %q at %s: %v", c.from, c.to, c.now.Format("15:04"), got)
		}
	}
}

func TestWhatIsSilenced(t *testing.T) {
	voicemail := inbox.Announce{Voicemail: &inbox.Voicemail{}}
	urgent := inbox.Announce{Voicemail: &inbox.Voicemail{Urgent: true}}
	call := inbox.Announce{Call: &inbox.Call{}}
	vip := inbox.Announce{Call: &inbox.Call{Caller: inbox.Caller{VIP: true}}}
	all := inbox.Loudness{Voicemails: true, MissedCalls: true}
	quiet := inbox.Loudness{Voicemails: true, MissedCalls: true, QuietFrom: "11:00", QuietTo: "13:00"}
	for name, c := range map[string]struct {
		what inbox.Announce
		how  inbox.Loudness
		want bool
	}{
		"nothing":                       {voicemail, all, false},
		"calls off, a call":             {call, inbox.Loudness{Voicemails: true}, true},
		"calls off, a VIP's":            {vip, inbox.Loudness{Voicemails: true}, true},
		"calls off, a voicemail":        {voicemail, inbox.Loudness{Voicemails: true}, false},
		"voicemails off, a voicemail":   {voicemail, inbox.Loudness{MissedCalls: true}, true},
		"voicemails off, an urgent one": {urgent, inbox.Loudness{MissedCalls: true}, true},
		"calls off, a summary of calls": {inbox.Announce{Summary: inbox.Counts{MissedCalls: 4}},
			inbox.Loudness{Voicemails: true}, true},
		"calls off, a summary of both": {inbox.Announce{Summary: inbox.Counts{MissedCalls: 3, UnreadVoicemails: 1}},
			inbox.Loudness{Voicemails: true}, false},
		"quiet hours":                     {call, quiet, true},
		"quiet hours, a summary":          {inbox.Announce{}, quiet, true},
		"quiet hours, an urgent one":      {urgent, quiet, false},
		"quiet hours, a VIP's":            {vip, quiet, false},
		"quiet hours, a summary of VIPs'": {inbox.Announce{Pressing: true}, quiet, false},
	} {
		if got := c.how.Silences(c.what, time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)); got != c.want {
			t.Errorf("%s: silenced %v", name, got)
		}
	}
}

// A reminder is settled by a call to whichever number of the person.
func TestAReminderGoesByThePerson(t *testing.T) {
	who := func(p inbox.Party) inbox.Caller {
		if p.Number == "+1" || p.Number == "+11" {
			return inbox.Caller{Name: "Anna", Person: "+1"}
		}
		return inbox.Caller{}
	}
	d := newDesk(t, inbox.Memory{})
	d.apply(inbox.PeopleChanged{Known: who, Key: func(p inbox.Party) string { return cmp.Or(p.Number, p.Callback) }})
	d.apply(inbox.FollowUpSet{FollowUp: inbox.FollowUp{Caller: "+1", Number: "+11", Done: d.now,
		Remind: d.now.Add(time.Hour)}})
	called := missed("out", 10)
	called.Missed, called.Direction, called.Number = false, inbox.Out, "+1"
	d.sync(0, 0, nil, []inbox.Call{called})
	if left := d.state.FollowUps(); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

// Whether a reminder is settled is decided by the key that people go by everywhere, whatever form a number has.
func TestAReminderGoesByTheCallersKey(t *testing.T) {
	key := func(p inbox.Party) string {
		return map[string]string{"+12125559876": "erin", "912125559876": "erin",
			"992125559876": "frank"}[cmp.Or(p.Number, p.Callback)]
	}
	for number, stays := range map[string]bool{"912125559876": false, "992125559876": true, "nothing known": true} {
		d := newDesk(t, inbox.Memory{})
		d.apply(inbox.PeopleChanged{Key: key})
		d.apply(inbox.FollowUpSet{FollowUp: inbox.FollowUp{Caller: "c", Number: number, Done: d.now,
			Remind: d.now.Add(time.Hour)}})
		called := missed("out", 10)
		called.Missed, called.Direction, called.Number = false, inbox.Out, "+12125559876"
		d.sync(0, 0, nil, []inbox.Call{called})
		if kept := len(d.state.FollowUps()) == 1; kept != stays {
			t.Errorf("a reminder for %s is kept: %v", number, kept)
		}
	}
}
