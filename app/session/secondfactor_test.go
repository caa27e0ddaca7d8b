package session_test

import (
	"context"
	"errors"
	"testing"

	"istratray/app/inbox"
	"istratray/istraclient"
	"istratray/istraclient/istratest"
)

// TestACodeThatNobodyAskedForChangesNothing: it is not sent, and the session continues.
func TestACodeThatNobodyAskedForChangesNothing(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		logins := w.platform.Logins()
		if err := w.session.SecondFactor(context.Background(), "4711"); !errors.As(err,
			new(*istraclient.ArgumentError)) {
			t.Errorf("a code: %v", err)
		}
		if c := w.snapshot().Connection; c.State != inbox.Online || w.platform.Logins() != logins {
			t.Errorf("afterwards: %+v, %d sign-ins", c, w.platform.Logins()-logins)
		}
	})
}
