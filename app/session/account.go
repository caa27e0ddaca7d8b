package session

import (
	"context"
	"fmt"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
	"istratray/istraclient"
)

// longestPatience bounds how long the platform can ask us to wait.
const longestPatience = time.Hour

// Resume continues with the account of an earlier run: its memory is shown at once, and signing in
// continues by itself. A password that the platform has refused before is not tried again.
func (s *Session) Resume(ctx context.Context, c Credentials) error {
	memory, err := s.cfg.Store.Load(c.Account())
	if err != nil {
		s.post(s.expectNobody)
		return wrap("read the cache", err)
	}
	refused, err := s.cfg.Store.Refused(c.Account(), c.Password)
	if err != nil {
		s.cfg.Logger.Error("looking up refused passwords", "err", err)
	}
	return s.ask(ctx, func() {
		s.choose(c, memory)
		if refused {
			s.setConnection(inbox.Connection{State: inbox.NeedsSignIn,
				Problem: problem(inbox.WrongPassword, words.New("password-refused-before"))})
			return
		}
		platform, err := s.cfg.Connect(c)
		if err != nil {
			s.setConnection(inbox.Connection{State: inbox.NeedsSignIn, Problem: ProblemOf(err)})
			return
		}
		s.link.platform = platform
		if wait := time.Until(memory.NotBefore); wait > 0 && wait <= longestPatience {
			s.link.notBefore = memory.NotBefore
			s.goOfflineUntil(memory.NotBefore, problem(inbox.PlatformError, words.New("busy-rest")))
			return
		}
		s.connect()
	})
}

// expectNobody is signed out where an account was expected, but can't be had: a person may still sign in.
func (s *Session) expectNobody() {
	if s.state.Connection().State == inbox.Connecting && s.creds == (Credentials{}) {
		s.setConnection(inbox.Connection{State: inbox.SignedOut})
	}
}

// Pause shows the account's memory but does not sign in. The problem is a person's to solve, unless it may pass
// by itself and the account was online before: then it is an outage, and the caller continues with Resume.
func (s *Session) Pause(ctx context.Context, c Credentials, problem inbox.Problem, passes bool) error {
	memory, err := s.cfg.Store.Load(c.Account())
	if err != nil {
		s.post(s.expectNobody)
		return wrap("read the cache", err)
	}
	return s.ask(ctx, func() {
		s.choose(c, memory)
		state := inbox.NeedsSignIn
		if passes && s.link.trusted {
			state = inbox.Offline
		}
		s.setConnection(inbox.Connection{State: state, Problem: problem})
	})
}

// SignIn tries credentials that a person just gave, once, and returns what the platform said. On
// success the session continues with them. A *SecondFactorError keeps the attempt open for SecondFactor.
func (s *Session) SignIn(ctx context.Context, c Credentials) error {
	platform, err := s.cfg.Connect(c)
	if err != nil {
		return err
	}
	memory, err := s.cfg.Store.Load(c.Account())
	if err != nil {
		return wrap("read the cache", err)
	}
	err = s.ask(ctx, func() {
		s.depart(context.WithoutCancel(s.ctx))
		s.choose(c, memory)
		s.link.platform, s.link.trusted = platform, false // a person is there to judge
		s.setConnection(inbox.Connection{State: inbox.Connecting})
	})
	if err != nil {
		return err
	}
	return s.settleSignIn(ctx, platform, c, platform.SignIn(ctx))
}

// SecondFactor answers the platform's question for a second password. Where nothing was asked the session goes
// on as it is, and an *istraclient.ArgumentError is returned.
func (s *Session) SecondFactor(ctx context.Context, code string) error {
	var platform Platform
	var c Credentials
	asked := false
	if err := s.ask(ctx, func() {
		platform, c = s.link.platform, s.creds
		asked = s.state.Connection().Problem.Code == inbox.SecondFactor
	}); err != nil {
		return err
	}
	switch {
	case platform == nil:
		return ErrSignedOut
	case !asked:
		return &istraclient.ArgumentError{Name: "code"}
	}
	return s.settleSignIn(ctx, platform, c, platform.SignInSecondFactor(ctx, code))
}

// settleSignIn continues from a person's attempt to sign in, or waits for the next one.
func (s *Session) settleSignIn(ctx context.Context, platform Platform, c Credentials, err error) error {
	asked := s.ask(context.WithoutCancel(ctx), func() {
		switch {
		case s.link.platform != platform: // another attempt has taken over
		case err == nil:
			s.nowSignedIn()
			s.begin()
		case !s.refused(err):
			s.setConnection(inbox.Connection{State: inbox.NeedsSignIn, Problem: ProblemOf(err)})
		}
	})
	if err == nil {
		err = asked
	}
	return err
}

// nowSignedIn takes note of a sign-in: the password is good, and may be kept.
func (s *Session) nowSignedIn() {
	s.link.reported = true
	s.creds.Base = s.link.platform.Base()
	c := s.creds
	s.work("keep the account", func() error {
		s.cfg.SignedIn(s.ctx, c)
		return s.cfg.Store.ClearRefused(c.Account())
	}, s.logged)
}

// SignOut leaves the platform and forgets the account's memory.
func (s *Session) SignOut(ctx context.Context) error {
	var wiped error
	err := s.ask(ctx, func() {
		account := s.creds.Account()
		s.depart(context.WithoutCancel(s.ctx))
		s.saver.forget()
		s.choose(Credentials{}, inbox.Memory{})
		s.setConnection(inbox.Connection{State: inbox.SignedOut})
		wiped = s.cfg.Store.Wipe(account)
	})
	if err != nil {
		return err
	}
	if wiped != nil {
		return fmt.Errorf("wipe the cache: %w", wiped)
	}
	return nil
}

// choose switches the loop's state to an account.
func (s *Session) choose(c Credentials, memory inbox.Memory) {
	s.creds = c
	s.cut()
	s.link = link{number: s.link.number, trusted: memory.Baseline}
	s.startOver()
	s.saver.startFrom(memory)
	s.apply(inbox.AccountChosen{
		Account: inbox.Account{Server: c.Server, Login: c.Login, Demo: c.Demo},
		Memory:  memory,
	})
}
