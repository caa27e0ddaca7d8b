package session_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// faulty is a platform in whose client there is a fault of ours.
type faulty struct{ visit }

func (f *faulty) SetVoicemailRead(context.Context, istraclient.Ref, bool) (istraclient.Voicemail, error) {
	panic("a fault in the client")
}

func (f *faulty) GetUserInfo(context.Context) (istraclient.UserInfo, error) {
	panic("a fault in the client")
}

// A fault of ours in one piece of work ends that piece, not the program.
func TestAPanicEndsItsOwnWorkOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		anna := direct()
		anna.arrive(true)
		w := &world{t: t, store: newMemoryStore(), direct: anna, faulty: true}
		shown := 0
		w.refuse = func(inbox.Announce) error {
			if shown++; shown == 1 {
				panic("a fault in a notification")
			}
			return nil
		}
		w.begin()
		w.resumeDirect()
		w.wantState(inbox.Online)
		if err := w.session.SetRead(t.Context(), "1", true); err == nil {
			t.Error("a mark that was never sent was agreed to")
		}
		key := anna.arrive(true)
		w.wait(time.Minute, "announcement", func() error {
			if got := w.announced(); len(got) != 1 || got[0] != key {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
		w.stop()
	})
}
