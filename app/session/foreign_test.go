package session_test

import (
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// A portal answers with a certificate of its own. For an account that was online before this passes.
func TestAForeignCertificateIsAnOutage(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		portal := newWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Mallory"}}})
		for _, restart := range []bool{false, true} {
			w.divert(portal.pipe.Dial)
			w.platform.DropConnections()
			if restart {
				w.stop()
				w.begin()
				w.resume()
			}
			w.wantState(inbox.Offline)
			began := time.Now()
			for time.Since(began) < 10*time.Minute {
				if c := w.snapshot().Connection; c.State == inbox.NeedsSignIn || c.State == inbox.Online ||
					c.Problem.Message == "" {
					t.Fatalf("behind a portal: %+v", c)
				}
				time.Sleep(time.Second)
			}
			w.divert(nil)
			w.wantState(inbox.Online)
		}
		if n := len(portal.platform.Requests()); n != 0 {
			t.Errorf("%d requests went to the portal", n)
		}
		portal.platform.Close()
	})
}

// At a first sign-in a person has to judge.
func TestAForeignCertificateIsAskedAboutAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{})
		w.begin()
		c := w.credentials()
		c.CAPEM = ""
		if err := w.session.Resume(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		w.wantState(inbox.NeedsSignIn)
		if p := w.snapshot().Connection.Problem; p.Code != inbox.UnknownKey || p.Detail == "" {
			t.Errorf("asked about %+v", p)
		}
		w.stop()
		w.platform.Close()
	})
}

// The phone system has suspended the account, or has another password: that needs a person, outage or not.
func TestARefusalOfTheAPIIsFinal(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.SetPassword("7777")
		w.platform.ExpireSessions()
		w.wantState(inbox.NeedsSignIn)
		if p := w.snapshot().Connection.Problem; p.Code != inbox.WrongPassword {
			t.Errorf("problem %+v", p)
		}
		time.Sleep(time.Hour)
		if n := w.platform.Logins(); n != 2 {
			t.Errorf("%d sign-ins, want the first one and the one that was refused", n)
		}
	})
}
