package agent

import (
	"context"
	"errors"
	"time"

	"istratray/app/inbox"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/istraclient"
)

const (
	// keyringLimit bounds one request to the keyring, which may be asking the user to unlock it.
	keyringLimit = 60 * time.Second
	// keyringLate is how long after the start a keyring may appear before the desktop counts as having none.
	keyringLate = 12 * time.Second
	// keyringSlow is after how long a keyring that hasn't answered is said to be asking something.
	keyringSlow = 3 * time.Second
	// The keyring is looked at again after keyringSoon, then less and less often.
	keyringSoon, keyringSeldom = time.Second, 15 * time.Second
)

func (a *Agent) passwordOf(ctx context.Context, c session.Credentials) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	password, err := a.keyring.Get(ctx, c.Login, istraclient.HostOf(c.Server))
	if err == nil {
		c.Password = password
		a.unkept.given(entryOf(c))
	}
	return password, err
}

// awaitPassword takes the password from the keyring, which may be late or locked at the start of a desktop. It
// gives up when the user has refused access, or has signed in in the meantime.
func (a *Agent) awaitPassword(ctx context.Context, c session.Credentials) (password string, found bool) {
	began := time.Now()
	for pause := keyringSoon; ; pause = min(2*pause, keyringSeldom) {
		password, err := a.askKeyring(ctx, c, began)
		if !waitsForPassword(a.hub.latest()) {
			return "", false
		}
		if err == nil {
			return password, true
		}
		a.log.Warn("reading the password", "err", err)
		a.logged("waiting for the keyring",
			a.session.Pause(ctx, c, keyringProblem(err), passes(err, time.Since(began))))
		if errors.Is(err, secret.ErrDenied) || !a.stillWaits(ctx, pause) {
			return "", false
		}
	}
}

// askKeyring is passwordOf, and says so where the keyring doesn't answer at once: it may be asking the user something.
func (a *Agent) askKeyring(ctx context.Context, c session.Credentials, began time.Time) (password string, err error) {
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		password, err = a.passwordOf(ctx, c)
	}()
	for _, pause := range []time.Duration{keyringSlow, keyringLate - keyringSlow} {
		select {
		case <-answered:
			return password, err
		case <-time.After(pause):
			if waitsForPassword(a.hub.latest()) {
				a.logged("waiting for the keyring", a.session.Pause(ctx, c, keyringProblem(secret.ErrTimeout),
					passes(secret.ErrTimeout, time.Since(began))))
			}
		}
	}
	<-answered // it has a limit of time
	return password, err
}

// passes reports whether a keyring's failure may end by itself: one that is missing or locked may come, or be opened
// by the desktop, so long after the start. Later a person is asked to open it or to type the password; a keyring that
// is opened after that is still used.
func passes(err error, sinceStart time.Duration) bool {
	return sinceStart < keyringLate && !errors.Is(err, secret.ErrNotFound) && !errors.Is(err, secret.ErrDenied)
}

// stillWaits pauses, and reports whether the account still waits for the keyring.
func (a *Agent) stillWaits(ctx context.Context, pause time.Duration) bool {
	snapshots, cancel := a.hub.subscribe()
	defer cancel()
	over := time.After(pause)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-over:
			return true
		case s := <-snapshots:
			if !waitsForPassword(s) {
				return false
			}
		}
	}
}

// waitsForPassword reports whether nobody has signed in by hand, or out, in the meantime.
func waitsForPassword(s inbox.Snapshot) bool {
	switch s.Connection.Problem.Code {
	case inbox.KeyringProblem, inbox.NoPassword:
		return true
	}
	return s.Connection.State == inbox.Connecting && s.Account.Login == ""
}
