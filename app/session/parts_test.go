package session_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// brokenLists are ways in which one list fails while the rest of the platform is well.
var brokenLists = map[string]istratest.Fault{
	"500":          {Status: http.StatusInternalServerError},
	"503":          {Status: http.StatusServiceUnavailable, Body: istratest.BodyHTML},
	"503 for long": {Status: http.StatusServiceUnavailable, RetryAfter: "3600"},
	"garbage":      {Status: http.StatusOK, Body: istratest.BodyGarbage},
	"a page":       {Status: http.StatusOK, Body: istratest.BodyHTML},
	"cut":          {CutAfter: 20},
	"401":          {Status: http.StatusUnauthorized},
	"403":          {Status: http.StatusForbidden},
	"404":          {Status: http.StatusNotFound},
	"hangs":        {Hang: true},
	"drops":        {Drop: true},
}

func TestOneListThatFailsStopsNothingElse(t *testing.T) {
	for name, fault := range brokenLists {
		for _, match := range []string{"v1/logs/Voicemail", "v1/logs/Phone"} {
			t.Run(name+" "+match, func(t *testing.T) {
				inWorld(t, istratest.Options{
					Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}},
					Calls:      []istratest.Call{{RemoteLabel: "Old", Incoming: true, Missed: true}},
				}, func(w *world) {
					fault.Match, fault.Method = match, http.MethodGet
					w.platform.Faults().Add(fault)
					oneListFails(w, match == "v1/logs/Phone")
				})
			})
		}
	}
}

func oneListFails(w *world, history bool) {
	w.t.Helper()
	began := time.Now()
	voicemail := "voicemail:" + w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
	call := "call:" + w.platform.AddCall(istratest.Call{RemoteLabel: "Tom", Incoming: true, Missed: true})
	w.wait(time.Second, "announcement", func() error {
		if got := w.announced(); len(got) != 1 || history != (got[0] == voicemail) {
			return fmt.Errorf("announced %v", got)
		}
		return nil
	})
	time.Sleep(10 * time.Minute)
	s := w.snapshot()
	broken, well := s.Mailbox, s.History
	if history {
		broken, well = well, broken
	}
	if !broken.Known || broken.Problem.Message == "" || broken.Since.Sub(began) > time.Minute ||
		well != (inbox.ListState{Known: true}) {
		w.t.Errorf("after ten minutes: %+v %+v", broken, well)
	}
	if len(s.Voicemails) == 0 || len(s.Calls) == 0 {
		w.t.Errorf("%d voicemails, %d calls: what was known is gone", len(s.Voicemails), len(s.Calls))
	}
	if _, err := w.session.PlaceCall(context.Background(), "200", ""); err != nil {
		w.t.Error(err)
	}
	w.platform.Faults().Clear()
	w.wait(time.Hour+6*time.Minute, "the rest", func() error {
		got := w.announced()
		slices.Sort(got)
		if !slices.Equal(got, []string{call, voicemail}) {
			return fmt.Errorf("announced %v", got)
		}
		return nil
	})
	s = w.snapshot()
	if s.Mailbox != (inbox.ListState{Known: true}) || s.History != (inbox.ListState{Known: true}) {
		w.t.Errorf("afterwards: %+v %+v", s.Mailbox, s.History)
	}
	if slices.Contains(w.passed(), inbox.Offline) || w.platform.Logins() != 1 {
		w.t.Errorf("states %v, %d sign-ins", w.passed(), w.platform.Logins())
	}
}

// A list that can't be read at the first sign-in is history, not news, when it can.
func TestTheFirstReadingOfAListIsNoNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, istratest.Options{
			Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}, {RemoteLabel: "Old"}},
			Calls:      []istratest.Call{{RemoteLabel: "Old", Incoming: true, Missed: true}},
		})
		w.platform.Faults().Add(istratest.Fault{Match: "v1/logs/Voicemail", Status: http.StatusInternalServerError})
		w.begin()
		w.resume()
		w.wantState(inbox.Online)
		call := w.platform.AddCall(istratest.Call{RemoteLabel: "Tom", Incoming: true, Missed: true})
		time.Sleep(time.Minute)
		w.stop() // what is not known yet must not be forgotten
		w.begin()
		w.resume()
		w.wantState(inbox.Online)
		w.platform.Faults().Clear()
		w.wait(6*time.Minute, "the mailbox", func() error {
			if n := len(w.snapshot().Voicemails); n != 2 {
				return fmt.Errorf("%d voicemails", n)
			}
			return nil
		})
		voicemail := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		time.Sleep(time.Minute)
		if got := w.announced(); !slices.Equal(got, []string{"call:" + call, "voicemail:" + voicemail}) {
			t.Errorf("announced %v", got)
		}
		w.stop()
		w.platform.Close()
	})
}

func TestWithoutTheUserEverythingElseWorks(t *testing.T) {
	for _, fault := range []istratest.Fault{{Status: 500}, {Status: 403}, {Hang: true},
		{Status: 200, Body: istratest.BodyGarbage}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}}})
			fault.Match = "v1/user/Info"
			w.begin()
			w.resume()
			w.wantState(inbox.Online)
			w.stop()
			w.platform.Faults().Add(fault)
			w.begin()
			began := time.Now()
			w.resume() // with the address that was found
			w.wantState(inbox.Online)
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("online after %v", took)
			}
			w.wantPush(true)
			w.wantCounts(1, 0)
			time.Sleep(5 * time.Minute)
			w.platform.Faults().Clear()
			w.wait(10*time.Minute, "the user", func() error {
				if len(w.snapshot().Phones) == 0 {
					return fmt.Errorf("no phones yet")
				}
				return nil
			})
			if n := w.platform.Logins(); n != 2 || slices.Contains(w.passed(), inbox.Offline) {
				t.Errorf("%d sign-ins, states %v", n, w.passed())
			}
			w.stop()
			w.platform.Close()
		})
	}
}
