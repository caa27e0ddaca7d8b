package history

import (
	"maps"
	"strings"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/zone"
)

// Filter chooses calls by kind.
type Filter int

// The filters.
const (
	All Filter = iota
	Missed
	Incoming
	Outgoing
)

func (f Filter) lets(c *inbox.Call) bool {
	switch f {
	case Missed:
		return c.Missed && c.Direction == inbox.In
	case Incoming:
		return c.Direction == inbox.In && !c.Missed
	case Outgoing:
		return c.Direction == inbox.Out
	}
	return true
}

// Query is a question about the calls.
type Query struct {
	Text   string          // words of a name or pieces of a number, all of which must be found; "" for all
	Filter Filter          // zero: all kinds
	Open   map[string]bool // groups to unfold, by the ID of their oldest call: newer ones join
	Hidden map[string]bool // calls to leave out, by ID

	From, Until time.Time // calls from then on, and before then; zero: all
}

// Same reports whether two queries ask for the same.
func (q Query) Same(other Query) bool {
	return q.Text == other.Text && q.Filter == other.Filter && maps.Equal(q.Open, other.Open) &&
		maps.Equal(q.Hidden, other.Hidden) && q.From.Equal(other.From) && q.Until.Equal(other.Until)
}

// Row is one line of an answer: a call, or neighbouring calls with the same line, outcome and day.
type Row struct {
	Call  int // index of the newest call
	Count int // calls in the group, at least 1
	Open  bool
	Inner bool    // one call of the unfolded group above
	All   []int32 // indices of the calls in the group, the newest first; shared, not to be changed
}

// Result is the answer to a Query, newest first.
type Result struct {
	Rows  []Row
	Days  []Day // starts are indices of Rows
	Calls int   // how many matched
}

// Find answers a query. It looks at every call: a hundred thousand take some milliseconds.
func (x *Index) Find(q Query) Result { return x.group(x.match(q), q.Open) }

// match are the calls that a query means.
func (x *Index) match(q Query) []int32 {
	words := strings.Fields(Fold(q.Text))
	matched := make([]int32, 0, len(x.calls))
	for i := range x.calls {
		c := &x.calls[i]
		if !within(c.Time, q.From, q.Until) {
			continue
		}
		if q.Filter.lets(c) && !q.Hidden[c.ID] && x.matches(i, words) {
			matched = append(matched, int32(i))
		}
	}
	return matched
}

// within reports whether a time is in a span; zero ends it nowhere.
func within(t, from, until time.Time) bool {
	return !t.Before(from) && (until.IsZero() || t.Before(until))
}

// Within are the items of a span, newest first.
func (x *Index) Within(from, until time.Time) (calls []inbox.Call, voicemails []inbox.Voicemail) {
	for i := range x.calls {
		if within(x.calls[i].Time, from, until) {
			calls = append(calls, x.calls[i])
		}
	}
	for i := range x.voicemails {
		if within(x.voicemails[i].Time, from, until) {
			voicemails = append(voicemails, x.voicemails[i])
		}
	}
	return calls, voicemails
}

func (x *Index) matches(i int, words []string) bool { return matches(x.text(i), words) }

// matches reports whether a text has each of the words, or a number each of the pieces.
func matches(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) && !hasNumber(text, w) {
			return false
		}
	}
	return true
}

// hasNumber looks for a piece of a number, however that was typed: the zeros before a national
// number are not in the international one.
func hasNumber(text, word string) bool {
	if !isNumber(word) {
		return false
	}
	d := strings.TrimLeft(numbers.Digits(word), "0")
	return len(d) > 1 && strings.Contains(text, d)
}

// isNumber reports whether a word can be a piece of a number as people write it.
func isNumber(word string) bool { return strings.Trim(word, "+0123456789()-./") == "" }

// group puts neighbours together that belong together.
func (x *Index) group(matched []int32, open map[string]bool) Result {
	r := Result{Rows: make([]Row, 0, len(matched)), Calls: len(matched)}
	day := dayClock{zone: zone.Local()}
	for from := 0; from < len(matched); {
		first := &x.calls[matched[from]]
		today := day.of(first.Time)
		to := from + 1
		for to < len(matched) && x.same(matched[from], matched[to]) && day.of(x.calls[matched[to]].Time) == today {
			to++
		}
		if n := len(r.Days); n == 0 || day.of(r.Days[n-1].Time) != today {
			r.Days = append(r.Days, Day{Start: len(r.Rows), Time: first.Time})
		}
		row := Row{Call: int(matched[from]), Count: to - from, All: matched[from:to:to]}
		row.Open = row.Count > 1 && open[x.calls[matched[to-1]].ID]
		r.Rows = append(r.Rows, row)
		if row.Open {
			for i := from; i < to; i++ {
				r.Rows = append(r.Rows, Row{Call: int(matched[i]), Count: 1, Inner: true, All: matched[i : i+1 : i+1]})
			}
		}
		from = to
	}
	return r
}

// same reports whether two calls may share a row.
func (x *Index) same(a, b int32) bool {
	p, q := &x.calls[a], &x.calls[b]
	key := x.key(int(a))
	return key == x.key(int(b)) && key != "" && p.Direction == q.Direction && p.Missed == q.Missed
}

// dayClock numbers local days. It remembers the day it looked at last, since neighbours share it.
type dayClock struct {
	zone     *time.Location
	from, to int64 // seconds: the bounds of the last day
	number   int
}

func (d *dayClock) of(t time.Time) int {
	s := t.Unix()
	if s < d.from || s >= d.to || d.to == 0 {
		y, m, day := t.In(d.zone).Date()
		start := time.Date(y, m, day, 0, 0, 0, 0, d.zone)
		d.from, d.to = start.Unix(), start.AddDate(0, 0, 1).Unix()
		d.number = y*1000 + start.YearDay()
	}
	return d.number
}
