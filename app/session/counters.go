package session

import (
	"context"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

const (
	// Without push the counters are asked for every 30 to 60 s.
	pollMin, pollMax = 30 * time.Second, 60 * time.Second
	// With push, every 2 to 5 minutes: a session can end, and frames can be lost, while the websocket stays open.
	verifyMin, verifyMax = 2 * time.Minute, 5 * time.Minute
	// listsEvery is how often the lists are read though no counter moved: an answered call counts nowhere.
	listsEvery = 5 * time.Minute

	// checkLimit bounds a question for the counters, suspicious one where the link has probably gone.
	checkLimit = 25 * time.Second
	suspicious = 5 * time.Second
)

// counting is what is known of the platform's counters.
type counting struct {
	health
	asking   bool
	timer    int // grows with each poll that is planned; an older timer counts no more
	readings int // grows with each count applied: an answer that was asked for before is stale
	last     istraclient.Counters
	known    bool // last holds something
}

// source says where counters come from.
type source int

const (
	subscribed source = iota // a stream that has just come up: what came before was not pushed
	frame                    // a push: something has changed
	poll                     // a question
)

// check asks for the counters. It also reports whether the session and the platform are still there.
func (s *Session) check(limit time.Duration) {
	if !s.up() || s.counters.asking {
		return
	}
	s.counters.asking = true
	number, readings, changes := s.link.number, s.counters.readings, s.changes
	ctx, cancel := context.WithTimeout(s.link.ctx, limit)
	platform := s.link.platform
	var counters istraclient.Counters
	s.work("read the counters", func() (err error) {
		defer cancel()
		counters, err = platform.GetCounters(ctx)
		return err
	}, func(err error) {
		s.counters.asking = false
		if number != s.link.number {
			s.check(checkLimit)
			return
		}
		if err == nil && (readings != s.counters.readings || changes != s.changes) {
			s.counters.well() // older than a frame or than a change of ours: it only shows that all is well
		} else {
			s.checked(counters, err)
		}
		s.settle()
		s.pollLater()
	})
}

func (s *Session) checked(counters istraclient.Counters, err error) {
	if err == nil {
		s.counters.well()
		s.counted(counters, poll)
		return
	}
	if s.refused(err) {
		return
	}
	s.cfg.Logger.Warn("reading the counters", "err", err)
	s.counters.ill(err)
	if s.allSilent() {
		s.goOffline(err)
		return
	}
	s.apply(inbox.CountersFailed{})
	s.readAll() // the lists show what there is, and whether only the counters fail
}

// pollLater plans the next question for the counters.
func (s *Session) pollLater() {
	if !s.up() {
		return
	}
	shortest, longest := pollMin, pollMax
	if s.push.state == answers {
		shortest, longest = verifyMin, verifyMax
	}
	s.counters.timer++
	link, timer := s.link.number, s.counters.timer
	wait := shortest + time.Duration(float64(longest-shortest)*s.cfg.Jitter())
	s.after(wait, func() {
		if link == s.link.number && timer == s.counters.timer {
			s.poll()
		}
	})
}

// poll asks for the counters, and reads the lists whose time has come.
func (s *Session) poll() {
	s.check(checkLimit)
	for _, l := range s.lists {
		if l.due() {
			s.read(l)
		}
	}
}

// counted takes the platform's counters, and reads the lists in which something has changed.
func (s *Session) counted(c istraclient.Counters, from source) {
	old, known, echo := s.counters.last, s.counters.known, s.echoes(c)
	s.counters.readings++
	s.counters.last, s.counters.known = c, true
	s.apply(countersOf(c))
	if !known || echo {
		return // the lists are being read, or have the change already
	}
	s.mailbox().expect(c.Voicemails > old.Voicemails)
	s.history().expect(c.MissedCalls > old.MissedCalls)
	mailbox, history := c.Voicemails != old.Voicemails, c.MissedCalls != old.MissedCalls
	switch {
	case mailbox && !history:
		s.readFirst(s.mailbox(), s.history())
	case history && !mailbox:
		s.readFirst(s.history(), s.mailbox())
	case from != poll || mailbox:
		s.readAll()
	case s.push.state != answers:
		s.lookBehind(c)
	}
}

// lookBehind reads the lists that are not empty according to the counters: these don't change when one message is
// read elsewhere while another arrives. A push would have reported both.
func (s *Session) lookBehind(c istraclient.Counters) {
	if c.Voicemails > 0 {
		s.read(s.mailbox())
	}
	if c.MissedCalls > 0 {
		s.read(s.history())
	}
}

// readFirst reads the list that a count speaks of, and the other one, which may have changed as well, a little later:
// side by side they would hold up what is new.
func (s *Session) readFirst(first, second *list) {
	s.read(first)
	number := s.link.number
	s.after(readPause, func() {
		if number == s.link.number {
			s.read(second)
		}
	})
}

// echoes reports whether the counters say no more than that our own change has arrived.
func (s *Session) echoes(c istraclient.Counters) bool {
	if !s.echo {
		return false
	}
	s.echo = false
	return c.Voicemails-s.state.UnreadListed() == s.gap && c.MissedCalls == s.counters.last.MissedCalls
}
