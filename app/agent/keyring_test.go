package agent

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"istratray/app/inbox"
	"istratray/app/secret"
	"istratray/app/session"
	"istratray/app/words"
)

// lateVault is a keyring that fails until a time, or keeps everybody waiting.
type lateVault struct {
	*memoryVault
	until time.Time
	err   error // nil: it waits
}

func (v *lateVault) late(ctx context.Context) error {
	if v.err == nil && !sleep(ctx, time.Until(v.until)) {
		return secret.ErrTimeout
	}
	if time.Now().Before(v.until) {
		return v.err
	}
	return nil
}

func (v *lateVault) Get(ctx context.Context, login, host string) (string, error) {
	if err := v.late(ctx); err != nil {
		return "", err
	}
	return v.memoryVault.Get(ctx, login, host)
}

func (v *lateVault) Set(ctx context.Context, login, host, password string) error {
	if err := v.late(ctx); err != nil {
		return err
	}
	return v.memoryVault.Set(ctx, login, host, password)
}

// whileLate starts an agent whose keyring fails for a while, and returns with what it signed in and when.
func whileLate(t *testing.T, late time.Duration, failure error, meanwhile func(*Agent)) (password string,
	after time.Duration) {
	a := withAccount(t, inbox.Connecting, "1234") // as the hub begins
	if err := a.store.Remember("anna@phone.example.com", inbox.Remember{Baseline: true}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	a.keyring = &lateVault{memoryVault: a.keyring.(*memoryVault), until: began.Add(late), err: failure}
	var mu sync.Mutex
	a.session = session.New(session.Config{Expecting: true, Store: a.store, Publish: a.hub.publish,
		Connect: func(c session.Credentials) (session.Platform, error) {
			mu.Lock()
			defer mu.Unlock()
			password, after = c.Password, time.Since(began)
			return nil, errors.New("the test ends here")
		}})
	ctx, cancel := context.WithCancel(t.Context())
	var parts sync.WaitGroup
	parts.Go(func() { _ = a.session.Run(ctx) })
	parts.Go(func() {
		c := credentialsOf(a.settings.get(), "")
		var found bool
		if c.Password, found = a.awaitPassword(ctx, c); found {
			_ = a.session.Resume(ctx, c)
		}
	})
	meanwhile(a)
	cancel()
	parts.Wait()
	mu.Lock()
	defer mu.Unlock()
	return password, after
}

func TestAKeyringThatIsLateIsWaitedFor(t *testing.T) {
	for _, failure := range []error{secret.ErrNoKeyring, secret.ErrLocked, secret.ErrTimeout} {
		synctest.Test(t, func(t *testing.T) {
			password, after := whileLate(t, 5*time.Second, fmt.Errorf("get: %w", failure), func(a *Agent) {
				time.Sleep(3 * time.Second)
				if c := a.hub.latest().Connection; c.State != inbox.Offline || c.Problem.Code != inbox.KeyringProblem {
					t.Errorf("meanwhile: %+v", c)
				}
				time.Sleep(10 * time.Second)
			})
			if password != "1234" || after > 9*time.Second {
				t.Errorf("signed in with %q after %v", password, after)
			}
		})
	}
}

// A keyring that is locked or silent is an outage for as long as the desktop may be opening it; then a person is asked
// to, or to type the password.
func TestALockedKeyringIsAnOutage(t *testing.T) {
	for _, failure := range []error{secret.ErrLocked, secret.ErrTimeout} {
		synctest.Test(t, func(t *testing.T) {
			whileLate(t, time.Hour, fmt.Errorf("get: %w", failure), func(a *Agent) {
				for _, want := range []inbox.ConnectionState{inbox.Offline, inbox.NeedsSignIn} {
					time.Sleep(10 * time.Second)
					if c := a.hub.latest().Connection; c.State != want ||
						c.Problem.Message != words.English(words.New(secret.Reason(failure))) {
						t.Fatalf("%+v, want %s", c, want)
					}
				}
			})
		})
	}
}

func TestAKeyringThatComesVeryLateIsUsed(t *testing.T) {
	for _, late := range []time.Duration{12 * time.Second, 40 * time.Second, 10 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			password, after := whileLate(t, late, secret.ErrLocked, func(*Agent) { time.Sleep(late + 20*time.Second) })
			if password != "1234" || after > late+15*time.Second {
				t.Errorf("%v late: signed in with %q after %v", late, password, after)
			}
		})
	}
}

func TestAPersonIsAskedWhereTheKeyringDoesNotCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		password, _ := whileLate(t, 10*time.Minute, secret.ErrNoKeyring, func(a *Agent) {
			time.Sleep(time.Minute)
			if c := a.hub.latest().Connection; c.State != inbox.NeedsSignIn {
				t.Errorf("after a minute: %+v", c)
			}
			time.Sleep(11 * time.Minute) // and it may come all the same
		})
		if password != "1234" {
			t.Errorf("signed in with %q", password)
		}
	})
}

func TestAKeyringThatRefusesIsNotAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		password, _ := whileLate(t, time.Minute, secret.ErrDenied, func(*Agent) { time.Sleep(10 * time.Minute) })
		if password != "" {
			t.Error("it was asked again")
		}
	})
}

// While the keyring asks for its own password, it is said where to look, not that nobody is signed in.
func TestAKeyringThatAsksIsSpokenOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		password, _ := whileLate(t, 30*time.Second, nil, func(a *Agent) {
			silent := words.English(words.New(secret.Reason(secret.ErrTimeout)))
			for _, want := range []inbox.ConnectionState{inbox.Offline, inbox.NeedsSignIn} {
				time.Sleep(10 * time.Second)
				if c := a.hub.latest().Connection; c.State != want || c.Problem.Message != silent {
					t.Errorf("%+v, want %s", c, want)
				}
			}
			time.Sleep(20 * time.Second)
		})
		if password != "1234" {
			t.Errorf("signed in with %q", password)
		}
	})
}

// Nobody is told that there is no account, and an open window forgets nothing of it, before the keyring has answered.
func TestAnAccountIsNeverSignedOutAtAStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		whileLate(t, 2*time.Second, nil, func(a *Agent) {
			time.Sleep(time.Second)
			if c := a.hub.latest().Connection; c.State != inbox.Connecting {
				t.Errorf("before the keyring answers: %+v", c)
			}
			time.Sleep(5 * time.Second)
		})
	})
}

// Who signs out while the keyring is waited for stays signed out, whatever it answers then.
func TestSigningOutEndsTheWaitForTheKeyring(t *testing.T) {
	for _, failure := range []error{secret.ErrLocked, nil} {
		synctest.Test(t, func(t *testing.T) {
			password, _ := whileLate(t, 30*time.Second, failure, func(a *Agent) {
				time.Sleep(5 * time.Second)
				if err := a.session.SignOut(t.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(2 * time.Minute)
				if s := a.hub.latest(); s.Connection.State != inbox.SignedOut || s.Account != (inbox.Account{}) {
					t.Errorf("afterwards: %+v of %+v", s.Connection, s.Account)
				}
			})
			if password != "" {
				t.Errorf("it signed in again with %q", password)
			}
		})
	}
}

func TestAPasswordIsKeptOnceTheKeyringOpens(t *testing.T) {
	for _, signedOut := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			a := withAccount(t, inbox.Online, "")
			memory := a.keyring.(*memoryVault)
			a.keyring = &lateVault{memoryVault: memory, until: time.Now().Add(90 * time.Second), err: secret.ErrLocked}
			c := credentialsOf(a.settings.get(), "1234")
			nth := a.unkept.set(c)
			ended := make(chan struct{})
			go func() { a.keepLater(t.Context(), c, nth); close(ended) }()
			time.Sleep(80 * time.Second)
			if a.unkept.get() != c {
				t.Error("it is said to be kept, and isn't")
			}
			if signedOut {
				a.unkept.clear()
			}
			<-ended
			kept, _ := memory.Get(t.Context(), "anna", "phone.example.com")
			want := map[bool]string{false: "1234", true: ""}[signedOut]
			if kept != want || a.unkept.get().Password != "" {
				t.Errorf("signed out %t: the keyring has %q", signedOut, kept)
			}
		})
	}
}

// A keyring that has given the password is not asked for it again by the sign-in: it may ask a person each time.
func TestAPasswordFromTheKeyringIsReadOnce(t *testing.T) {
	a := withAccount(t, inbox.Online, "1234")
	counted := &countingVault{memoryVault: a.keyring.(*memoryVault)}
	a.keyring = counted
	c := credentialsOf(a.settings.get(), "")
	var err error
	if c.Password, err = a.passwordOf(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	c.Base = "https://phone.example.com/restletrouter/" // what the sign-in learned
	a.signedIn(t.Context(), c)
	if counted.calls != 1 || a.unkept.get().Password != "" {
		t.Errorf("the keyring was called %d times, want once; unkept: %t", counted.calls, a.unkept.get().Password != "")
	}
	c.Password = "5678"
	a.signedIn(t.Context(), c)
	if kept, _ := counted.memoryVault.Get(t.Context(), "anna", "phone.example.com"); kept != "5678" {
		t.Errorf("another password was not kept: %q", kept)
	}
}

// countingVault counts what is asked of it.
type countingVault struct {
	*memoryVault
	calls int
}

func (v *countingVault) Get(ctx context.Context, login, host string) (string, error) {
	v.calls++
	return v.memoryVault.Get(ctx, login, host)
}

func (v *countingVault) Set(ctx context.Context, login, host, password string) error {
	v.calls++
	return v.memoryVault.Set(ctx, login, host, password)
}
