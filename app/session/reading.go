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
	turnBack   bool // it stopped at once: the newest items are at the other end
	gap        bool // it doesn't join what is known
}

func (p plan) read(ctx context.Context, from Platform) (reading, error) {
	got := reading{plan: p}
	var err error
	if p.kind == inbox.CallItem {
		w := newWalk(p, func(c inbox.Call) (string, time.Time) { return callMark(c), c.Time })
		got.calls, err = collect(from.Calls(ctx, istraclient.ListOptions{Offset: p.from}), callOf, w)
		w.tell(&got)
		return got, err
	}
	w := newWalk(p, func(v inbox.Voicemail) (string, time.Time) { return voicemailMark(v), v.Time })
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

// walk goes along a list and says when enough of it has been seen.
type walk[T any] struct {
	plan
	look  func(T) (mark string, at time.Time)
	known map[string]bool

	seen, familiar int  // items, and of them the known ones in a row
	met            bool // a known one
	ascending      bool
	turnBack       bool
	ended          bool // the list has
	last           time.Time
}

func newWalk[T any](p plan, look func(T) (string, time.Time)) *walk[T] {
	w := &walk[T]{plan: p, look: look, known: make(map[string]bool, len(p.known))}
	for _, mark := range p.known {
		w.known[mark] = true
	}
	return w
}

func (w *walk[T]) enough(item T) bool {
	mark, at := w.look(item)
	if w.seen > 0 && at.After(w.last) {
		w.ascending = true
	}
	w.seen, w.last = w.seen+1, at
	w.familiar++
	if !w.known[mark] {
		w.familiar = 0
	}
	w.met = w.met || w.familiar > 0
	switch {
	case w.ascending:
		w.turnBack = !w.whole && w.from == 0 && len(w.plan.known) > small
		return w.turnBack
	case w.from > 0:
		return false
	}
	return w.familiar >= overlap && !w.whole || w.seen >= deepest
}

func (w *walk[T]) tell(r *reading) {
	r.whole = w.from == 0 && w.ended
	r.deep = r.whole || w.plan.whole && w.seen >= deepest
	r.ascending = w.ascending || w.from > 0
	r.turnBack = w.turnBack
	r.gap = w.from > 0 && !w.met
}

// The marks tell whether an item is as it was known.
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
