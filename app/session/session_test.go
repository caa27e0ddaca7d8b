package session_test

import (
	"context"
	"errors"
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

func TestSignInReadsEverything(t *testing.T) {
	inWorld(t, istratest.Options{
		Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna", RemoteNumber: "+4972311234"}},
		Calls:      []istratest.Call{{RemoteLabel: "Tom", Incoming: true, Missed: true}, {RemoteLabel: "Eva"}},
	}, func(w *world) {
		s := w.snapshot()
		if len(s.Voicemails) != 1 || s.Voicemails[0].Label != "Anna" || len(s.Calls) != 2 {
			t.Errorf("lists %+v %+v", s.Voicemails, s.Calls)
		}
		if s.Account.Name != "Alex Martin" || len(s.Phones) != 2 || s.Phone != s.Phones[0].ID {
			t.Errorf("user %+v, phones %+v, chosen %q", s.Account, s.Phones, s.Phone)
		}
		w.wantCounts(1, 1)
		if got := w.announced(); len(got) != 0 {
			t.Errorf("the first sign-in announced %v", got)
		}
		want := []inbox.ConnectionState{inbox.SignedOut, inbox.Connecting, inbox.Syncing, inbox.Online}
		if got := w.passed(); !slices.Equal(got, want) {
			t.Errorf("states %v, want %v", got, want)
		}
	})
}

// What the tray and a window see first of a start: they would show an alert, and forget what they keep of the account.
func TestAnExpectedAccountIsNeverSignedOut(t *testing.T) {
	for _, test := range []struct {
		damage error
		want   []inbox.ConnectionState
	}{
		{nil, []inbox.ConnectionState{inbox.Connecting, inbox.Syncing, inbox.Online}},
		{errors.New("damaged"), []inbox.ConnectionState{inbox.Connecting, inbox.SignedOut}}, // a person may sign in
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, istratest.Options{})
			defer w.platform.Close()
			w.expecting = true
			w.begin()
			defer func() { w.stop() }()
			w.store.damage = test.damage
			if err := w.session.Resume(context.Background(), w.credentials()); !errors.Is(err, test.damage) {
				t.Errorf("resumed with %v", err)
			}
			w.wantState(test.want[len(test.want)-1])
			if got := w.passed(); !slices.Equal(got, test.want) {
				t.Errorf("states %v, want %v", got, test.want)
			}
		})
	}
}

func TestAnArrivalIsAnnouncedAtOnce(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		began := time.Now()
		id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wait(time.Second, "announcement", func() error {
			if got := w.announced(); !slices.Equal(got, []string{"voicemail:" + id}) {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
		if took := time.Since(began); took > 100*time.Millisecond {
			t.Errorf("it took %v", took)
		}
		w.wantCounts(1, 0)
		w.platform.SetRead(id, true)
		w.wantCounts(0, 0)
		w.wait(time.Second, "withdrawal", func() error {
			if gone := w.withdrawn(); !slices.Equal(gone, []string{"voicemail:" + id}) {
				return fmt.Errorf("withdrawn %v", gone)
			}
			return nil
		})
	})
}

func TestABurstIsCoalesced(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		const arrivals = 40
		ids := make([]string, 0, arrivals)
		const frames = 300 // a thousand a second
		for frame := range frames {
			if frame%(frames/arrivals) == 0 && len(ids) < arrivals {
				ids = append(ids, w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"}))
			} else {
				w.platform.SetRead(ids[0], frame%2 == 0) // the first frames leave it unread long enough
			}
			time.Sleep(time.Millisecond)
		}
		w.platform.SetRead(ids[0], false)
		w.wantCounts(arrivals, 0)
		time.Sleep(time.Minute)
		if got := len(w.announced()); got < arrivals-1 || got > arrivals {
			t.Errorf("%d items announced, want all %d, the flickering one perhaps excepted", got, arrivals)
		}
		if n := w.notifications(); n > 4 {
			t.Errorf("%d notifications for a burst of a third of a second", n)
		}
	})
}

func TestTheLinkComesBack(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Stop()
		w.wantState(inbox.Offline)
		id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		if err := w.platform.Restart(); err != nil {
			t.Fatal(err)
		}
		w.wantState(inbox.Online)
		w.wantCounts(1, 0)
		w.wait(time.Second, "announcement", func() error {
			if got := w.announced(); !slices.Equal(got, []string{"voicemail:" + id}) {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
	})
}

func TestARestartAnnouncesWhatCameMeanwhile(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}}}, func(w *world) {
		first := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "First"})
		w.wait(time.Second, "first", func() error {
			if len(w.announced()) != 1 {
				return errors.New("not announced")
			}
			return nil
		})
		w.stop()
		second := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Second"})
		w.begin()
		w.resume()
		w.wantState(inbox.Online)
		time.Sleep(10 * time.Second)
		if got, want := w.announced(), []string{"voicemail:" + first, "voicemail:" + second}; !slices.Equal(got, want) {
			t.Errorf("announced %v, want %v", got, want)
		}
	})
}

func TestOfflineShowsTheCache(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}}, func(w *world) {
		w.stop()
		w.platform.Stop()
		w.begin()
		w.resume()
		w.wantState(inbox.Offline)
		if s := w.snapshot(); !s.Known || len(s.Voicemails) != 1 || s.Counts.UnreadVoicemails != 1 ||
			s.Updated.IsZero() {
			t.Errorf("offline: known %v, %d voicemails, %+v, updated %v", s.Known, len(s.Voicemails),
				s.Counts, s.Updated)
		}
	})
}

func TestAWrongPasswordIsTriedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{})
		wrong := w.credentials()
		wrong.Password = "999999"
		for range 10 { // starts of the program
			w.begin()
			if err := w.session.Resume(context.Background(), wrong); err != nil {
				t.Fatal(err)
			}
			w.wantState(inbox.NeedsSignIn)
			if code := w.snapshot().Connection.Problem.Code; code != inbox.WrongPassword {
				t.Errorf("problem %q", code)
			}
			for range 10 { // wake-ups, over hours
				w.asleep.Add(int64(15 * time.Minute))
				time.Sleep(15 * time.Minute)
				w.network <- struct{}{}
			}
			w.stop()
		}
		if n := w.platform.Logins(); n != 1 {
			t.Errorf("%d attempts to sign in, want 1", n)
		}
		w.platform.Close()
	})
}

func TestAPersonSignsInAfterARefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{})
		w.begin()
		wrong := w.credentials()
		wrong.Password = "999999"
		refused := new(istraclient.SignInError)
		if err := w.session.SignIn(context.Background(), wrong); !errors.As(err, &refused) {
			t.Errorf("signing in with a wrong password: %v", err)
		}
		w.wantState(inbox.NeedsSignIn)
		if err := w.session.SignIn(context.Background(), w.credentials()); err != nil {
			t.Fatal(err)
		}
		w.wantState(inbox.Online)
		if n := w.platform.Logins(); n != 2 {
			t.Errorf("%d attempts to sign in, want 2", n)
		}
		w.wait(time.Second, "the sign-in is reported", func() error {
			if known := w.reported(); len(known) != 1 || known[0].Base == "" {
				return fmt.Errorf("reported %d times", len(known))
			}
			return nil
		})
		w.stop()
		w.platform.Close()
	})
}

func TestSignOutForgets(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}}, func(w *world) {
		if err := w.session.SignOut(context.Background()); err != nil {
			t.Fatal(err)
		}
		w.wantState(inbox.SignedOut)
		if s := w.snapshot(); len(s.Voicemails) != 0 || s.Known || s.Account != (inbox.Account{}) {
			t.Errorf("after signing out: %+v", s)
		}
		time.Sleep(time.Minute)
		if m, _ := w.store.Load(""); len(m.Voicemails) != 0 || m.Baseline {
			t.Errorf("the store still holds %+v", m)
		}
		if n := w.platform.State().Sessions; n != 0 {
			t.Errorf("%d sessions are left on the platform", n)
		}
	})
}

func TestLeavingIsTidy(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}}, func(w *world) {
		id := w.snapshot().Voicemails[0].ID
		if err := w.session.Delete(context.Background(), inbox.VoicemailItem, id, true); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		w.stop()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("leaving took %v", took)
		}
		if s := w.platform.State(); len(s.Voicemails) != 0 || s.Sessions != 0 || s.Sockets != 0 {
			t.Errorf("left behind: %d voicemails, %d sessions, %d sockets", len(s.Voicemails), s.Sessions, s.Sockets)
		}
	})
}

// As a computer is shut down, the network goes and the session ends at the same time.
func TestTheNetworkChangesWhileItLeaves(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Blackhole() // signing out hangs as long as it may
		w.network <- struct{}{}
		time.Sleep(100 * time.Millisecond)
		began := time.Now()
		w.stop()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("leaving took %v", took)
		}
	})
}

func TestSigningOutCarriesOutDeletions(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}}, func(w *world) {
		id := w.snapshot().Voicemails[0].ID
		if err := w.session.Delete(context.Background(), inbox.VoicemailItem, id, true); err != nil {
			t.Fatal(err)
		}
		if err := w.session.SignOut(context.Background()); err != nil {
			t.Fatal(err)
		}
		w.wait(2*time.Second, "deletion", func() error {
			if n := len(w.platform.State().Voicemails); n != 0 {
				return fmt.Errorf("%d voicemails are left", n)
			}
			return nil
		})
	})
}

func TestNotDeliveredIsAnnouncedSoonAfter(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.mu.Lock()
		w.refuse = func(inbox.Announce) error { return errNoDaemon }
		w.mu.Unlock()
		id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wantCounts(1, 0)
		w.mu.Lock()
		w.refuse = nil
		w.mu.Unlock()
		w.wait(6*time.Second, "announcement", func() error {
			if got := w.announced(); !slices.Equal(got, []string{"voicemail:" + id}) {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Add(istratest.Fault{Status: http.StatusServiceUnavailable, RetryAfter: "90"})
		w.platform.DropSockets()
		w.wantState(inbox.Offline)
		began := time.Now()
		w.network <- struct{}{} // does not undercut it
		time.Sleep(80 * time.Second)
		if c := w.snapshot().Connection; c.State != inbox.Offline || c.RetryAt.Sub(began) < 85*time.Second {
			t.Errorf("state %s, next attempt in %v", c.State, c.RetryAt.Sub(began))
		}
		w.platform.Faults().Clear()
		w.wantState(inbox.Online)
	})
}

func TestAHalfOpenLinkIsNoticed(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Blackhole()
		began := time.Now()
		w.wantState(inbox.Offline)
		if took := time.Since(began); took > 46*time.Second {
			t.Errorf("noticed after %v", took)
		}
		w.platform.Faults().Thaw()
		w.wantState(inbox.Online)
	})
}

func TestWakingChecksTheLink(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Blackhole()
		w.asleep.Add(int64(time.Hour))
		began := time.Now()
		w.wantState(inbox.Offline)
		// Ten seconds at most until the clocks are compared, and five for stream and counters; TLS takes
		// five more to say good-bye, but only to a pipe: a socket would buffer it.
		if took := time.Since(began); took > 21*time.Second {
			t.Errorf("noticed %v after waking", took)
		}
		w.platform.Faults().Thaw()
		w.wantState(inbox.Online)
	})
}

func TestTheNetworkComingBackIsUsedAtOnce(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Stop()
		w.wantState(inbox.Offline)
		time.Sleep(10 * time.Minute) // the backoff is at its longest
		if err := w.platform.Restart(); err != nil {
			t.Fatal(err)
		}
		w.network <- struct{}{}
		began := time.Now()
		w.wantState(inbox.Online)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("online after %v", took)
		}
	})
}

func TestSomebodyWhoAsksNeedNotWait(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Stop()
		w.wantState(inbox.Offline)
		time.Sleep(10 * time.Minute) // the backoff is at its longest
		w.network <- struct{}{}      // and was cut short once
		time.Sleep(time.Second)      // simulated: the attempt fails
		if err := w.platform.Restart(); err != nil {
			t.Fatal(err)
		}
		if err := w.session.Retry(context.Background()); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		w.wantState(inbox.Online)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("online after %v", took)
		}
	})
}

func TestAReminderSurvivesARestart(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		f := inbox.FollowUp{Caller: "anna", Number: "214", Done: time.Now(), Remind: time.Now().Add(time.Hour)}
		if err := w.session.SetFollowUp(context.Background(), f); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		w.stop()
		w.begin()
		w.resume()
		time.Sleep(59 * time.Minute)
		if got := w.announced(); len(got) != 0 {
			t.Errorf("reminded too early: %v", got)
		}
		time.Sleep(2 * time.Minute)
		if got := w.announced(); !slices.Equal(got, []string{"remind:anna"}) {
			t.Errorf("reminded: %v", got)
		}
	})
}

func TestAnAccountWithoutAMailboxHasItsCalls(t *testing.T) {
	for _, status := range []int{401, 403, 404, 405, 410, 501} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, istratest.Options{Calls: []istratest.Call{{RemoteLabel: "Tom",
				Incoming: true, Missed: true}}})
			w.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Status: status})
			w.begin()
			w.resume()
			w.wait(time.Second, "what is wrong with the mailbox", func() error {
				if s := w.snapshot(); s.Mailbox.Known || s.Mailbox.Problem.Message == "" || len(s.Calls) != 1 {
					return fmt.Errorf("%+v, %d calls", s.Mailbox, len(s.Calls))
				}
				return nil
			})
			w.wantState(inbox.Online)
			w.wantCounts(0, 1)
			if n := w.platform.Logins(); n != 1 {
				t.Errorf("%d: %d sign-ins", status, n)
			}
			w.stop()
			w.platform.Close()
		})
	}
}
