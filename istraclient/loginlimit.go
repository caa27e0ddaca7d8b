package istraclient

import (
	"slices"
	"time"
)

// Limits of the sign-ins that a client makes by itself. A Login costs the platform a new session, so one that led to
// nothing is hardly repeated, and a session that ends again and again is renewed with measure. Neither counts once a
// session has served for steadyTime.
const (
	limitPeriod   = time.Hour
	maxFruitless  = 2 // sessions in a period that answered nothing at all
	maxShortLived = 6 // sessions in a period, whatever they answered
	steadyTime    = time.Minute
)

// loginRecord is one session that was opened.
type loginRecord struct {
	at     time.Time
	proven bool // it has answered a request
}

// loginHistory are the sessions opened since the last steady one, the oldest first.
type loginHistory []loginRecord

// next is when another session may be opened; a time past, or zero, means now.
func (h loginHistory) next(now time.Time) time.Time {
	h = h.since(now.Add(-limitPeriod))
	fruitless := slices.DeleteFunc(slices.Clone(h), func(r loginRecord) bool { return r.proven })
	var at time.Time
	if n := len(fruitless) - maxFruitless; n >= 0 {
		at = fruitless[n].at.Add(limitPeriod)
	}
	if n := len(h) - maxShortLived; n >= 0 {
		at = later(at, h[n].at.Add(limitPeriod))
	}
	return at
}

func (h loginHistory) since(start time.Time) loginHistory {
	return slices.DeleteFunc(slices.Clone(h), func(r loginRecord) bool { return !r.at.After(start) })
}

// opened adds a session.
func (h loginHistory) opened(now time.Time) loginHistory {
	return append(h.since(now.Add(-limitPeriod)), loginRecord{at: now})
}

// answered notes that the newest session has answered a request.
func (h loginHistory) answered(now time.Time) loginHistory {
	if len(h) == 0 {
		return h
	}
	if now.Sub(h[len(h)-1].at) >= steadyTime {
		return nil
	}
	h[len(h)-1].proven = true
	return h
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
