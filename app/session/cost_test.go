package session_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient/istratest"
)

// A push is announced after the end has been read where the newest items are, however long the lists are and
// whichever way they are sorted, also where that shows badly.
func TestAPushReadsTheEndThatHasChanged(t *testing.T) {
	for name, quirks := range map[string]istratest.Quirks{
		"newest first":              {},
		"oldest first":              {OldestFirst: true},
		"newest first, small pages": {Dialect: istratest.Dialect{PageCap: 20}},
		"oldest first, small pages": {Dialect: istratest.Dialect{PageCap: 20}, OldestFirst: true},
		"oldest first, a total":     {GrandTotal: true, OldestFirst: true},
		"newest first, roughly":     {OutOfPlace: true},
		"oldest first, roughly":     {OldestFirst: true, OutOfPlace: true},
		"newest first, no times":    {Dialect: istratest.Dialect{Times: istratest.TimesUnreadable}},
		"oldest first, no times":    {Dialect: istratest.Dialect{Times: istratest.TimesUnreadable}, OldestFirst: true},
	} {
		t.Run(name, func(t *testing.T) { testPushes(t, quirks) })
	}
}

func testPushes(t *testing.T, quirks istratest.Quirks) {
	inWorld(t, longLists(), func(w *world) {
		w.platform.Faults().Set(quirks)
		w.restart()
		w.wantPush(true)
		time.Sleep(2 * time.Minute) // for what is read on at the start
		w.platform.Faults().Add(istratest.Fault{Delay: 50 * time.Millisecond})
		for range 3 {
			time.Sleep(10 * time.Second)
			w.arrivesCheaply()
		}
	})
}

const long = 600

func longLists() istratest.Options {
	opts := istratest.Options{KeepRequests: 10_000}
	now := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // when a bubble begins
	for i := range long {
		at := now.Add(time.Duration(i-long) * time.Hour)
		opts.Voicemails = append(opts.Voicemails, istratest.Voicemail{RemoteLabel: "Old", Time: at, Read: i%3 == 0})
		opts.Calls = append(opts.Calls, istratest.Call{RemoteLabel: "Old", Time: at, Incoming: true})
	}
	return opts
}

func (w *world) arrivesCheaply() {
	w.t.Helper()
	requests, began := len(w.platform.Requests()), time.Now()
	key := "voicemail:" + w.platform.AddVoicemail(istratest.Voicemail{RemoteLabel: "Anna"})
	w.wait(2*time.Second, "announcement", func() error {
		if got := w.announced(); len(got) == 0 || got[len(got)-1] != key {
			return fmt.Errorf("announced %v", got)
		}
		return nil
	})
	if took := time.Since(began); took > 500*time.Millisecond {
		w.t.Errorf("announced after %v", took)
	}
	time.Sleep(8 * time.Second)
	if n := len(w.platform.Requests()) - requests; n > 6 {
		w.t.Errorf("%d requests", n)
	}
}

func (w *world) restart() {
	w.t.Helper()
	w.stop()
	w.begin()
	w.resume()
	w.wantState(inbox.Online)
}

// What we change ourselves is known: it is not read again.
func TestOwnActionsAreNotReadAgain(t *testing.T) {
	inWorld(t, longLists(), func(w *world) {
		w.wantPush(true)
		time.Sleep(2 * time.Minute)
		requests := len(w.platform.Requests())
		for _, v := range w.snapshot().Voicemails[1:3] {
			if err := w.session.SetRead(context.Background(), v.ID, !v.Read); err != nil {
				t.Fatal(err)
			}
			time.Sleep(5 * time.Second)
		}
		if err := w.session.Delete(context.Background(), inbox.VoicemailItem, w.snapshot().Voicemails[3].ID,
			false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if n := len(w.platform.Requests()) - requests; n > 4 {
			t.Errorf("%d requests for three actions", n)
		}
		unread := 0
		for _, v := range w.platform.State().Voicemails {
			if !v.Read {
				unread++
			}
		}
		w.wantCounts(unread, 0)
	})
}

// What is changed elsewhere, far down in a long list, is found by the counters, or in time.
func TestChangesElsewhereAreFoundInALongList(t *testing.T) {
	inWorld(t, longLists(), func(w *world) {
		w.wantPush(true)
		time.Sleep(2 * time.Minute)
		list := w.snapshot().Voicemails
		changed, removed := list[long-500].ID, list[long-300].ID
		w.platform.SetRead(changed, !list[long-500].Read)
		w.wait(10*time.Second, "the mark", func() error {
			if v := w.snapshot().Voicemails[long-500]; v.Read == list[long-500].Read {
				return fmt.Errorf("%s is as it was", v.ID)
			}
			return nil
		})
		w.platform.DeleteVoicemail(removed)
		w.platform.DeleteCall(w.snapshot().Calls[long-300].ID)
		w.wait(7*time.Hour, "the deletions", func() error {
			if s := w.snapshot(); len(s.Voicemails) != long-1 || len(s.Calls) != long-1 {
				return fmt.Errorf("%d voicemails, %d calls", len(s.Voicemails), len(s.Calls))
			}
			return nil
		})
	})
}
