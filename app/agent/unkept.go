package agent

import (
	"context"
	"errors"
	"sync"
	"time"

	"istratray/app/control"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/istraclient"
)

// A password that a keyring didn't take is offered again after keepSoon, then less and less often.
const keepSoon, keepSeldom = 5 * time.Second, time.Minute

// unkept is the account of which only this process knows the password, since no keyring has taken it. Safe for any
// goroutine.
type unkept struct {
	mu    sync.Mutex
	c     session.Credentials // guarded by mu; zero: the keyring has it, or there is none
	times int                 // guarded by mu: how often c was set
	read  entry               // guarded by mu: what the keyring has given; zero: nothing yet
}

// entry is a password as the keyring has it.
type entry struct{ login, host, password string }

func entryOf(c session.Credentials) entry {
	return entry{c.Login, istraclient.HostOf(c.Server), c.Password}
}

// given records what the keyring has just given; the zero entry forgets it.
func (u *unkept) given(e entry) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.read = e
}

func (u *unkept) wasGiven(e entry) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.read == e
}

// set stores an account, and returns its number among those stored.
func (u *unkept) set(c session.Credentials) (nth int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.c = c
	u.times++
	return u.times
}

func (u *unkept) clear() { u.set(session.Credentials{}) }

func (u *unkept) get() session.Credentials {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.c
}

// still reports whether nothing was set after the one with that number.
func (u *unkept) still(nth int) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.times == nth
}

// keepPassword brings an account's password into the keyring, if that hasn't got it. A keyring that has just given it
// isn't asked: each time it may ask whether it may.
func (a *Agent) keepPassword(ctx context.Context, c session.Credentials) error {
	if a.unkept.wasGiven(entryOf(c)) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	host := istraclient.HostOf(c.Server)
	if kept, err := a.keyring.Get(ctx, c.Login, host); err == nil && kept == c.Password {
		return nil
	}
	return a.keyring.Set(ctx, c.Login, host, c.Password)
}

// keepLater offers a password to a keyring that was locked or missing, until that takes it or refuses, or somebody has
// signed in or out since.
func (a *Agent) keepLater(ctx context.Context, c session.Credentials, nth int) {
	for pause := keepSoon; ; pause = min(2*pause, keepSeldom) {
		if !sleep(ctx, pause) || !a.unkept.still(nth) {
			return
		}
		err := a.keepPassword(ctx, c)
		switch {
		case err == nil:
			a.log.Info("the keyring has taken the password")
			if a.unkept.still(nth) {
				a.unkept.clear()
			}
			return
		case errors.Is(err, secret.ErrDenied):
			return
		}
	}
}

// sleep waits, and reports whether ctx has lasted.
func sleep(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// Unkept is what ends with this process: the account and its password, where no keyring has it and the platform hasn't
// refused it; else zero. It is for the agent that takes its place.
func (a *Agent) Unkept() control.SignInRequest {
	c := a.unkept.get()
	if c.Password == "" {
		return control.SignInRequest{}
	}
	if refused, err := a.store.Refused(c.Account(), c.Password); err != nil || refused {
		return control.SignInRequest{}
	}
	return control.SignInRequest{Server: c.Server, Login: c.Login, Password: c.Password}
}
