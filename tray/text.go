package tray

import (
	"time"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/words"
)

// program is the name shown to people.
const program = "Istra Tray"

// wording is how the tray says things now: in the language of the book, and with times as they are
// understood at that moment.
type wording struct {
	*words.Desktop
	now    time.Time
	number func(raw string) string // for reading
	page   string                  // of the line for the user's own page for a caller; "" = none

	favourites []Favourite
	private    bool // what stands there without a click names nobody
}

// tooltipFor says in words what the icon shows.
func (w wording) tooltipFor(s inbox.Snapshot) string {
	switch {
	case s.Connection.Outage():
		return w.Say("Offline since {{.time}}", "time", w.moment(s.Connection.Since))
	case s.Connection.State == inbox.NeedsSignIn:
		return w.Say("Sign-in needed")
	case s.Connection.State == inbox.SignedOut:
		return w.Say("Not signed in")
	case s.Connection.State == "":
		return w.Say("Starting…")
	case !s.Known:
		return w.Say("Connecting…")
	case s.Counts.Badge() == 0:
		return program
	}
	return w.counts(s.Counts)
}

func (w wording) counts(c inbox.Counts) string { return w.Waiting(c.UnreadVoicemails, c.MissedCalls) }

// moment is a local time as short as it can be understood now.
func (w wording) moment(t time.Time) string {
	t = t.In(w.now.Location())
	y, m, d := w.now.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, w.now.Location())
	clock := w.Clock(t)
	switch {
	case !t.Before(midnight) && t.Before(midnight.AddDate(0, 0, 1)):
		return clock
	case t.Before(midnight) && !t.Before(midnight.AddDate(0, 0, -6)):
		return w.Weekday(t.Weekday()) + " " + clock
	}
	return w.Date(t) + " " + clock
}

// length is a duration such as 1:05.
func length(seconds int) string {
	return clock.Length(time.Duration(seconds) * time.Second)
}
