package session

import (
	"context"
	"slices"
	"time"

	"istratray/app/inbox"
)

const (
	// readPause is the least time between two readings of a list, so that a thousand frames a second cost
	// five readings a second.
	readPause = 200 * time.Millisecond
	// endLimit bounds a reading of the newest items, doubtLimit one that shows whether the platform is there
	// at all, wholeLimit one to the end.
	endLimit, doubtLimit, wholeLimit = 45 * time.Second, 10 * time.Second, 10 * time.Minute
	// small is the length up to which a list is always read to its end: a few pages.
	small = 100
	// wholeEvery is how often a small list is read to its end, to find what was deleted elsewhere. Larger ones are
	// read less often, by their size; rarely is the longest interval.
	wholeEvery, rarely = 15 * time.Minute, 6 * time.Hour
	// longestListWait bounds the wait before a list that can't be read is tried again.
	longestListWait = 5 * time.Minute
	// mostPutOff is how often in a row reading to the end gives way to what is new.
	mostPutOff = 3
)

// secondLooks are the waits before a list is read again when its count has risen but it shows nothing new: a platform
// may count an item before it lists it.
var secondLooks = [...]time.Duration{time.Second, 3 * time.Second, 10 * time.Second}

// list is one list of the platform, seen from the loop. One reading of it runs at a time.
type list struct {
	health
	kind           inbox.ItemKind
	running, again bool
	stop           context.CancelFunc // of the reading under way, where it can be put off; else nil
	whole          bool               // it is to be read to its end
	urgent         bool               // but first where the newest items are
	putOff         int                // how often reading to the end was, in a row
	wholeAt        time.Time          // when it was last done; zero: not in this run
	readAt         time.Time          // when it was last read at all
	retryAt        time.Time          // while it is failing
	ascending      bool               // the platform sends the oldest items first
	turned         bool               // that has just been found to be otherwise
	looks          int                // of secondLooks: how many are left
}

func (s *Session) mailbox() *list { return s.lists[0] }
func (s *Session) history() *list { return s.lists[1] }

// expect has a list read again if it doesn't show at once what its count has risen for.
func (l *list) expect(risen bool) {
	if risen {
		l.looks = len(secondLooks)
	}
}

// due reports whether a list is to be read though nothing suggests a change.
func (l *list) due() bool { return !l.running && time.Since(l.readAt) >= listsEvery }

// interval is the time between two readings to the end.
func interval(items int) time.Duration {
	return min(rarely, wholeEvery*time.Duration(max(1, items/small)))
}

func (s *Session) readAll() {
	for _, l := range s.lists {
		s.read(l)
	}
}

// read reads a list now, right after the reading under way, or, where that failed, with its next try.
func (s *Session) read(l *list) {
	switch {
	case !s.up(), time.Now().Before(l.retryAt):
		return
	case l.running:
		l.again = true
		s.putOff(l)
		return
	}
	l.running, l.again = true, false
	plan := s.planFor(l)
	number, platform := s.link.number, s.link.platform
	limit := endLimit
	switch {
	case plan.whole:
		limit = wholeLimit
	case s.counters.state == failing:
		limit = doubtLimit
	}
	ctx, cancel := context.WithTimeout(s.link.ctx, limit)
	if l.stop = nil; plan.whole && len(plan.known) > small {
		l.stop = cancel
	}
	var got reading
	s.work("read "+string(l.kind)+"s", func() (err error) {
		defer cancel()
		got, err = plan.read(ctx, platform)
		return err
	}, func(err error) {
		l.running = false
		switch {
		case number != s.link.number, l.urgent:
			s.read(l)
		case err != nil:
			s.listFailed(l, err)
		default:
			s.listRead(l, got)
		}
	})
}

// putOff interrupts a long reading for what is new, but not forever.
func (s *Session) putOff(l *list) {
	if l.stop != nil && !l.urgent && l.putOff < mostPutOff {
		l.urgent = true
		l.putOff++
		l.stop()
	}
}

// planFor decides which part of a list to read. Mostly that is from the newest items back to known ones; all of it
// the first time, and when that is due.
func (s *Session) planFor(l *list) plan {
	known := s.known(l.kind)
	p := plan{kind: l.kind, known: known, changes: s.changes, turned: l.turned}
	p.whole = !s.listKnown(l.kind) || !l.urgent && (l.whole || len(known) <= small && l.wholeDue(len(known)))
	if !p.whole && l.ascending {
		p.from = max(0, len(known)-overlap)
	}
	l.urgent, l.turned = false, false
	return p
}

// wholeDue reports whether a list of that length is to be read to its end again.
func (l *list) wholeDue(items int) bool {
	return l.wholeAt.IsZero() || time.Since(l.wholeAt) >= interval(items)
}

// listRead takes the outcome of a reading.
func (s *Session) listRead(l *list, got reading) {
	if got.turnBack { // it began at the old end of a long list
		l.ascending, l.turned = got.ascending, true
		s.read(l)
		return
	}
	l.well()
	away := !l.readAt.IsZero() && time.Since(l.readAt) > longGap
	l.readAt, l.retryAt, l.ascending = time.Now(), time.Time{}, got.ascending
	before := s.known(l.kind)
	s.apply(s.corrected(got), inbox.Synced{})
	s.lookAgain(l, before)
	s.compare(l, got, away)
	s.settle()
	if l.again {
		s.after(readPause, func() { s.read(l) })
	}
}

// compare has the list read to its end where a part of it was not enough.
func (s *Session) compare(l *list, got reading, away bool) {
	gap, counted := s.state.UnreadGap()
	mailbox := l.kind == inbox.VoicemailItem && counted && l.looks == 0
	if got.deep {
		l.wholeAt, l.whole, l.putOff = l.readAt, false, 0
		if mailbox {
			s.gap = gap // the platform counts otherwise than it lists
		}
		return
	}
	if got.gap || away || l.wholeDue(len(got.known)) || mailbox && gap != s.gap {
		l.whole = true // a mark was changed, or an item deleted, further down
	}
	l.again = l.again || l.whole
}

// lookAgain has the list read again later if it should have changed but didn't.
func (s *Session) lookAgain(l *list, before []string) {
	if l.looks == 0 || l.again {
		return // nothing is expected, or the next reading is the first that can show it
	}
	if !slices.Equal(before, s.known(l.kind)) {
		l.looks = 0
		return
	}
	wait := secondLooks[len(secondLooks)-l.looks]
	l.looks--
	s.after(wait, func() { s.read(l) })
}

// listFailed keeps what is known of the list, and tries again later. The counters show whether only the list fails.
func (s *Session) listFailed(l *list, err error) {
	if s.refused(err) {
		return
	}
	news := l.ill(err)
	l.urgent = l.whole // an end that can't be read must not hide what is new
	wait := l.after(err)
	l.retryAt = time.Now().Add(wait)
	s.cfg.Logger.Warn("reading a list", "list", l.kind, "err", err, "again", wait.Round(time.Second))
	s.apply(inbox.ListFailed{Kind: l.kind, Problem: ProblemOf(err)})
	s.after(wait, func() { s.read(l) })
	if news {
		s.check(checkLimit)
	}
	s.settle()
}
