package session

import (
	"context"
	"iter"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

const (
	// settleTime is how long the first readings and the push stream are waited for before the state is online:
	// one part that hangs must not hold up the others.
	settleTime = 3 * time.Second
	// longGap is the length of an outage after which lists are read to their end again.
	longGap = time.Hour
)

// link is the connection to the platform, seen from the loop. What is asked of the platform is bound to it: when the
// link is cut, the requests end, and late answers are recognised by the number.
type link struct {
	platform  Platform           // nil while signed out
	number    int                // grows each time the link is cut
	ctx       context.Context    // ends when it is cut
	cancel    context.CancelFunc // nil while there is no link and no attempt
	began     time.Time          // when the attempt or the link began
	trusted   bool               // the account was online before, in this run or an earlier one
	reported  bool               // the sign-in has been reported
	settled   bool               // settleTime has passed
	notBefore time.Time          // the platform asked us to wait until then
}

// connect begins an attempt to get online.
func (s *Session) connect() {
	s.cut()
	if s.link.platform == nil || s.ctx.Err() != nil {
		return
	}
	s.link.ctx, s.link.cancel = context.WithCancel(s.ctx)
	s.link.began = time.Now()
	s.setConnection(inbox.Connection{State: inbox.Connecting, Problem: s.outage()})
	ctx, number, turn, platform := s.link.ctx, s.link.number, s.retry.failures, s.link.platform
	s.work("connect", func() error { return reach(ctx, platform, turn) }, func(err error) {
		switch {
		case number != s.link.number:
		case err != nil:
			s.goOffline(err)
		default:
			s.connected()
		}
	})
}

// reach finds out whether the platform answers. Where there is no session it signs in, but sends the password only to
// what has shown itself to be the platform. Otherwise, or while no sign-in is due, it asks for one thing, a different
// one each time: that one alone may be broken.
func reach(ctx context.Context, p Platform, turn int) error {
	if !p.SignedIn() {
		if err := p.Knock(ctx); err != nil {
			return err
		}
		if err := p.SignIn(ctx); err == nil {
			return nil
		} else if !istraclient.SessionEnded(err) {
			return err
		}
	}
	switch turn % 3 {
	case 1:
		return firstError(p.VoicemailsFrom(ctx, 0))
	case 2:
		return firstError(p.Calls(ctx, istraclient.ListOptions{}))
	default:
		_, err := p.GetCounters(ctx)
		return err
	}
}

// firstError reads the beginning of a list and discards it.
func firstError[T any](items iter.Seq2[T, error]) error {
	for _, err := range items {
		return err
	}
	return nil
}

// begin continues from a sign-in that a person made.
func (s *Session) begin() {
	s.cut()
	s.link.ctx, s.link.cancel = context.WithCancel(s.ctx)
	s.connected()
}

// connected reads everything at once, with the push stream beside it.
func (s *Session) connected() {
	s.link.trusted = true
	if !s.link.reported {
		s.nowSignedIn()
	}
	number := s.link.number
	s.after(settleTime, func() {
		if number == s.link.number {
			s.link.settled = true
			s.settle()
		}
	})
	s.setConnection(inbox.Connection{State: inbox.Syncing, Problem: s.outage()})
	s.counters.begin()
	for _, l := range s.lists {
		l.begin()
	}
	s.listen()
	s.check(checkLimit)
	for _, l := range s.lists {
		s.read(l)
	}
	s.readUser()
}

// settle takes the outcome of a part: with one that answers the account is online, with none it is offline.
func (s *Session) settle() {
	state := s.state.Connection().State
	if state != inbox.Syncing && state != inbox.Online {
		return
	}
	parts := []*health{&s.counters.health, &s.lists[0].health, &s.lists[1].health}
	known, well := 0, false
	for _, p := range parts {
		if p.state != untried {
			known++
		}
		well = well || p.state == answers
	}
	switch {
	case known == len(parts) && !well:
		s.goOffline(worst(parts))
	case well && (state == inbox.Online || s.link.settled || known == len(parts) && s.push.state != untried):
		s.goOnline()
	}
}

// goOnline also takes note of push beginning or ending.
func (s *Session) goOnline() {
	s.retry.reset()
	s.link.notBefore = time.Time{}
	next := inbox.Connection{State: inbox.Online, Push: s.push.state == answers}
	next.Polling = !next.Push && s.push.refusedRepeatedly()
	if now := s.state.Connection(); now.State != next.State || now.Push != next.Push || now.Polling != next.Polling {
		s.setConnection(next)
	}
}

// cut ends the link or the current attempt, with all its requests.
func (s *Session) cut() {
	if s.link.cancel != nil {
		s.link.cancel()
	}
	s.link.cancel, s.link.settled = nil, false
	s.link.number++
	s.push.state, s.push.running, s.push.silent = untried, false, false
}

// up reports whether there is a link to ask through.
func (s *Session) up() bool {
	state := s.state.Connection().State
	return s.link.cancel != nil && s.ctx.Err() == nil && (state == inbox.Syncing || state == inbox.Online)
}

// depart disconnects from the platform on a worker: it carries out the deletions that can still be undone,
// lets the push stream end, signs out and closes.
func (s *Session) depart(ctx context.Context) {
	deletions := s.pendingDeletions()
	s.cut()
	platform, silent := s.link.platform, s.push.ended
	s.link = link{number: s.link.number}
	if platform == nil {
		return
	}
	s.work("leave", func() error {
		ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
		defer cancel()
		defer platform.Close()
		s.carryOut(ctx, platform, deletions)
		if silent != nil {
			select {
			case <-silent: // it deletes its listener, for which the session must still be there
			case <-ctx.Done():
			}
		}
		return platform.SignOut(ctx)
	}, func(err error) {
		if err != nil {
			s.cfg.Logger.Debug("signing out", "err", err)
		}
	})
}
