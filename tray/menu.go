package tray

import (
	"cmp"
	"slices"
	"time"

	"istratray/app/inbox"
)

const (
	newest    = 5  // items in the menu
	nameWidth = 32 // characters of a caller's name
)

// entry is one line of the menu. One with neither intent nor children is there to be read only.
type entry struct {
	key      string // what the line is about, unique among its siblings
	label    string // "" = a line between two groups
	intent   Intent
	children []entry
}

func separator(key string) entry { return entry{key: key} }

// menuFor decides what the menu holds.
func menuFor(s inbox.Snapshot, now time.Time) []entry {
	menu := append(header(s, now), separator("below header"))
	if items := itemEntries(s, now); len(items) > 0 {
		menu = append(append(menu, items...), separator("below items"))
	}
	if due := followUpEntries(s); len(due) > 0 {
		menu = append(append(menu, due...), separator("below follow-ups"))
	}
	if signedIn(s) {
		menu = append(menu, entry{key: "dial", label: "Call a number…", intent: Open{Page: "dial"}}, snoozeEntry(s, now))
	}
	return append(menu,
		entry{key: "open", label: "Open " + program, intent: Open{}},
		entry{key: "settings", label: "Settings…", intent: Open{Page: "settings"}},
		separator("above quit"),
		entry{key: "quit", label: "Quit", intent: Quit{}},
	)
}

// signedIn reports whether there is an account, though perhaps no connection.
func signedIn(s inbox.Snapshot) bool {
	return s.Connection.State != "" && s.Connection.State != inbox.SignedOut
}

// header says how things stand and, where that may be old, how old.
func header(s inbox.Snapshot, now time.Time) []entry {
	state := tooltipFor(s, now)
	if state == program {
		state = "Nothing new"
	}
	if s.Account.Demo {
		state += " (demo)"
	}
	h := []entry{{key: "state", label: state}}
	if !s.Connection.Outage() || !s.Known {
		return h
	}
	last := cmp.Or(counts(s.Counts), "Nothing new")
	if !s.Updated.IsZero() {
		last += " as of " + moment(s.Updated, now)
	}
	return append(h, entry{key: "last known", label: last})
}

// followUpEntries are the calls that the user was reminded of and has not made yet.
func followUpEntries(s inbox.Snapshot) []entry {
	var entries []entry
	for _, f := range s.FollowUps {
		if !f.Due || len(entries) == newest {
			continue
		}
		entries = append(entries, entry{
			key:      "follow-up " + f.Caller,
			label:    "To call back: " + caller(f.Name, f.Number),
			children: actions(entry{}, f.Number, f.Name, Open{Page: "followups", Item: f.Caller}),
		})
	}
	return entries
}

// arrival is an unread voicemail or a missed call.
type arrival struct {
	time  time.Time
	entry entry
}

// itemEntries are the newest things that wait, newest first.
func itemEntries(s inbox.Snapshot, now time.Time) []entry {
	if !signedIn(s) || !s.Known {
		return nil
	}
	items := append(voicemails(s, now), missedCalls(s, now)...)
	slices.SortStableFunc(items, func(a, b arrival) int { return b.time.Compare(a.time) })
	var entries []entry
	for _, it := range items[:min(newest, len(items))] {
		entries = append(entries, it.entry)
	}
	return entries
}

func voicemails(s inbox.Snapshot, now time.Time) []arrival {
	var items []arrival
	for _, v := range s.Voicemails {
		if len(items) == newest {
			break
		}
		if !v.Read && !deleting(s, inbox.VoicemailItem, v.ID) {
			items = append(items, arrival{v.Time, voicemailEntry(v, now)})
		}
	}
	return items
}

// missedCalls are as many as the badge counts: the list goes on with those that were looked at.
func missedCalls(s inbox.Snapshot, now time.Time) []arrival {
	var items []arrival
	for _, c := range s.Calls {
		if len(items) == min(newest, s.Counts.MissedCalls) {
			break
		}
		if c.Missed && !deleting(s, inbox.CallItem, c.ID) {
			items = append(items, arrival{c.Time, callEntry(c, now)})
		}
	}
	return items
}

func deleting(s inbox.Snapshot, kind inbox.ItemKind, id string) bool {
	return slices.ContainsFunc(s.Deleting, func(d inbox.Deletion) bool { return d.Kind == kind && d.ID == id })
}

func voicemailEntry(v inbox.Voicemail, now time.Time) entry {
	label := "Voicemail: " + caller(v.Label, v.Dialable())
	if v.Urgent {
		label = "Urgent voicemail: " + caller(v.Label, v.Dialable())
	}
	show := Open{Page: "voicemails", Item: v.ID}
	play := show
	play.Play = true
	return entry{
		key:      "voicemail " + v.ID,
		label:    label + " · " + length(v.Seconds) + " · " + moment(v.Time, now),
		children: actions(entry{key: "play", label: "Play", intent: play}, v.Dialable(), v.Label, show),
	}
}

func callEntry(c inbox.Call, now time.Time) entry {
	return entry{
		key:      "call " + c.ID,
		label:    "Missed call: " + caller(c.Label, c.Dialable()) + " · " + moment(c.Time, now),
		children: actions(entry{}, c.Dialable(), c.Label, Open{Page: "calls", Item: c.ID}),
	}
}

// actions are what can be done with an item; calling back only where a number is known.
func actions(first entry, number, label string, show Open) []entry {
	var a []entry
	if first.key != "" {
		a = append(a, first)
	}
	if number != "" {
		a = append(a, entry{key: "call back", label: "Call back", intent: Call{Number: number, Label: plain(label, nameWidth)}})
	}
	return append(a, entry{key: "show", label: "Show", intent: show})
}

func caller(label, number string) string {
	return cmp.Or(plain(label, nameWidth), plain(number, nameWidth), "Unknown caller")
}

func snoozeEntry(s inbox.Snapshot, now time.Time) entry {
	e := entry{key: "snooze", label: "Snooze notifications", children: []entry{
		{key: "hour", label: "For 1 hour", intent: Snooze{For: time.Hour}},
		{key: "tomorrow", label: "Until tomorrow", intent: untilTomorrow{}},
	}}
	if s.Snoozed.After(now) {
		e.label = "Notifications snoozed until " + moment(s.Snoozed, now)
		e.children = append(e.children, entry{key: "end", label: "Resume now", intent: Snooze{}})
	}
	return e
}

// tomorrow is eight o'clock in the morning of the next day.
func tomorrow(now time.Time) time.Time {
	y, m, d := now.Local().Date()
	return time.Date(y, m, d+1, 8, 0, 0, 0, time.Local)
}
