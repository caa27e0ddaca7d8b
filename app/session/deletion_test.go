package session

import (
	"context"
	"errors"
	"testing"

	"istratray/app/inbox"
)

// What becomes of an action comes by value or through the channel, never both: a deletion that worked at once
// was taken for one that was not even sent.
func TestAnActionHasOneOutcome(t *testing.T) {
	s := New(Config{Publish: func(inbox.Snapshot) {}})
	s.ctx = t.Context()
	outcome := make(chan error, 1)
	if err := s.start(action{}, outcome); !errors.Is(err, ErrSignedOut) || len(outcome) != 0 {
		t.Errorf("signed out: %v, and %d outcomes", err, len(outcome))
	}
	s.apply(inbox.ConnectionChanged{Connection: inbox.Connection{State: inbox.Online}})
	if err := s.start(action{begin: func() error { return ErrNotFound }}, outcome); !errors.Is(err,
		ErrNotFound) || len(outcome) != 0 {
		t.Errorf("not begun: %v, and %d outcomes", err, len(outcome))
	}
	refused := errors.New("no")
	err := s.start(action{do: func(context.Context, Platform) error { return refused }}, outcome)
	s.workers.Wait()
	(<-s.ops)() // what the worker has sent to the loop
	if err != nil || !errors.Is(<-outcome, refused) {
		t.Errorf("sent: %v", err)
	}
}
