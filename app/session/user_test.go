package session_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/istraclient/istratest"
)

// userName is the person; the enterprise and the extension have keys of their own.
func TestWhoIsSignedIn(t *testing.T) {
	inWorld(t, istratest.Options{
		Name: "Eve Adams", Company: "Apples Ltd", Extension: "4711",
		Calls: []istratest.Call{{RemoteLabel: "Tom", Incoming: true}},
	}, func(w *world) {
		a := w.snapshot().Account
		if a.Name != "Eve Adams" || a.Company != "Apples Ltd" || a.Extension != "4711" ||
			a.Platform != (inbox.Platform{Version: "9.1", Build: "9.1.0-20160219"}) {
			t.Errorf("%+v", a)
		}
	})
}

func TestTextMessagesAreCountedOutsideTheBadge(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		for _, n := range []int{3, 0} {
			w.platform.SetTextMessages(n)
			w.wait(time.Second, "text messages", func() error {
				if c := w.snapshot().Counts; c.TextMessages != n || c.Badge() != 0 {
					return fmt.Errorf("%+v", c)
				}
				return nil
			})
		}
	})
}

// However a deployment writes things down: everything is listed, and what comes is announced.
func TestEveryDialectEndsInTheLists(t *testing.T) {
	for name, dialect := range map[string]istratest.Dialect{
		"capped":     {PageCap: 10},
		"one answer": {IgnorePaging: true},
		"empty":      {Empty: istratest.EmptyObject},
		"exponents":  {Times: istratest.TimesExponent},
		"unreadable": {Times: istratest.TimesUnreadable},
		"Latin-1":    {Charset: "ISO-8859-1"},
	} {
		t.Run(name, func(t *testing.T) {
			opts := istratest.Options{Voicemails: make([]istratest.Voicemail, 43), Calls: make([]istratest.Call, 43)}
			if dialect.Empty != "" {
				opts = istratest.Options{}
			}
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, opts)
				w.platform.Faults().Set(istratest.Quirks{Dialect: dialect})
				w.begin()
				w.resume()
				w.wantState(inbox.Online)
				if s := w.snapshot(); len(s.Voicemails) != len(opts.Voicemails) || len(s.Calls) != len(opts.Calls) {
					t.Errorf("%d voicemails, %d calls", len(s.Voicemails), len(s.Calls))
				}
				id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Jürgen Weiß"})
				call := w.platform.AddCall(istratest.Call{RemoteLabel: "Jürgen Weiß", Missed: true})
				w.wait(time.Minute, "announcements", func() error {
					got := fmt.Sprint(w.announced())
					if !strings.Contains(got, "voicemail:"+id) || !strings.Contains(got, "call:"+call) {
						return fmt.Errorf("announced %v", got)
					}
					return nil
				})
				for _, v := range w.snapshot().Voicemails {
					if v.ID == id && v.Label != "Jürgen Weiß" || time.Since(v.Time).Abs() > time.Hour {
						t.Errorf("%+v", v)
					}
				}
				w.stop()
				w.platform.Close()
			})
		})
	}
}

// The caller ID that is shown is the one the platform took.
func TestTheCallerIDThatWasTakenIsShown(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Set(istratest.Quirks{Dialect: istratest.Dialect{NeedsFields: true,
			TakenCallerID: "+33489879100"}})
		if err := w.session.SetCallerID(w.t.Context(), inbox.CallerID{Manual: true,
			Number: "+33489879144"}); err != nil {
			t.Fatal(err)
		}
		w.wait(time.Second, "caller ID", func() error {
			if got := w.snapshot().CallerID; got != (inbox.CallerID{Manual: true, Number: "+33489879100"}) {
				return fmt.Errorf("%+v", got)
			}
			return nil
		})
	})
}

// Without the user's phones the chosen one is called from, since its ID is all that a call needs; without that too the
// call fails, and says why.
func TestACallWithoutTheUser(t *testing.T) {
	for _, fault := range []istratest.Fault{{Status: 500}, {Status: 403}, {Hang: true},
		{Status: 200, Body: istratest.BodyGarbage}} {
		inWorld(t, istratest.Options{}, func(w *world) {
			w.stop()
			fault.Match = "v1/user/Info"
			w.platform.Faults().Add(fault)
			w.begin()
			w.resume()
			w.wantState(inbox.Online)
			var unknown *session.PhonesError
			if _, err := w.session.PlaceCall(w.t.Context(), "200", ""); !errors.As(err, &unknown) {
				t.Errorf("%+v: without any phone: %v", fault, err)
			}
			if err := w.session.ChoosePhone(w.t.Context(), w.platform.Terminals()[0].ID); err != nil {
				t.Fatal(err)
			}
			if _, err := w.session.PlaceCall(w.t.Context(), "200", ""); err != nil ||
				len(w.platform.PlacedCalls()) != 1 {
				t.Errorf("%+v: from the chosen phone: %v", fault, err)
			}
		})
	}
}
