package istraclient

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

func TestSignIn(t *testing.T) {
	for _, login := range []string{"alex@example.com", "+33489879144", "a:b", "Zoë Müller"} {
		p := startPlatform(t, istratest.Options{Login: login})
		if err := newClient(t, p).SignIn(t.Context()); err != nil {
			t.Errorf("%s: %v", login, err)
		}
	}
}

func TestSignInTakesAnySuccess(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"204": logIn,
		"200 with JSON": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Set-Cookie", "myIstra_SESSIONID=x")
			says(200, `{"user":"alex"}`)(w, r)
		},
		"200 without a token": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Set-Cookie", "myIstra_SESSIONID=x")
		},
	} {
		s := newScript(t, map[string]http.HandlerFunc{"POST v1/service/Login": handler,
			"GET v1/user/Info": says(200, `{}`)})
		if err := s.client(t).SignIn(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSignInWithoutASessionIsNone(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"POST v1/service/Login": says(200, `{}`),
		"GET v1/user/Info": says(401, refuse)})
	if e := as[*NotAPIError](t, s.client(t).SignIn(t.Context())); e.What != "neither a session nor an error" {
		t.Errorf("%+v", e)
	}
}

func TestSignInRefusals(t *testing.T) {
	for _, test := range []struct {
		status int
		body   string
		want   SignInReason
	}{
		{401, ``, WrongPassword},
		{401, `{"code":"ERR_LOGIN","message":"Wrong login or password"}`, WrongPassword},
		{401, `{"code":"ERR_X","message":"Account suspended after 5 attempts"}`, Suspended},
		{403, `{"code":"ERR_ACCOUNT_SUSPENDED"}`, Suspended},
		{403, `{"code":"USER_LOCKED"}`, Suspended},
		{423, ``, Suspended},
		{403, `{"code":"ERR_RIGHTS"}`, Forbidden},
	} {
		s := newScript(t, map[string]http.HandlerFunc{"POST v1/service/Login": says(test.status, test.body)})
		c := s.client(t)
		for range 3 {
			err := c.SignIn(t.Context())
			e := as[*SignInError](t, err)
			if e.Reason != test.want || as[*APIError](t, err).Status != test.status || Retryable(err) ||
				Explain(err) == "" {
				t.Errorf("%d %s: %v", test.status, test.body, err)
			}
		}
		_, err := c.GetCounters(t.Context())
		as[*SignInError](t, err)
		if n := len(s.requests("Login")); n != 1 {
			t.Errorf("%d %s: %d sign-ins were sent", test.status, test.body, n)
		}
	}
}

func TestSuspendedAccountOfThePlatform(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.SuspendAccount()
	if e := as[*SignInError](t, newClient(t, p).SignIn(t.Context())); e.Reason != Suspended {
		t.Error(e)
	}
}

// The password changed while the session was open.
func TestPasswordRefusedInBetween(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.SetPassword("999999")
	p.ExpireSessions()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			var refusal *SignInError
			if _, err := c.GetCounters(t.Context()); !errors.As(err, &refusal) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if p.State().RefusedLogins != 1 {
		t.Errorf("%v", p.State())
	}
}

func TestTransientFailuresOfLoginAreNotFinal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := piped(t, istratest.Options{})
		for _, fault := range []istratest.Fault{{Status: 500}, {Status: 503, Body: istratest.BodyHTML}, {Drop: true}} {
			fault.Match, fault.Times = "v1/service/Login", 1
			p.Faults().Add(fault)
			if err := c.SignIn(t.Context()); !Retryable(err) {
				t.Errorf("%+v: %v", fault, err)
			}
			time.Sleep(limitPeriod)
		}
		if err := c.SignIn(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestLoginIsNotAskedBeforeItsRetryAfter(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Status: 429, RetryAfter: "60"})
	c := newClient(t, p)
	for range 3 {
		_, err := c.GetCounters(t.Context())
		if wait, ok := RetryAfter(err); !ok || wait > 70*time.Second || wait < 50*time.Second || !Retryable(err) {
			t.Errorf("%v: %v, %v", err, wait, ok)
		}
	}
	if n := len(p.RequestsTo("POST", "v1/service/Login")); n != 1 {
		t.Errorf("%d sign-ins were sent", n)
	}
}

func TestSignInNeedsLoginAndPassword(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	as[*ArgumentError](t, newClient(t, p, func(o *Options) { o.Password = "" }).SignIn(t.Context()))
	as[*ArgumentError](t, newClient(t, p, func(o *Options) { o.Login = "" }).SignIn(t.Context()))
	if n := p.State().RequestCount; n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestSignInFollowsNoRedirect(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Status: 307,
		Location: "https://evil.example/v1/service/Login"})
	c := newClient(t, p)
	e := as[*RedirectError](t, c.SignIn(t.Context()))
	if e.Status != 307 || e.Location != "https://evil.example/v1/service/Login" {
		t.Errorf("%+v", e)
	}
}

func TestCloseEndsASignIn(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Hang: true})
	c := newClient(t, p)
	done := make(chan error, 1)
	go func() { done <- c.SignIn(t.Context()) }()
	if err := p.Await(t.Context(), func(s istratest.State) bool { return len(s.Requests) == 3 }); err != nil {
		t.Fatal(err)
	}
	c.Close()
	as[*ClosedError](t, await(t, done, "the sign-in"))
	as[*ClosedError](t, c.SignIn(t.Context()))
	_, err := c.GetCounters(t.Context())
	as[*ClosedError](t, err)
}

// A day of retries and wake-ups with a wrong password: one Login. What must survive a restart is the
// *SignInError, which the program stores.
func TestWrongPasswordIsTriedOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pipe := istratest.NewPipe()
		p, err := istratest.Start(istratest.Options{Listener: pipe})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		c, err := New(Options{Server: p.Host(), Login: p.Login(), Password: "000000", ExtraCAs: p.CAPEM(),
			DialContext: pipe.Dial})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for range 24 * 60 {
			c.Probe()
			as[*SignInError](t, c.Listen(t.Context(), func(Event) {}))
			_, err := c.GetCounters(t.Context())
			as[*SignInError](t, err)
			time.Sleep(time.Minute)
		}
		if p.Logins() != 1 {
			t.Errorf("%d sign-ins", p.Logins())
		}
	})
}
