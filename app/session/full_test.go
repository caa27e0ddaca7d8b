package session_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/session"
)

// forgetful is a store whose disk is full for a while.
type forgetful struct {
	*memoryStore
	full atomic.Bool
}

func (f *forgetful) SetMissedSeen(account string, until time.Time) error {
	if f.full.Load() {
		return errors.New("the disk is full")
	}
	return f.memoryStore.SetMissedSeen(account, until)
}

func (f *forgetful) Remember(account string, r inbox.Remember) error {
	if f.full.Load() {
		return errors.New("the disk is full")
	}
	return f.memoryStore.Remember(account, r)
}

// What was announced while the disk was full is not announced again after a restart.
func TestMarksAreSavedWhenThereIsRoomAgain(t *testing.T) {
	synctest.Test(t, marksAreSavedWhenThereIsRoomAgain)
}

func marksAreSavedWhenThereIsRoomAgain(t *testing.T) {
	anna := direct()
	store := &forgetful{memoryStore: newMemoryStore()}
	platforms := map[string]*scripted{"anna": {visit: visit{anna}}}
	configure := func(_ *world, cfg *session.Config) { cfg.Store = store }
	store.full.Store(true) // from the first reading on
	inAccounts(t, platforms, configure, func(w *world) {
		w.wantState(inbox.Online)
		anna.arrive(true)
		time.Sleep(time.Minute)
		store.full.Store(false)
		anna.arrive(true)
		time.Sleep(time.Minute)
		if got := len(w.announced()); got != 2 {
			t.Errorf("%d announced, want 2", got)
		}
	})
	anna.arrive(true)
	inAccounts(t, platforms, configure, func(w *world) {
		w.wantState(inbox.Online)
		time.Sleep(time.Minute)
		if got := len(w.announced()); got != 1 {
			t.Errorf("%d announced after a restart, want the one that came meanwhile", got)
		}
	})
}

// A notification that is on its way to the screen at the end, and marks for which there is room only then, are saved.
func TestMarksAreSavedAtTheEnd(t *testing.T) {
	synctest.Test(t, marksAreSavedAtTheEnd)
}

func marksAreSavedAtTheEnd(t *testing.T) {
	for what, roomAt := range map[string]time.Duration{"on its way": 0, "room at the end": time.Minute} {
		anna := direct()
		store := &forgetful{memoryStore: newMemoryStore()}
		slow := func(w *world, cfg *session.Config) {
			cfg.Store = store
			cfg.Announce = func(ctx context.Context, a inbox.Announce) (bool, error) {
				hidden, err := w.announce(ctx, a)
				select {
				case <-time.After(200 * time.Millisecond): // the daemon's answer
				case <-ctx.Done():
					err = ctx.Err()
				}
				return hidden, err
			}
		}
		platforms := map[string]*scripted{"anna": {visit: visit{anna}}}
		inAccounts(t, platforms, slow, func(w *world) {
			w.wantState(inbox.Online)
			time.Sleep(time.Minute)
			store.full.Store(roomAt > 0)
			anna.arrive(true)
			w.wait(time.Minute, "it is announced", func() error {
				if len(w.announced()) == 0 {
					return errors.New("not yet")
				}
				return nil
			})
			time.Sleep(roomAt)
			store.full.Store(false)
		})
		inAccounts(t, platforms, slow, func(w *world) {
			w.wantState(inbox.Online)
			time.Sleep(time.Minute)
			if got := w.announced(); len(got) != 0 {
				t.Errorf("%s: announced again after a restart: %v", what, got)
			}
		})
	}
}

func TestALookIsSavedWhenThereIsRoomAgain(t *testing.T) {
	synctest.Test(t, aLookIsSavedWhenThereIsRoomAgain)
}

func aLookIsSavedWhenThereIsRoomAgain(t *testing.T) {
	anna := direct()
	anna.arrive(false)
	store := &forgetful{memoryStore: newMemoryStore()}
	inAccounts(t, map[string]*scripted{"anna": {visit: visit{anna}}},
		func(_ *world, cfg *session.Config) { cfg.Store = store }, func(w *world) {
			w.wantState(inbox.Online)
			called := w.snapshot().Calls[0].Time
			store.full.Store(true)
			for _, until := range []time.Time{called, called.Add(-time.Hour)} { // an older look takes nothing back
				if err := w.session.MissedSeen(t.Context(), until); err != nil {
					t.Fatal(err)
				}
				synctest.Wait()
			}
			store.full.Store(false)
			anna.arrive(true)
			time.Sleep(time.Minute)
			if m, _ := store.Load(""); !m.MissedSeen.Equal(called) {
				t.Errorf("saved %v, want %v", m.MissedSeen, called)
			}
		})
}
