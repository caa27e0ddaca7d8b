package view

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"istratray/app/footprint"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/window/history"
	"istratray/app/window/parts"
)

// manyCalls is a list that is worth tidying up after, as the start is, when what shows it has come to rest.
const (
	manyCalls = 20_000
	tidyAfter = 2 * time.Second
)

// sameList tells whether two lists are one and the same; a snapshot's lists are never changed.
func sameList[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// newIndex makes the lists ready for questions.
func (u *UI) newIndex() func() func() {
	s, country := u.snap, u.country()
	if country != u.book.Country() {
		u.book = numbers.NewBook(country)
	}
	book := u.book
	return func() func() {
		learn(book, s)
		x := history.NewIndex(s.Voicemails, s.Calls, book)
		return func() {
			u.index = x
			u.frame.indexed()
			if len(s.Calls) > manyCalls {
				u.tidyAt = u.Now().Add(tidyAfter)
			}
		}
	}
}

// tidy gives memory back: the start and the reading of many calls took several times what is left of them.
func (u *UI) tidy(now time.Time) {
	if u.tidyAt.IsZero() || now.Before(u.tidyAt) {
		return
	}
	u.tidyAt = time.Time{}
	u.do(func(context.Context) error { footprint.Trim(); return nil }, u.report)
}

// learn tells the book how numbers are dialled here, from items that have both.
func learn(book *numbers.Book, s inbox.Snapshot) {
	for i := range s.Voicemails {
		book.Learn(s.Voicemails[i].Callback, s.Voicemails[i].Number)
	}
	for i := range s.Calls {
		book.Learn(s.Calls[i].Callback, s.Calls[i].Number)
	}
}

// shown is a number for reading: the one of the caller, else the one to dial.
func (u *UI) shown(number, dialable string) string {
	if number == "" {
		number = dialable
	}
	return u.book.Show(number)
}

// shownWith is a caller's number for reading, and where another one would be dialled, that too.
func (u *UI) shownWith(number, dialable string) string {
	own := u.shown(number, dialable)
	dialled := u.book.Check(dialable).Shown
	if number == "" || dialable == "" || numbers.SameLine(own, dialled) {
		return own
	}
	return lang.L("{{.Number}} · Call back dials {{.Dialled}}", map[string]any{"Number": own, "Dialled": dialled})
}

// named is a caller's label for reading: a name as it is, a number as numbers are written.
func (u *UI) named(label string) string {
	if numbers.Trim(label) == "" {
		return unknownCaller()
	}
	if parts.Initials(label) == "" && len(numbers.Digits(label)) > 2 {
		return u.book.Show(label)
	}
	return label
}

// unknownCaller is the name of one who has none, and no number.
func unknownCaller() string { return lang.L("Unknown caller") }

// country is where numbers are read: as the settings say, else where the user's own number is, else
// where the desktop is.
func (u *UI) country() string {
	return numbers.CountryFor(u.preferences.current.Country, u.snap.CallerID.Number, lang.SystemLocale().String())
}

// keyOf is whose number it is, as in the index.
func (u *UI) keyOf(number, callback, label string) string {
	return history.KeyOf(u.book, number, callback, label)
}

// hiddenIDs are the items of a kind that are about to be deleted.
func hiddenIDs(deleting []inbox.Deletion, kind inbox.ItemKind) map[string]bool {
	gone := map[string]bool{}
	for _, d := range deleting {
		if d.Kind == kind {
			gone[d.ID] = true
		}
	}
	return gone
}
