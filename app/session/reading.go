package session

import (
	"context"
	"iter"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

const (
	// overlap is how many known items in a row end a reading of the newest ones.
	overlap = 10
	// deepest is how far back a list is read.
	deepest = 5000
)

// plan is one reading of a list: what it asks for.
type plan struct {
	kind    inbox.ItemKind
	known   []string // marks of the items that are known, the newest first
	whole   bool     // to the end
	from    int      // where to begin: what comes before is known
	turned  bool     // the last reading was at the other end
	changes int      // how many changes of ours there were when it began
}

// reading is what came of a plan.
type reading struct {
	plan
	voicemails []inbox.Voicemail
	calls      []inbox.Call
	whole      bool // it is all there is
	deep       bool // and, if not, as much as is ever read
	ascending  bool // the oldest items come first
	turnBack   bool // the newest items are at the other end
	gap        bool // it doesn't join what is known
}

func (p plan) read(ctx context.Context, from Platform) (reading, error) {
	got := reading{plan: p}
	var err error
	if p.kind == inbox.CallItem {
		w := newWalk(p, func(c inbox.Call) sight { return sight{callMark(c), c.ID, c.Time} })
		got.calls, err = collect(from.Calls(ctx, istraclient.ListOptions{Offset: p.from}), callOf, w)
		w.tell(&got)
		return got, err
	}
	w := newWalk(p, func(v inbox.Voicemail) sight { return sight{voicemailMark(v), v.ID, v.Time} })
	got.voicemails, err = collect(from.VoicemailsFrom(ctx, p.from), voicemailOf, w)
	w.tell(&got)
	return got, err
}

// collect takes items until the walk has seen enough.
func collect[W, T any](items iter.Seq2[W, error], of func(W) T, w *walk[T]) ([]T, error) {
	var taken []T
	for raw, err := range items {
		if err != nil {
			return nil, err
		}
		item := of(raw)
		taken = append(taken, item)
		if w.enough(item) {
			return taken, nil
		}
	}
	w.ended = true
	return taken, nil
}

// sight is what a walk sees of an item.
type sight struct {
	mark, id string
	at       time.Time
}

// newer reports whether the item is later than another. Where times can't be read, IDs decide.
func (s sight) newer(than sight) bool {
	if s.at.IsZero() && than.at.IsZero() {
		return inbox.CompareIDs(s.id, than.id) > 0
	}
	return s.at.After(than.at)
}

// walk goes along a list and says when enough of it has been seen.
type walk[T any] struct {
	plan
	look  func(T) sight
	known map[string]bool

	seen, familiar int  // items, and of them the known ones in a row
	met            bool // a known one
	rises, falls   int  // steps to a newer and to an older item: a list may have a few out of place
	turnBack       bool
	ended          bool // the list has
	last           sight
}

func newWalk[T any](p plan, look func(T) sight) *walk[T] {
	w := &walk[T]{plan: p, look: look, known: make(map[string]bool, len(p.known))}
	for _, mark := range p.known {
		w.known[mark] = true
	}
	return w
}

func (w *walk[T]) enough(item T) bool {
	w.step(w.look(item))
	deep := w.seen >= deepest && !w.ascending()
	if w.whole || w.from > 0 || w.familiar < overlap {
		return deep
	}
	w.turnBack = w.ascending() && !w.turned && len(w.plan.known) > 2*overlap
	return w.turnBack || !w.ascending()
}

func (w *walk[T]) step(s sight) {
	if w.seen > 0 && s.newer(w.last) {
		w.rises++
	} else if w.seen > 0 && w.last.newer(s) {
		w.falls++
	}
	w.seen, w.last = w.seen+1, s
	w.familiar++
	if !w.known[s.mark] {
		w.familiar = 0
	}
	w.met = w.met || w.familiar > 0
}

// ascending reports whether the oldest items come first. A walk that began at the far end assumes so until something
// contradicts it.
func (w *walk[T]) ascending() bool { return w.rises > w.falls || w.from > 0 && w.rises == w.falls }

func (w *walk[T]) tell(r *reading) {
	r.whole = w.from == 0 && w.ended
	r.deep = r.whole || w.plan.whole && w.seen >= deepest
	r.ascending = w.ascending()
	r.turnBack = w.turnBack || w.from > 0 && !w.ascending() && !w.turned
	r.gap = w.from > 0 && !w.met
}

// The marks show whether an item has changed.
func voicemailMark(v inbox.Voicemail) string {
	if v.Read {
		return v.ID + " read"
	}
	return v.ID
}

func callMark(c inbox.Call) string { return c.ID }

// known are the marks of what is known of a list, as the platform has it.
func (s *Session) known(kind inbox.ItemKind) []string {
	voicemails, calls, _ := s.state.Lists()
	var marks []string
	if kind == inbox.CallItem {
		for _, c := range calls {
			marks = append(marks, callMark(c))
		}
		return marks
	}
	for _, v := range voicemails {
		marks = append(marks, voicemailMark(v))
	}
	return marks
}

func (s *Session) listKnown(kind inbox.ItemKind) bool {
	snapshot := s.state.Snapshot()
	if kind == inbox.CallItem {
		return snapshot.History.Known
	}
	return snapshot.Mailbox.Known
}

// corrected is what was read, with the marks in it that we have changed since the reading began.
func (s *Session) corrected(got reading) inbox.Event {
	if got.kind == inbox.CallItem {
		return inbox.CallsRead{Items: got.calls, Whole: got.whole, Newest: true}
	}
	for i, v := range got.voicemails {
		if m, ok := s.marked[v.ID]; ok && m.change > got.changes {
			got.voicemails[i].Read = m.read
		}
	}
	return inbox.VoicemailsRead{Items: got.voicemails, Whole: got.whole, Newest: true}
}
