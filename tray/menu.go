package tray

import (
	"cmp"
	"slices"
	"time"

	"istratray/app/inbox"
	"istratray/app/plain"
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
func (w wording) menuFor(s inbox.Snapshot) []entry {
	menu := append(w.header(s), separator("below header"))
	if items := w.itemEntries(s); len(items) > 0 {
		menu = append(append(menu, items...), separator("below items"))
	}
	if due := w.followUpEntries(s); len(due) > 0 {
		menu = append(append(menu, due...), separator("below follow-ups"))
	}
	if signedIn(s) {
		menu = append(menu, entry{key: "dial", label: w.Say("Call a number…"), intent: Open{Page: "dial"}},
			entry{key: "paste", label: w.Say("Dial from clipboard"), intent: DialClipboard{}})
		menu = append(menu, w.favouriteEntries()...)
		menu = append(menu, w.snoozeEntry(s))
	}
	return append(menu,
		entry{key: "open", label: w.Say("Open {{.program}}", "program", program), intent: Open{}},
		entry{key: "settings", label: w.Say("Settings…"), intent: Open{Page: "settings"}},
		separator("above quit"),
		entry{key: "quit", label: w.Say("Quit"), intent: Quit{}},
	)
}

// favouriteEntries are the calls that one click makes.
func (w wording) favouriteEntries() []entry {
	var calls []entry
	for _, f := range w.favourites[:min(len(w.favourites), newest)] {
		label := w.caller(f.Name, w.number(f.Number))
		calls = append(calls, entry{key: "favourite " + f.Number, label: label,
			intent: Call{Number: f.Number, Label: label}})
	}
	if len(calls) == 0 {
		return nil
	}
	return []entry{{key: "favourites", label: w.Say("Favourites"), children: calls}}
}

// signedIn reports whether there is an account, though perhaps no connection.
func signedIn(s inbox.Snapshot) bool {
	return s.Connection.State != "" && s.Connection.State != inbox.SignedOut
}

// header says what is new and, where that may be out of date, since when.
func (w wording) header(s inbox.Snapshot) []entry {
	state := w.tooltipFor(s)
	if state == program {
		state = w.Say("Nothing new")
	}
	if s.Account.Demo {
		state = w.Say("{{.state}} (demo)", "state", state)
	}
	h := []entry{{key: "state", label: state}}
	if s.Connection.Outage() && s.Known {
		last := cmp.Or(w.counts(s.Counts), w.Say("Nothing new"))
		if !s.Updated.IsZero() {
			last = w.Say("{{.waiting}} as of {{.time}}", "waiting", last, "time", w.moment(s.Updated))
		}
		h = append(h, entry{key: "last known", label: last})
	}
	if !s.Connection.Outage() {
		h = append(h, w.shortcomings(s)...)
	}
	if n := s.Counts.TextMessages; n > 0 && signedIn(s) {
		h = append(h, entry{key: "text messages", label: w.Count(n, "{{.count}} unread text messages")})
	}
	return h
}

// shortcomings are the problems of an account that is online all the same.
func (w wording) shortcomings(s inbox.Snapshot) []entry {
	var said []entry
	if at := s.Mailbox.Since; !at.IsZero() {
		said = append(said, entry{key: "mailbox", label: w.Say("No access to voicemail since {{.time}}",
			"time", w.moment(at))})
	}
	if at := s.History.Since; !at.IsZero() {
		said = append(said, entry{key: "history", label: w.Say("No access to the call history since {{.time}}",
			"time", w.moment(at))})
	}
	if s.Connection.Polling {
		said = append(said, entry{key: "polling",
			label: w.Say("Checking every minute: this phone system offers no live updates")})
	}
	return said
}

// followUpEntries are the calls that the user was reminded of and has not made yet.
func (w wording) followUpEntries(s inbox.Snapshot) []entry {
	var entries []entry
	for _, f := range s.FollowUps {
		if !f.Due || len(entries) == newest {
			continue
		}
		entries = append(entries, entry{
			key:      "follow-up " + f.Caller,
			label:    w.Say("To call back: {{.name}}", "name", w.caller(f.Name, f.Number)),
			children: w.actions(entry{}, f.Number, f.Name, Open{Page: "followups", Item: f.Caller}),
		})
	}
	return entries
}

// arrival is an unread voicemail or a missed call.
type arrival struct {
	time  time.Time
	entry entry
	jump  jump
}

// arrivals are the newest things that wait, newest first.
func (w wording) arrivals(s inbox.Snapshot) []arrival {
	if !signedIn(s) || !s.Known {
		return nil
	}
	items := append(w.voicemails(s), w.missedCalls(s)...)
	slices.SortStableFunc(items, func(a, b arrival) int { return b.time.Compare(a.time) })
	return items[:min(newest, len(items))]
}

func (w wording) itemEntries(s inbox.Snapshot) []entry {
	var entries []entry
	for _, it := range w.arrivals(s) {
		entries = append(entries, it.entry)
	}
	return entries
}

func (w wording) voicemails(s inbox.Snapshot) []arrival {
	var items []arrival
	for _, v := range s.Voicemails {
		if len(items) == newest {
			break
		}
		if !v.Read && !v.Muted && !deleting(s, inbox.VoicemailItem, v.ID) {
			items = append(items, arrival{v.Time, w.voicemailEntry(v), w.voicemailJump(v)})
		}
	}
	return items
}

// missedCalls are as many as the badge counts: the list continues with those that were looked at.
func (w wording) missedCalls(s inbox.Snapshot) []arrival {
	var items []arrival
	for _, c := range s.Calls {
		if len(items) == min(newest, s.Counts.MissedCalls) {
			break
		}
		if c.Missed && !c.Muted && !deleting(s, inbox.CallItem, c.ID) {
			items = append(items, arrival{c.Time, w.callEntry(c), w.callJump(c)})
		}
	}
	return items
}

func deleting(s inbox.Snapshot, kind inbox.ItemKind, id string) bool {
	return slices.ContainsFunc(s.Deleting, func(d inbox.Deletion) bool { return d.Kind == kind && d.ID == id })
}

func (w wording) voicemailEntry(v inbox.Voicemail) entry {
	show := Open{Page: "voicemails", Item: v.ID}
	play := show
	play.Play = true
	return entry{
		key:   "voicemail " + v.ID,
		label: w.voicemailTitle(v) + " · " + length(v.Seconds) + " · " + w.moment(v.Time),
		children: w.withPage(w.actions(entry{key: "play", label: w.Say("Play"), intent: play}, v.Dialable(), v.Shown(),
			show), inbox.VoicemailItem, v.ID),
	}
}

func (w wording) voicemailTitle(v inbox.Voicemail) string {
	from := w.caller(v.Shown(), v.Dialable())
	if v.Urgent {
		return w.Say("Urgent voicemail: {{.name}}", "name", from)
	}
	return w.Say("Voicemail: {{.name}}", "name", from)
}

func (w wording) callTitle(c inbox.Call) string {
	return w.Say("Missed call: {{.name}}", "name", w.caller(c.Shown(), c.Dialable()))
}

func (w wording) callEntry(c inbox.Call) entry {
	return entry{
		key:   "call " + c.ID,
		label: w.callTitle(c) + " · " + w.moment(c.Time),
		children: w.withPage(w.actions(entry{}, c.Dialable(), c.Shown(), Open{Page: "calls", Item: c.ID}),
			inbox.CallItem, c.ID),
	}
}

// actions are what can be done with an item; calling back only where a number is known.
func (w wording) actions(first entry, number, label string, show Open) []entry {
	var a []entry
	if first.key != "" {
		a = append(a, first)
	}
	if number != "" {
		a = append(a, entry{key: "call back", label: w.Say("Call back {{.number}}", "number",
			plain.Line(w.number(number), nameWidth)), intent: Call{Number: number,
			Label: plain.Line(label, nameWidth)}})
	}
	return append(a, entry{key: "show", label: w.Say("Show"), intent: show})
}

// withPage adds the user's own page for the caller, where there is one.
func (w wording) withPage(actions []entry, kind inbox.ItemKind, id string) []entry {
	if w.page == "" {
		return actions
	}
	return append(actions, entry{key: "page", label: plain.Line(w.page, nameWidth),
		intent: CallerPage{Kind: kind, ID: id}})
}

func (w wording) caller(label, number string) string {
	return cmp.Or(plain.Line(label, nameWidth), plain.Line(number, nameWidth), w.Say("Unknown caller"))
}

func (w wording) snoozeEntry(s inbox.Snapshot) entry {
	e := entry{key: "snooze", label: w.Say("Snooze notifications"), children: []entry{
		{key: "hour", label: w.Say("For 1 hour"), intent: Snooze{For: time.Hour}},
		{key: "tomorrow", label: w.Say("Until tomorrow"), intent: untilTomorrow{}},
	}}
	if s.Snoozed.After(w.now) {
		e.label = w.Say("Notifications snoozed until {{.time}}", "time", w.moment(s.Snoozed))
		e.children = append(e.children, entry{key: "end", label: w.Say("Resume now"), intent: Snooze{}})
	}
	return e
}

// tomorrow is eight o'clock in the morning of the next day.
func tomorrow(now time.Time) time.Time {
	y, m, d := now.Date()
	return time.Date(y, m, d+1, 8, 0, 0, 0, now.Location())
}
