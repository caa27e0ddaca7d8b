package istraclient

import (
	"errors"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

func TestSignOut(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	if err := c.SignOut(t.Context()); err != nil || p.State().Sessions != 0 {
		t.Errorf("%v, %v", err, p.State())
	}
	_, err := c.GetCounters(t.Context())
	if e := as[*SignInError](t, err); e.Reason != SignedOut || p.Logins() != 1 {
		t.Errorf("%v after %d sign-ins", err, p.Logins())
	}
	if err := errors.Join(c.SignOut(t.Context()), c.SignIn(t.Context())); err != nil {
		t.Error(err)
	}
	if _, err := c.GetCounters(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSignOutForgetsEvenIfThePlatformIsGone(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Stop()
	as[*NetworkError](t, c.SignOut(t.Context()))
	if s := c.current(); s.live || s.token != "" || s.cookies != nil {
		t.Error("the session is still known")
	}
}

func TestSignOutOfAnEndedSession(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.ExpireSessions()
	if err := c.SignOut(t.Context()); err != nil || p.Logins() != 1 {
		t.Errorf("%v after %d sign-ins", err, p.Logins())
	}
}

func TestSignOutWaitsForASignIn(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Delay: 100 * time.Millisecond})
	c := newClient(t, p)
	done := make(chan error, 1)
	go func() { done <- c.SignIn(t.Context()) }()
	if err := p.Await(t.Context(), func(s istratest.State) bool { return len(s.Requests) == 3 }); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.SignOut(t.Context()), await(t, done, "the sign-in")); err != nil {
		t.Error(err)
	}
	if p.State().Sessions != 0 {
		t.Error("a session was left behind")
	}
}
