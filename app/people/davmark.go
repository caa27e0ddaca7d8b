package people

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// settling is longer than the second that getlastmodified is exact to: two changes may have the same one.
const settling = 2 * time.Second

// trustMarks is how long marks are trusted without a look at the cards. Tests make it shorter.
var trustMarks = time.Hour

// davMark is when a book was changed last, as its server says. Some servers go through all cards for a sync token
// (Radicale: 0.4 s for 10,000), but know this at once.
type davMark struct {
	Time    string    `json:"time,omitempty"`    // getlastmodified; "": not known
	Settled bool      `json:"settled,omitempty"` // our cards are those of this time: a later change has a later one
	Checked time.Time `json:"checked,omitzero"`  // when our cards were last compared with the server's
	Useless bool      `json:"useless,omitempty"` // the server has none, or changes don't move it
}

// asked reports whether this reading begins with the mark: where it may save looking at the cards, and where
// nothing is known of the book.
func (m davMark) asked(now time.Time) bool {
	return !m.Useless && (m.Checked.IsZero() || m.holds(now))
}

// holds reports whether an equal mark means equal cards.
func (m davMark) holds(now time.Time) bool {
	return m.Settled && now.Sub(m.Checked) < trustMarks && !now.Before(m.Checked)
}

// compared notes that our cards are those that the server had at a time by its clock.
func (m *davMark) compared(at time.Time, useless bool) {
	changed, err := http.ParseTime(m.Time)
	if useless || err != nil {
		*m = davMark{Useless: true}
		return
	}
	m.Settled, m.Checked = at.Sub(changed) >= settling, time.Now().Round(0)
}

// modified asks when a book was changed last.
func (s *site) modified(ctx context.Context, book *url.URL) (at string, err error) {
	_, _, err = s.ask(ctx, "PROPFIND", book, "0",
		`<D:propfind `+davNames+`><D:prop><D:getlastmodified/></D:prop></D:propfind>`,
		func(r davResponse) error { at = r.props().Modified; return nil })
	return at, err
}
