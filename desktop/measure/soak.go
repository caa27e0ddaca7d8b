package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
)

const (
	windowEvery = 18 * time.Second // a window is opened and closed: a hundred times in half an hour
	keep        = 60               // voicemails and calls stay on the platform, each
	seldom      = 30               // things happen between two troubles, on average, once each has been met
	often       = 3                // before that
	rounds      = 2                // of all troubles at least, the first of them before the agent is looked at
)

// soakRun is an agent in trouble.
type soakRun struct {
	*bench
	rand    *rand.Rand
	agent   *rig.Process
	client  *control.Client
	tray    *rig.TrayItem
	ledger  *ledger
	lived   time.Duration // so far
	windows int           // opened and closed so far
	deck    deck
	met     map[string]int // troubles so far
	trouble *trouble       // the one that lasts; nil: none
	over    time.Time      // when it ends
	proxy   *proxy
	hung    chan struct{} // closed when a hanging notification daemon is killed; nil: none hangs
}

// soak lets the agent live through troubles in a random order: all of them briefly while it warms up, and again, so
// that it takes ten minutes at least. Nothing may be lost or announced twice, it must not grow, and no process is left.
func soak(b *bench) {
	fmt.Printf("%v of trouble; again with -seed %d\n", b.soak, b.seed)
	way := startProxy(b)
	agent := b.signIn("HTTPS_PROXY=" + way.url())
	random := rand.New(rand.NewPCG(b.seed, 0))
	s := &soakRun{bench: b, rand: random, agent: agent, proxy: way, deck: deck{rand: random}, met: map[string]int{},
		ledger: newLedger(b.desk.Notifications()), tray: b.desk.WaitTray("istratray", patience)}
	s.client = control.NewClient(filepath.Join(b.desk.Getenv("XDG_RUNTIME_DIR"), "istratray-default.sock"))
	s.live(b.soak/6, 1) // it warms up
	warm, warmed := s.rested(), s.lived
	s.live(b.soak, rounds)
	end := s.rested()
	s.checkBadge()
	goroutines := s.goroutines()
	s.client.Close()
	s.quit(s.agent)
	s.report(warm, end, warmed)
	s.judge(warm, end, goroutines)
}

// live has things happen until the run has lasted for so long and all troubles have been met so often.
func (s *soakRun) live(until time.Duration, rounds int) {
	began := time.Now().Add(-s.lived)
	for ; s.lived < until || !s.deck.done(rounds); s.lived = time.Since(began) {
		if time.Duration(s.windows)*windowEvery < s.lived {
			s.window()
		} else {
			s.happen()
		}
	}
}

// happen is one event, a change of troubles perhaps, and a pause.
func (s *soakRun) happen() {
	apart := often
	if s.deck.done(rounds) {
		apart = seldom
	}
	switch {
	case s.trouble == nil && s.rand.IntN(apart) == 0:
		s.begin()
	case s.trouble != nil && time.Now().After(s.over):
		s.heal()
	}
	s.event()
	rig.Rest(s, time.Duration(100+s.rand.IntN(1400))*time.Millisecond)
}

// event is something that happens to an item: on the platform, on the user's phone, or here.
func (s *soakRun) event() {
	voicemail := s.rand.IntN(2) == 0
	var one *item
	if here := s.ledger.here(voicemail); len(here) > 0 {
		one = here[s.rand.IntN(len(here))]
		if len(here) > keep {
			s.remove(here[0])
		}
	}
	ctx, cancel := context.WithTimeout(s.Context(), time.Second)
	defer cancel()
	switch kind := s.rand.IntN(12); {
	case kind < 6:
		if len(s.ledger.waiting()) < most {
			s.ledger.arrive(s.platform, voicemail)
		}
	case kind == 6:
		s.burst()
	case one == nil:
	case kind == 7:
		s.platform.SetRead(one.id, true)
	case kind == 8:
		s.platform.SetRead(one.id, false) // is no news
	case kind == 9:
		s.remove(one)
	case kind == 10: // the agent may be offline, and refuse
		_ = s.client.SetRead(ctx, one.id, s.rand.IntN(2) == 0)
	case kind == 11:
		_ = s.client.Delete(ctx, one.kind(), one.id, true)
	}
}

// remove deletes an item on the user's phone.
func (s *soakRun) remove(i *item) {
	if i.voicemail {
		s.platform.DeleteVoicemail(i.id)
	} else {
		s.platform.DeleteCall(i.id)
	}
	i.id = ""
}

// online waits for the agent, which tries once a minute or so after much trouble.
func (s *soakRun) online() {
	rig.Eventually(s, 6*patience, "the agent is online", func() error {
		status, err := s.client.Status(s.Context())
		if err == nil && status.State != inbox.Online {
			err = errors.New(status.Problem)
		}
		return err
	})
}

// burst has many items arrive at once, when nothing is in the way of their summary.
func (s *soakRun) burst() {
	status, err := s.client.Status(s.Context())
	if err != nil || status.State != inbox.Online || s.trouble != nil || len(s.ledger.waiting()) > 0 {
		return
	}
	s.platform.Together(func() {
		for range most + 1 + s.rand.IntN(5) {
			s.ledger.arrive(s.platform, s.rand.IntN(2) == 0)
		}
	})
	s.ledger.settle(s, true)
}

// window opens the window and closes it. Every tenth is asked for while its process ends: it comes again.
func (s *soakRun) window() {
	s.tray.Activate()
	s.look().Close()
	if s.windows++; s.windows%10 == 0 {
		s.desk.WaitNoWindow("Istra Tray", patience)
		s.desk.Run(s.program, "show")
		s.look().Close()
	}
	rig.Eventually(s, patience, "no process of the window is left", func() error {
		if left := s.agent.Children(); len(left) > 0 {
			return fmt.Errorf("there is %v", left)
		}
		return nil
	})
}

// look waits for the window, and lets things happen beside it.
func (s *soakRun) look() *rig.Window {
	window := s.desk.WaitWindow("Istra Tray", patience)
	for range s.rand.IntN(4) {
		s.happen()
	}
	return window
}

// checkBadge compares the agent's numbers with the platform's.
func (s *soakRun) checkBadge() {
	want := s.platform.Counters()
	rig.Eventually(s, patience, "the badge is exact", func() error {
		status, err := s.client.Status(s.Context())
		if err == nil && (status.UnreadVoicemails != want.Voicemails || status.MissedCalls != want.MissedCalls) {
			err = fmt.Errorf("%d voicemails and %d missed calls, on the platform %+v", status.UnreadVoicemails,
				status.MissedCalls, want)
		}
		return err
	})
}

func (i *item) kind() inbox.ItemKind {
	if i.voicemail {
		return inbox.VoicemailItem
	}
	return inbox.CallItem
}
