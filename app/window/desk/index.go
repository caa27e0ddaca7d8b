package desk

import (
	"context"
	"time"

	"istratray/app/footprint"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/history"
	"istratray/app/words"
)

// manyCalls is a list that is worth tidying up after, as the start is, when what shows it has come to rest.
const (
	manyCalls = 20_000
	tidyAfter = 2 * time.Second
)

// Reindex makes the lists ready for questions, and counts who waits.
func (d *Desk) Reindex() { d.indexing.Run() }

// Recount brings Waiting up to date: reminders fall due, and callers are marked done.
func (d *Desk) Recount() { d.counting.Run() }

func (d *Desk) newIndex() func() func() {
	s, country := d.Snap, d.country()
	if country != d.Book.Country() {
		d.Book = newBook(country)
	}
	book := d.Book
	return func() func() {
		learn(book, s)
		x := history.NewIndex(s.Voicemails, s.Calls, book)
		return func() {
			d.Index = x
			d.Frame.Indexed()
			d.Recount()
			if len(s.Calls) > manyCalls {
				d.tidyAt = d.Now().Add(tidyAfter)
			}
		}
	}
}

func (d *Desk) newWaiting() func() func() {
	x, now, said := d.Index, d.Now(), d.Snap.FollowUps
	return func() func() {
		waiting := x.FollowUps(now, settled(said, now))
		return func() {
			d.Waiting = waiting
			d.Frame.Counted()
		}
	}
}

// settled is until when each caller needs no call, as the user said.
func settled(said []inbox.FollowUp, now time.Time) map[string]time.Time {
	out := make(map[string]time.Time, len(said))
	for _, f := range said {
		if f.Remind.IsZero() || now.Before(f.Remind) {
			out[f.Caller] = f.Done
		}
	}
	return out
}

// Tidy gives memory back: the start and the reading of many calls took several times what is left of them.
func (d *Desk) Tidy(now time.Time) {
	if d.tidyAt.IsZero() || now.Before(d.tidyAt) {
		return
	}
	d.tidyAt = time.Time{}
	d.Do(func(context.Context) error { footprint.Trim(); return nil }, d.Report)
}

// country is where numbers are read: as the settings say, else where the user's own number is, else
// where the desktop is.
func (d *Desk) country() string {
	return numbers.CountryFor(d.Preferences.Current.Country, d.Snap.CallerID.Number, words.SystemRegion())
}

// learn tells the book how numbers are dialled here, from items that have both.
func learn(book Book, s inbox.Snapshot) {
	for i := range s.Voicemails {
		book.Learn(s.Voicemails[i].Callback, s.Voicemails[i].Number)
	}
	for i := range s.Calls {
		book.Learn(s.Calls[i].Callback, s.Calls[i].Number)
	}
}
