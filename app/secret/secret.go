// Package secret keeps the account's password in the operating system's keyring: the Secret Service
// on Linux, Credential Manager on Windows, the keychain on macOS.
//
// Keyrings ask people questions and may never answer, so no call here waits longer than its context
// or two minutes, and only one is on its way at a time. Once a person has left such a question without
// an answer, no call asks another, until the keyring is open or AskAgain is called. All methods may be
// called from any goroutine, but never from one that must not wait. The password is in no error and no log.
package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// What can be wrong with a keyring. Errors from this package wrap one of these.
var (
	ErrNotFound  = errors.New("no password is stored for this account")
	ErrNoKeyring = errors.New("this desktop has no keyring")
	ErrNoneYet   = errors.New("this desktop's keyring has not been set up")
	ErrLocked    = errors.New("the keyring is locked")
	ErrDenied    = errors.New("the keyring refused")
	ErrTimeout   = errors.New("the keyring does not answer")
)

// service is the name that all entries are stored under.
const service = "istratray"

// longest is how long a keyring may think: long enough for a person to find and type its password.
const longest = 2 * time.Minute

// Keyring reads and writes one profile's passwords.
type Keyring struct {
	profile string
	quiet   atomic.Bool // the keyring asks nothing: its last question was cancelled, or waits
}

// AskAgain lets the keyring ask its questions although a person has left one without an answer: they may answer now.
func (k *Keyring) AskAgain() { k.quiet.Store(false) }

// New returns the keyring for a profile; "" is the default one. It touches nothing yet.
func New(profile string) *Keyring { return &Keyring{profile: profile} }

// Get returns the password of login at host. Without one the error is ErrNotFound.
func (k *Keyring) Get(ctx context.Context, login, host string) (string, error) {
	var password string
	err := k.guard(ctx, "read the password", func(ctx context.Context) (err error) {
		password, err = getPassword(ctx, k.user(login, host))
		return err
	})
	if err != nil {
		return "", err
	}
	return password, nil
}

// Set stores the password of login at host, over an older one.
func (k *Keyring) Set(ctx context.Context, login, host, password string) error {
	return k.guard(ctx, "store the password", func(ctx context.Context) error {
		return setPassword(ctx, k.user(login, host), password)
	})
}

// Delete forgets the password of login at host. A missing one is not an error.
func (k *Keyring) Delete(ctx context.Context, login, host string) error {
	err := k.guard(ctx, "forget the password", func(ctx context.Context) error {
		return deletePassword(ctx, k.user(login, host))
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// user is the entry's name: LOGIN@HOST, and #PROFILE off the default profile.
func (k *Keyring) user(login, host string) string {
	return k.inProfile(login + "@" + strings.ToLower(host))
}

func (k *Keyring) inProfile(user string) string {
	if k.profile != "" && k.profile != "default" {
		user += "#" + k.profile
	}
	return user
}

// turn is taken by the call that is on its way: people can answer only one question at a time.
var turn = make(chan struct{}, 1)

// guard runs call, which can't be cancelled on every system, and waits for it no longer than allowed. A call
// that hangs keeps its turn and its goroutine until it ends.
func (k *Keyring) guard(ctx context.Context, op string, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longest, ErrTimeout)
	defer cancel()
	if err := reachable(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", op, outOfTime(ctx))
	}
	done := make(chan error, 1)
	go func() {
		defer func() { <-turn }()
		done <- call(context.WithValue(ctx, asker{}, &k.quiet))
	}()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("%s: %w", op, err)
		}
		k.AskAgain() // it is open
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", op, outOfTime(ctx))
	}
}

// asker is where a call finds, in its context, whether it must not ask a person anything: an *atomic.Bool.
type asker struct{}

// outOfTime says why ctx ended: its caller's deadline counts as the keyring not answering too.
func outOfTime(ctx context.Context) error {
	if err := context.Cause(ctx); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrTimeout, context.DeadlineExceeded)
}
