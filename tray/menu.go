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

// entry is one line of the menu. One with neither Intent nor Children is there to be read only.
type entry struct {
	Label    string // "" = a line between two groups
	Intent   Intent
	Children []entry
}

var separator = entry{}

// menuFor decides what the menu holds.
func menuFor(s inbox.Snapshot, now time.Time) []entry {
	menu := header(s, now)
	if items := itemEntries(s, now); len(items) > 0 {
		menu = append(append(menu, separator), items...)
	}
	menu = append(menu, separator)
	if signedIn(s) {
		menu = append(menu, entry{Label: "Call a number…", Intent: Open{Page: "dial"}}, snoozeEntry(now))
	}
	return append(menu,
		entry{Label: "Open " + program, Intent: Open{}},
		entry{Label: "Settings…", Intent: Open{Page: "settings"}},
		separator,
		entry{Label: "Quit", Intent: Quit{}},
	)
}

func signedIn(s inbox.Snapshot) bool {
	return s.Connection.State != "" && s.Connection.State != inbox.SignedOut
}

// header says how things stand, and below it since when where that may be old.
func header(s inbox.Snapshot, now time.Time) []entry {
	state := tooltipFor(s, now)
	if state == program {
		state = "No new messages"
	}
	if s.Account.Demo {
		state += " (demo)"
	}
	h := []entry{{Label: state}}
	if s.Connection.State == inbox.Offline && s.Known {
		h = append(h, entry{Label: cmp.Or(counts(s.Counts), "Nothing new") + " as of " + moment(s.Updated, now)})
	}
	return h
}

// item is an unread voicemail or a missed call.
type item struct {
	time  time.Time
	entry entry
}

// itemEntries are the newest things that wait, newest first.
func itemEntries(s inbox.Snapshot, now time.Time) []entry {
	if !signedIn(s) || !s.Known {
		return nil
	}
	var items []item
	for _, v := range s.Voicemails {
		if !v.Read && !deleting(s, inbox.VoicemailItem, v.ID) {
			items = append(items, item{v.Time, voicemailEntry(v, now)})
		}
		if len(items) == newest {
			break
		}
	}
	missed := min(s.Counts.MissedCalls, newest) // the list also holds those that were looked at
	for _, c := range s.Calls {
		if missed == 0 {
			break
		}
		if c.Missed {
			missed--
			if !deleting(s, inbox.CallItem, c.ID) {
				items = append(items, item{c.Time, callEntry(c, now)})
			}
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return b.time.Compare(a.time) })
	var entries []entry
	for _, it := range items[:min(newest, len(items))] {
		entries = append(entries, it.entry)
	}
	return entries
}

func deleting(s inbox.Snapshot, kind inbox.ItemKind, id string) bool {
	return slices.ContainsFunc(s.Deleting, func(d inbox.Deletion) bool { return d.Kind == kind && d.ID == id })
}

func voicemailEntry(v inbox.Voicemail, now time.Time) entry {
	e := entry{
		Label: "Voicemail: " + caller(v.Label, v.Dialable()) + " · " + length(v.Seconds) + " · " + moment(v.Time, now),
		Children: []entry{
			{Label: "Play", Intent: Open{Page: "voicemails", Item: v.ID, Play: true}},
		},
	}
	e.Children = append(e.Children, callBack(v.Dialable(), v.Label)...)
	e.Children = append(e.Children, entry{Label: "Show", Intent: Open{Page: "voicemails", Item: v.ID}})
	return e
}

func callEntry(c inbox.Call, now time.Time) entry {
	return entry{
		Label: "Missed call: " + caller(c.Label, c.Dialable()) + " · " + moment(c.Time, now),
		Children: append(callBack(c.Dialable(), c.Label),
			entry{Label: "Show", Intent: Open{Page: "calls", Item: c.ID}}),
	}
}

func caller(label, number string) string {
	return cmp.Or(plain(label, nameWidth), plain(number, nameWidth), "Unknown caller")
}

// callBack is empty where no number is known.
func callBack(number, label string) []entry {
	if number == "" {
		return nil
	}
	return []entry{{Label: "Call back", Intent: Call{Number: number, Label: label}}}
}

func snoozeEntry(now time.Time) entry {
	return entry{Label: "Snooze notifications", Children: []entry{
		{Label: "For 1 hour", Intent: Snooze{For: time.Hour}},
		{Label: "Until tomorrow", Intent: Snooze{For: tomorrow(now).Sub(now)}},
	}}
}

// tomorrow is eight o'clock in the morning of the next day.
func tomorrow(now time.Time) time.Time {
	y, m, d := now.Local().Date()
	return time.Date(y, m, d+1, 8, 0, 0, 0, time.Local)
}
