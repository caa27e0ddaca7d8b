package session_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
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

// A refusal of the lists alone is not the session's end.
func TestListsThatAreRefusedOnceCostNoSignIn(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		logins := w.platform.Logins()
		w.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Status: http.StatusForbidden, Times: 1},
			istratest.Fault{Match: "v1/logs/Phone", Status: http.StatusForbidden, Times: 1})
		w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wait(20*time.Second, "voicemail", func() error {
			if n := len(w.snapshot().Voicemails); n != 1 {
				return fmt.Errorf("%d voicemails", n)
			}
			return nil
		})
		if n := w.platform.Logins() - logins; n != 0 || slices.Contains(w.passed(), inbox.Offline) {
			t.Errorf("%d sign-ins, states %v", n, w.passed())
		}
	})
}

func TestACallerWithoutANameIsCalledByTheNumber(t *testing.T) {
	synctest.Test(t, aCallerWithoutANameIsCalledByTheNumber)
}

func aCallerWithoutANameIsCalledByTheNumber(t *testing.T) {
	anna := direct()
	anna.calls = []istraclient.Call{{ID: "3", RemoteNumber: "+4972311234"},
		{ID: "2", RemoteNumber: "214", RemoteLabel: "Tom"}, {ID: "1", CallbackNumber: "0072311234"}}
	anna.voicemails = []istraclient.Voicemail{{ID: "1", CallbackNumber: "0072311234"}}
	inAccounts(t, map[string]*scripted{"anna": {visit: visit{anna}}}, nil, func(w *world) {
		w.wantState(inbox.Online)
		s := w.snapshot()
		if got := []string{s.Calls[0].Label, s.Calls[1].Label, s.Calls[2].Label,
			s.Voicemails[0].Label}; !slices.Equal(got, []string{"+4972311234", "Tom", "0072311234", "0072311234"}) {
			t.Errorf("labels %q", got)
		}
	})
}

// A session that has ended is no outage: a new one takes its place while everything stays as it was.
func TestAnEndedSessionIsRenewedWithoutAnOutage(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.ExpireSessions()
		id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wantCounts(1, 0)
		w.wait(10*time.Second, "announcement", func() error {
			if got := w.announced(); !slices.Equal(got, []string{"voicemail:" + id}) {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
		w.wantState(inbox.Online)
		if passed := w.passed(); slices.Contains(passed, inbox.Offline) || w.platform.Logins() != 2 {
			t.Errorf("states %v, %d sign-ins", passed, w.platform.Logins())
		}
	})
}
