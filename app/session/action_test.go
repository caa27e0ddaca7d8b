package session_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/istraclient/istratest"
)

func TestActionsNeedALink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{})
		w.begin()
		if err := w.session.SetRead(context.Background(), "1", true); !errors.Is(err, session.ErrSignedOut) {
			t.Errorf("signed out: %v", err)
		}
		w.platform.Stop()
		w.resume()
		w.wantState(inbox.Offline)
		if err := w.session.SetRead(context.Background(), "1", true); !errors.As(err, new(*session.OfflineError)) {
			t.Errorf("offline: %v", err)
		}
		w.stop()
		if err := w.session.SetRead(context.Background(), "1", true); !errors.Is(err, session.ErrStopped) {
			t.Errorf("stopped: %v", err)
		}
		w.platform.Close()
	})
}

func TestADeletionThatFallsDueOfflineIsTakenBackWithItsReason(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}}, func(w *world) {
		id := w.snapshot().Voicemails[0].ID
		if err := w.session.Delete(context.Background(), inbox.VoicemailItem, id, true); err != nil {
			t.Fatal(err)
		}
		w.platform.Stop()
		w.wait(10*time.Second, "it is back", func() error {
			want := "The voicemail could not be deleted. " + w.snapshot().Connection.Problem.Message
			if s := w.snapshot(); len(s.Voicemails) != 1 || s.Notice.Text != want {
				return fmt.Errorf("%d voicemails, %q, want %q", len(s.Voicemails), s.Notice.Text, want)
			}
			return nil
		})
		if err := w.platform.Resume(); err != nil {
			t.Fatal(err)
		}
		w.wantState(inbox.Online)
		if n := len(w.platform.State().Voicemails); n != 1 {
			t.Errorf("the platform has %d voicemails", n)
		}
	})
}

// The platform pushes counts, and a call that was placed is in none of them.
func TestAPlacedCallIsFoundInTheHistory(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		if _, err := w.session.PlaceCall(context.Background(), "214", ""); err != nil {
			t.Fatal(err)
		}
		if called := w.snapshot().Called; called != 1 {
			t.Errorf("the views are told of %d calls", called)
		}
		time.Sleep(45 * time.Second) // simulated: they talk, and hang up
		w.platform.AddCall(istratest.Call{RemoteLabel: "Anna", RemoteNumber: "214", Talk: 40 * time.Second})
		w.wait(time.Minute, "the call is in the history", func() error {
			if n := len(w.snapshot().Calls); n != 1 {
				return fmt.Errorf("%d calls", n)
			}
			return nil
		})
	})
}

// A platform that pushes whatever it does says that the call is over. That is no echo of a change that is known.
func TestAPushAfterACallHasTheHistoryRead(t *testing.T) {
	inWorld(t, istratest.Options{LogPlaced: true}, func(w *world) {
		w.platform.Faults().Set(istratest.Quirks{ChattyFrames: true})
		if _, err := w.session.PlaceCall(context.Background(), "214", ""); err != nil {
			t.Fatal(err)
		}
		w.wait(5*time.Second, "the call is in the history", func() error {
			if n := len(w.snapshot().Calls); n != 1 {
				return fmt.Errorf("%d calls", n)
			}
			return nil
		})
	})
}
