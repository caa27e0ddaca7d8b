package session

import (
	"context"
	"errors"
	"time"

	"istratray/app/inbox"
	"istratray/istraclient"
)

// stableAfter is how long a link must have been up before its loss starts the backoff anew.
const stableAfter = 30 * time.Second

// link is the one connection to the platform, seen from the loop.
type link struct {
	platform Platform           // nil while signed out
	number   int                // grows with each attempt; what an older attempt still sends is ignored
	cancel   context.CancelFunc // ends the attempt under way; nil when there is none
	ended    <-chan struct{}    // closed when the last attempt has ended; nil before the first
	upSince  time.Time          // zero while not subscribed
	notYet   time.Time          // the platform asked to be left alone until then
	session  bool               // this client has signed in before
}

// connect starts an attempt: sign in where needed, listen, and report how it ended.
func (s *Session) connect() {
	s.endLink()
	if s.account.platform == nil || s.ctx.Err() != nil {
		return
	}
	s.account.number++
	number, platform, signedIn, before := s.account.number, s.account.platform, s.account.session, s.account.ended
	ctx, cancel := context.WithCancel(s.ctx)
	ended := make(chan struct{})
	s.account.cancel, s.account.ended = cancel, ended
	s.setConnection(inbox.Connection{State: inbox.Connecting, Problem: s.outage()})
	s.work(func() {
		defer cancel()
		if before != nil {
			<-before // leaving, it deletes the listener, which must not be the new one
		}
		err := s.follow(ctx, platform, number, signedIn)
		close(ended)
		s.post(func() { s.linkEnded(number, err) })
	})
}

// follow signs in and handles pushes until the link ends. It runs on a worker.
func (s *Session) follow(ctx context.Context, platform Platform, number int, signedIn bool) error {
	if !signedIn {
		if err := platform.SignIn(ctx); err != nil {
			return err
		}
		s.post(func() { s.signedIn(number) })
	}
	return platform.Listen(ctx, func(event istraclient.Event) {
		s.post(func() { s.pushed(number, event) })
	})
}

func (s *Session) signedIn(number int) {
	if number == s.account.number {
		s.nowSignedIn()
	}
}

// pushed takes one event of the push stream.
func (s *Session) pushed(number int, event istraclient.Event) {
	if number != s.account.number {
		return
	}
	switch e := event.(type) {
	case istraclient.Subscribed:
		s.account.upSince = time.Now()
		s.account.notYet = time.Time{}
		s.setConnection(inbox.Connection{State: inbox.Syncing, Problem: s.outage()})
		s.counted(e.Counters)
		s.fetch.userKnown = false
	case istraclient.CountersChanged:
		if e.Voicemails > s.fetch.counted.Voicemails || e.MissedCalls > s.fetch.counted.MissedCalls {
			s.fetch.looks = len(secondLooks)
		}
		s.counted(e.Counters)
	}
	s.refresh()
}

func (s *Session) counted(c istraclient.Counters) {
	s.fetch.counterReadings++
	s.fetch.counted = c
	s.apply(countersOf(c))
}

// endLink gives up the attempt under way, if any, and the reading that it began. Their goroutines end
// by themselves.
func (s *Session) endLink() {
	if s.account.cancel != nil {
		s.account.cancel()
	}
	if s.fetch.cancel != nil {
		s.fetch.cancel() // it may hang on the connection that was lost
	}
	s.account.cancel = nil
	s.account.upSince = time.Time{}
	s.account.number++
}

// depart takes leave of the platform on a worker: it carries out the deletions that can still be undone,
// lets the link end, signs out and closes.
func (s *Session) depart(ctx context.Context) {
	deletions := s.pendingDeletions()
	s.endLink()
	platform, ended := s.account.platform, s.account.ended
	s.account = link{number: s.account.number}
	if platform == nil {
		return
	}
	s.work(func() {
		ctx, cancel := context.WithTimeout(ctx, 1500*time.Millisecond)
		defer cancel()
		defer platform.Close()
		s.carryOut(ctx, platform, deletions)
		if ended != nil {
			select {
			case <-ended: // it deletes its listener, for which the session must still be there
			case <-ctx.Done():
			}
		}
		if err := platform.SignOut(ctx); err != nil {
			s.cfg.Logger.Debug("signing out", "error", err)
		}
	})
}

// linkEnded decides what follows the end of an attempt: another one later, or a person's help.
func (s *Session) linkEnded(number int, err error) {
	if number != s.account.number || s.ctx.Err() != nil {
		return
	}
	stable := !s.account.upSince.IsZero() && time.Since(s.account.upSince) >= stableAfter
	s.endLink()
	if s.refused(err) {
		return
	}
	if errors.As(err, new(*istraclient.APIError)) {
		s.account.session = false // whatever session there was, a new one is the way on
	}
	if stable {
		s.backoff.reset()
	}
	s.retryLater(err)
}

// retryLater goes offline until the next attempt.
func (s *Session) retryLater(err error) {
	wait := s.backoff.next()
	if asked, ok := istraclient.RetryAfter(err); ok {
		wait = max(wait, asked)
		s.account.notYet = time.Now().Add(asked)
	}
	s.setConnection(inbox.Connection{State: inbox.Offline, RetryAt: time.Now().Add(wait), Problem: ProblemOf(err)})
	number := s.account.number
	s.after(wait, func() {
		if number == s.account.number && s.state.Connection().State == inbox.Offline {
			s.connect()
		}
	})
}

// refused ends in needs-sign-in where only a person can go on, and says whether it did.
func (s *Session) refused(err error) bool {
	problem := ProblemOf(err)
	if !needsPerson(problem.Code) {
		return false
	}
	if problem.Code == inbox.WrongPassword {
		s.rememberRefusal(s.creds)
	}
	s.endLink()
	s.account.session = false
	s.setConnection(inbox.Connection{State: inbox.NeedsSignIn, Problem: problem})
	return true
}

func (s *Session) rememberRefusal(c Credentials) {
	if err := s.cfg.Store.MarkRefused(c.Account(), c.Password); err != nil {
		s.cfg.Logger.Error("storing that the password was refused", "error", err)
	}
}

// setConnection is the one transition function: every change of state passes here and is logged.
func (s *Session) setConnection(c inbox.Connection) {
	old := s.state.Connection()
	c.Since = time.Now()
	if old.State == c.State || old.Outage() && c.Outage() {
		c.Since = old.Since
	}
	s.cfg.Logger.Info("connection", "from", old.State, "to", c.State, "problem", c.Problem.Code)
	s.apply(inbox.ConnectionChanged{Connection: c})
}

// outage is the problem of an outage that goes on, which an attempt to end it does not yet make good.
func (s *Session) outage() inbox.Problem {
	if c := s.state.Connection(); c.Outage() {
		return c.Problem
	}
	return inbox.Problem{}
}

// hurry tries again at once, or has the link that is up checked: the world outside has changed.
func (s *Session) hurry() {
	switch s.state.Connection().State {
	case inbox.Offline:
		if time.Now().After(s.account.notYet) {
			s.connect()
		}
	case inbox.Connecting:
		if s.account.session { // else a password may be on its way: never send it twice
			s.connect()
		}
	case inbox.Syncing, inbox.Online:
		s.account.platform.Probe()
	}
}
