package inbox

import "time"

// ListState says how far a list can be trusted: one that can't be read is shown as it was last known.
type ListState struct {
	Known   bool      `json:"known"`            // it was read at least once, perhaps by an earlier run
	Since   time.Time `json:"since,omitzero"`   // when it could no longer be read; zero: it can
	Problem Problem   `json:"problem,omitzero"` // why not
}

// ListFailed says that a list could not be read. What is known of it stays.
type ListFailed struct {
	Kind    ItemKind
	Problem Problem
}

// CountersFailed says that the platform's own counts can't be had: the lists are counted instead.
type CountersFailed struct{}

func (ListFailed) event()     {}
func (CountersFailed) event() {}

// listRead notes that a list has just been read.
func (s State) listRead(kind ItemKind) State {
	return s.withList(kind, ListState{Known: true})
}

// listFailed keeps since when a list can't be read, however often it is tried.
func (s State) listFailed(now time.Time, e ListFailed) State {
	l := s.list(e.Kind)
	if l.Since.IsZero() {
		l.Since = now
	}
	l.Problem = e.Problem
	return s.withList(e.Kind, l)
}

func (s State) list(kind ItemKind) ListState {
	if kind == CallItem {
		return s.history
	}
	return s.mailbox
}

func (s State) withList(kind ItemKind, l ListState) State {
	if kind == CallItem {
		s.history = l
	} else {
		s.mailbox = l
	}
	return s
}
