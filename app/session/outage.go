package session

import (
	"context"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// youngAttempt is how long an attempt may run undisturbed when the network changes: on a slow line none would end if
// each change started a new one.
const youngAttempt = 20 * time.Second

// goOffline decides what to do when nothing answers any more: retry later, or ask a person.
func (s *Session) goOffline(err error) {
	s.cut()
	if s.ctx.Err() != nil || s.refused(err) {
		return
	}
	s.cfg.Logger.Warn("the platform can't be reached", "err", err)
	s.retryLater(err)
}

// retryLater goes offline until the next attempt.
func (s *Session) retryLater(err error) {
	wait := s.retry.next()
	if at, told := patience(err); told {
		wait = max(wait, time.Until(at))
		s.leaveAlone(at)
	}
	s.goOfflineUntil(time.Now().Add(wait), ProblemOf(err))
}

// goOfflineUntil waits for the time of the next attempt.
func (s *Session) goOfflineUntil(at time.Time, problem inbox.Problem) {
	s.hurried = false
	s.setConnection(inbox.Connection{State: inbox.Offline, RetryAt: at, Problem: problem})
	number := s.link.number
	s.after(time.Until(at), func() {
		if number == s.link.number && s.state.Connection().State == inbox.Offline {
			s.connect()
		}
	})
}

// leaveAlone stores how long the platform wants no requests, so that a restart doesn't forget it.
func (s *Session) leaveAlone(at time.Time) {
	s.link.notBefore = at
	account := s.creds.Account()
	s.work("remember Retry-After", func() error { return s.cfg.Store.SetNotBefore(account, at) }, s.logged)
}

// refused goes to needs-sign-in if only a person can help, and reports whether it did. For an account that was online
// before, a failure that the network can cause is no refusal.
func (s *Session) refused(err error) bool {
	problem := ProblemOf(err)
	if !needsPerson(problem.Code) || s.link.trusted && istraclient.Transient(err) {
		return false
	}
	if problem.Code == inbox.WrongPassword {
		s.rememberRefusal(s.creds)
	}
	s.cut()
	s.setConnection(inbox.Connection{State: inbox.NeedsSignIn, Problem: problem})
	return true
}

func (s *Session) rememberRefusal(c Credentials) {
	if err := s.cfg.Store.MarkRefused(c.Account(), c.Password); err != nil {
		s.cfg.Logger.Error("storing that the password was refused", "err", err)
	}
}

// setConnection is the one transition function: every change of state passes here and is logged.
func (s *Session) setConnection(c inbox.Connection) {
	old := s.state.Connection()
	c.Since = time.Now()
	if old.State == c.State || old.Outage() && c.Outage() {
		c.Since = old.Since
	}
	s.cfg.Logger.Info("connection", "from", old.State, "to", c.State, "push", c.Push, "problem", c.Problem.Code)
	s.apply(inbox.ConnectionChanged{Connection: c})
}

// outage is the problem of the current outage. It stays until an attempt has ended the outage.
func (s *Session) outage() inbox.Problem {
	if c := s.state.Connection(); c.Outage() {
		return c.Problem
	}
	return inbox.Problem{}
}

// Retry ends the backoff because a person asked. A time that the platform set is still waited for.
func (s *Session) Retry(ctx context.Context) error {
	return s.ask(ctx, func() {
		s.hurried = false
		s.hurry()
	})
}

// hurry retries at once, or checks the link that is up, because the network changed or the machine woke. Each step of
// the backoff is cut short once at most, and a young attempt may finish.
func (s *Session) hurry() {
	if s.leaving {
		return // its link is cut
	}
	switch s.state.Connection().State {
	case inbox.Offline:
		if !s.hurried && time.Now().After(s.link.notBefore) && s.link.platform != nil {
			s.connect()
			s.hurried = true
		}
	case inbox.Connecting:
		if time.Since(s.link.began) > youngAttempt {
			s.connect()
		}
	case inbox.Syncing, inbox.Online:
		s.link.platform.Probe()
		s.listenSoon()
		s.check(suspicious)
	}
}
