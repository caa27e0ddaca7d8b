package session_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// noPush are ways in which a deployment, or something on the way to it, refuses push.
var noPush = map[string]istratest.Fault{
	"upgrade: a page":     {Match: "ws-service", Status: 200, Body: istratest.BodyHTML},
	"upgrade: 400":        {Match: "ws-service", Status: 400},
	"upgrade: 401":        {Match: "ws-service", Status: 401},
	"upgrade: 403":        {Match: "ws-service", Status: 403, Body: istratest.BodyHTML},
	"upgrade: 404":        {Match: "ws-service", Status: 404},
	"upgrade: 426":        {Match: "ws-service", Status: 426, Body: istratest.BodyEmpty},
	"upgrade: 502":        {Match: "ws-service", Status: 502, Body: istratest.BodyHTML},
	"upgrade: redirect":   {Match: "ws-service", Location: "/elsewhere"},
	"upgrade: hangs":      {Match: "ws-service", Hang: true},
	"upgrade: reset":      {Match: "ws-service", Drop: true},
	"listener: 401":       {Match: "v1/service/EventListener", Status: 401},
	"listener: 403":       {Match: "v1/service/EventListener", Status: 403},
	"listener: 404":       {Match: "v1/service/EventListener", Status: 404},
	"listener: 500":       {Match: "v1/service/EventListener", Status: 500},
	"listener: hangs":     {Match: "v1/service/EventListener", Hang: true},
	"counters: 500":       {Match: "v1/logs/Notifications", Status: 500},
	"counters: 404":       {Match: "v1/logs/Notifications", Status: 404},
	"counters: hang":      {Match: "v1/logs/Notifications", Hang: true},
	"counters: of no use": {Match: "v1/logs/Notifications", Status: 200, Body: istratest.BodyGarbage},
}

// Push is a convenience: without it everything works, a little later.
func TestWithoutPushEverythingWorks(t *testing.T) {
	for name, fault := range noPush {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}}})
				w.platform.Faults().Add(fault)
				w.begin()
				began := time.Now()
				w.resume()
				w.wantState(inbox.Online)
				if took := time.Since(began); took > 10*time.Second {
					t.Errorf("online after %v", took)
				}
				everythingWorks(w)
				w.platform.Faults().Clear()
				w.wantPush(true)
				w.stop()
				w.platform.Close()
			})
		})
	}
}

func everythingWorks(w *world) {
	w.t.Helper()
	old := w.snapshot().Voicemails[0].ID
	if err := w.session.SetRead(context.Background(), old, true); err != nil {
		w.t.Error(err)
	}
	if _, err := w.session.PlaceCall(context.Background(), "200", ""); err != nil {
		w.t.Error(err)
	}
	for range 3 {
		before := len(w.announced())
		w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.platform.AddCall(istratest.Call{RemoteLabel: "Tom", Incoming: true, Missed: true})
		w.wait(65*time.Second, "announcements", func() error {
			if n := len(w.announced()) - before; n != 2 {
				return fmt.Errorf("%d new items announced", n)
			}
			return nil
		})
	}
	w.wantCounts(3, 3)
	time.Sleep(10 * time.Minute)
	c := w.snapshot().Connection
	if c.State != inbox.Online || c.Push || !c.Polling {
		w.t.Errorf("after ten minutes: %+v", c)
	}
	if n := w.platform.Logins(); n > 2 {
		w.t.Errorf("%d sign-ins", n)
	}
}

// Where one message is read elsewhere while another arrives, no counter moves. The new one is announced all the same.
func TestWithoutPushAChangeBehindTheCountersIsFound(t *testing.T) {
	inWorld(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Old"}}}, func(w *world) {
		w.platform.Faults().Add(istratest.Fault{Match: "ws-service", Status: http.StatusNotFound})
		w.platform.DropSockets()
		w.wantPush(false)
		for range 3 {
			old, before := w.snapshot().Voicemails[0].ID, len(w.announced())
			w.platform.Together(func() {
				w.platform.SetRead(old, true)
				w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
			})
			w.wait(65*time.Second, "the new message is announced", func() error {
				if n := len(w.announced()) - before; n != 1 {
					return fmt.Errorf("%d announced", n)
				}
				return nil
			})
			w.wantCounts(1, 0)
		}
	})
}

// An answered call is in no counter. It is found all the same.
func TestWithoutPushTheListsAreReadNowAndThen(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.platform.Faults().Add(istratest.Fault{Match: "ws-service", Status: http.StatusNotFound})
		w.platform.DropSockets()
		w.platform.AddCall(istratest.Call{RemoteLabel: "Tom", Incoming: true, Talk: time.Minute})
		w.wait(7*time.Minute, "the call is in the history", func() error {
			if n := len(w.snapshot().Calls); n != 1 {
				return fmt.Errorf("%d calls", n)
			}
			return nil
		})
	})
}

// A stream that was lost is no outage as long as the platform answers.
func TestALostStreamIsNoOutage(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		for range 5 {
			w.platform.DropSockets()
			w.wantPush(false)
			w.wantPush(true)
			time.Sleep(time.Minute)
		}
		for _, state := range w.passed() {
			if state == inbox.Offline {
				t.Errorf("states %v", w.passed())
			}
		}
		if n := w.platform.Logins(); n != 1 {
			t.Errorf("%d sign-ins", n)
		}
	})
}

// A session can end while the websocket stays open: then nothing is pushed any more.
func TestADeadSessionIsNoticed(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.wantPush(true)
		w.platform.Faults().Set(istratest.Quirks{LostFrames: true})
		for _, match := range []string{"v1/logs/Notifications", "v1/logs/Voicemail", "v1/logs/Phone", "v1/user/Info"} {
			w.platform.Faults().Add(istratest.Fault{Match: match, Status: http.StatusUnauthorized, Times: 1})
		}
		id := w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
		w.wait(6*time.Minute, "announcement", func() error {
			if got := w.announced(); len(got) != 1 || got[0] != "voicemail:"+id {
				return fmt.Errorf("announced %v", got)
			}
			return nil
		})
		if n := w.platform.Logins(); n != 2 {
			t.Errorf("%d sign-ins, want the first one and another", n)
		}
	})
}

// A stream that falls silent is replaced, and no outage, while the rest answers.
func TestASilentStreamIsNoOutage(t *testing.T) {
	inWorld(t, istratest.Options{}, func(w *world) {
		w.wantPush(true)
		before := len(w.passed())
		w.platform.Faults().SilenceSockets()
		time.Sleep(2 * time.Minute)
		w.wantPush(true)
		if states := w.passed()[before:]; len(states) != 0 {
			t.Errorf("states %v", states)
		}
	})
}
