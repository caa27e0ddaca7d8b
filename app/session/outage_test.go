package session_test

import (
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// However often it is tried to end an outage in the meantime, people are told since when it lasts, and why.
func TestAnOutageHasOneBeginning(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Blackhole()
		w.wantState(inbox.Offline)
		began := w.snapshot().Connection.Since
		time.Sleep(10 * time.Minute)
		for _, state := range []inbox.ConnectionState{inbox.Connecting, inbox.Offline} {
			w.wantState(state)
			if c := w.snapshot().Connection; !c.Outage() || c.Problem.Message == "" || !c.Since.Equal(began) {
				t.Errorf("%s since %v after it began (%q)", c.State, c.Since.Sub(began), c.Problem.Message)
			}
		}
		w.platform.Faults().Thaw()
		w.wantState(inbox.Online)
		if c := w.snapshot().Connection; c.Problem != (inbox.Problem{}) || !c.Since.After(began) {
			t.Errorf("afterwards: %+v", c)
		}
	})
}
