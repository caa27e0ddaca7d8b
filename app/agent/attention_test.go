package agent

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/seat"
)

func TestAttention(t *testing.T) {
	vip := inbox.Announce{Call: &inbox.Call{Caller: inbox.Caller{VIP: true}}}
	call := inbox.Announce{Call: &inbox.Call{}}
	for name, c := range map[string]struct {
		now                      seat.Attention
		hide                     bool
		hides, holds, holdsAVIPs bool
	}{
		"somebody is there":      {seat.Attention{}, true, false, false, false},
		"locked":                 {seat.Attention{Locked: true}, true, true, false, false},
		"locked, not to be hid":  {seat.Attention{Locked: true}, false, false, false, false},
		"do not disturb":         {seat.Attention{DoNotDisturb: true}, true, false, true, false},
		"both, not to be hidden": {seat.Attention{Locked: true, DoNotDisturb: true}, false, false, true, false},
	} {
		var a attention
		told := a.change(func() { a.now, a.hide = c.now, c.hide })
		if a.hides() != c.hides || a.holds(call) != c.holds || a.holds(vip) != c.holdsAVIPs {
			t.Errorf("%s: hides %v, holds %v, a VIP's %v", name, a.hides(), a.holds(call), a.holds(vip))
		}
		if want := (inbox.AttentionChanged{Locked: c.hides, DoNotDisturb: c.now.DoNotDisturb}); told != want {
			t.Errorf("%s: told %+v", name, told)
		}
	}
}

func TestTheFirstNotificationWaitsForTheLockToBeKnownButNotForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := attention{known: make(chan struct{})}
		began := time.Now()
		a.await(t.Context())
		if waited := time.Since(began); waited != knownWithin {
			t.Errorf("it waited %v", waited)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		a.await(ctx)
		close(a.known)
		began = time.Now()
		a.await(t.Context())
		if waited := time.Since(began); waited != 0 {
			t.Errorf("it waited %v for what is known", waited)
		}
	})
}

func TestANameIsKeptUntilPeopleChange(t *testing.T) {
	var c nameCache
	asked, name := 0, "Anna"
	find := func(string) (string, bool) { asked++; return name, name != "" }
	for range 3 {
		c.of("1", find)
	}
	c.forget()
	name = ""
	for range 2 {
		if got := c.of("1", find); got != "" {
			t.Errorf("%q", got)
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
}
