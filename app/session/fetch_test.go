package session_test

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// A platform may count an item before it lists it: then the first look comes too early.
func TestAnItemListedAfterItWasCounted(t *testing.T) { synctest.Test(t, anItemListedAfterItWasCounted) }

func anItemListedAfterItWasCounted(t *testing.T) {
	anna := direct()
	inAccounts(t, map[string]*scripted{"anna": {visit: visit{anna}}}, nil, func(w *world) {
		w.wantState(inbox.Online)
		anna.list(false)
		key := anna.arrive(true)
		w.wantCounts(1, 0)
		time.Sleep(2 * time.Second)
		if got := w.announced(); len(got) != 0 {
			t.Fatalf("announced %v before it was listed", got)
		}
		anna.list(true)
		w.wait(10*time.Second, "announcement", func() error {
			if got := w.announced(); len(got) != 1 || got[0] != key {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
	})
}

func TestALostPushIsMadeGood(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Set(istratest.Quirks{LostFrames: true})
		w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		time.Sleep(16 * time.Minute)
		w.wantCounts(1, 0)
		if got := w.announced(); len(got) != 1 {
			t.Errorf("announced %v", got)
		}
	})
}

// Some platforms say 403 where a session has ended: then nothing can be had until the next sign-in.
func TestASessionThatGetsNothingIsRenewed(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		logins := w.platform.Logins()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Status: http.StatusForbidden, Times: 1},
			istratest.Fault{Match: "v1/logs/Phone", Status: http.StatusForbidden, Times: 1})
		w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wantState(inbox.Offline)
		w.wantState(inbox.Online)
		if n := w.platform.Logins() - logins; n != 1 || len(w.snapshot().Voicemails) != 1 {
			t.Errorf("%d sign-ins, %d voicemails", n, len(w.snapshot().Voicemails))
		}
	})
}
