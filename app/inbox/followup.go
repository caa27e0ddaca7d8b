package inbox

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

const (
	// FollowUpSpan is how long what was said about a caller matters.
	FollowUpSpan = 30 * 24 * time.Hour
	// mostFollowUps bounds them; the oldest go first.
	mostFollowUps = 500
)

// FollowUp is what the user said about calling someone back.
type FollowUp struct {
	Caller string    `json:"caller"` // the key under which views group a caller's items
	Name   string    `json:"name"`
	Number string    `json:"number"`          // to dial
	Done   time.Time `json:"done,omitzero"`   // what came until then needs no call; zero: forget the caller
	Remind time.Time `json:"remind,omitzero"` // then it needs one after all, and the user is reminded; zero: never
	Due    bool      `json:"due,omitempty"`   // the user has been reminded and has not called yet
}

// FollowUpSet is what the user said about a caller.
type FollowUpSet struct{ FollowUp FollowUp }

// Remind asks for a notification: it is time to call someone back.
type Remind struct {
	FollowUp FollowUp
	Again    bool // bring one up to date that may be on the screen
}

// KeepFollowUp asks to store what was said about a caller, or to forget it where Done is zero.
type KeepFollowUp struct{ FollowUp FollowUp }

func (FollowUpSet) event()   {}
func (Remind) effect()       {}
func (KeepFollowUp) effect() {}

// FollowUps are what the user said about callers, by Caller.
func (s State) FollowUps() []FollowUp {
	return slices.SortedFunc(maps.Values(s.followUps), func(a, b FollowUp) int {
		return strings.Compare(a.Caller, b.Caller)
	})
}

// setFollowUp notes what the user said, and drops the oldest entries where there are too many.
func (s State) setFollowUp(now time.Time, f FollowUp) (State, []Effect) {
	if f.Caller == "" {
		return s, nil
	}
	effects := []Effect{KeepFollowUp{f}}
	if f.Done.IsZero() {
		s.followUps = without(s.followUps, f.Caller)
		return s, effects
	}
	s.followUps = with(s.followUps, f.Caller, f)
	for _, old := range s.FollowUps() {
		if last := laterOf(old.Done, old.Remind); now.Sub(last) > FollowUpSpan {
			effects = append(effects, s.forget(old))
		}
	}
	for len(s.followUps) > mostFollowUps {
		oldest := slices.MinFunc(s.FollowUps(), func(a, b FollowUp) int { return a.Done.Compare(b.Done) })
		effects = append(effects, s.forget(oldest))
	}
	s, more := s.remind(now)
	return s, append(effects, more...)
}

// forget drops a follow-up from a map that setFollowUp has just made its own.
func (s State) forget(f FollowUp) Effect {
	delete(s.followUps, f.Caller)
	return KeepFollowUp{FollowUp{Caller: f.Caller}}
}

// remind reminds of the calls that have become due, drops those made in the meantime, and asks to be woken
// for the next one.
func (s State) remind(now time.Time) (State, []Effect) {
	var effects []Effect
	var next time.Time
	for _, f := range s.FollowUps() {
		switch {
		case f.Remind.IsZero():
			continue
		case s.talked(f):
			s.followUps = without(s.followUps, f.Caller)
			effects = append(effects, KeepFollowUp{FollowUp{Caller: f.Caller}})
		case f.Due:
			continue
		case !now.Before(f.Remind):
			f.Due = true
			s.followUps = with(s.followUps, f.Caller, f)
			effects = append(effects, Remind{FollowUp: f}, KeepFollowUp{f})
		case next.IsZero() || f.Remind.Before(next):
			next = f.Remind
		}
	}
	if !next.IsZero() {
		effects = append(effects, Wake{At: next})
	}
	return s, effects
}

// talked reports whether someone was called, or answered, since the user last said something about them.
func (s State) talked(f FollowUp) bool {
	who := s.keyOf(Party{Callback: f.Number})
	if who == "" {
		return false
	}
	for _, c := range s.calls {
		if !c.Time.After(f.Done) {
			return false // newest first
		}
		if c.Settles() && (s.keyOf(c.Party()) == who || c.Person == f.Caller) {
			return true
		}
	}
	return false
}

// Settles reports whether a call leaves nobody waiting: someone was talked to, or was called at least.
func (c Call) Settles() bool { return !c.Missed || c.Direction == Out }

// keyOf identifies a party: see PeopleChanged.
func (s State) keyOf(p Party) string {
	if s.key != nil {
		return s.key(p)
	}
	return digits(cmp.Or(p.Number, p.Callback))
}

func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}
