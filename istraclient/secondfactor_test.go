package istraclient

import (
	"net/http"
	"testing"

	"istratray/istraclient/istratest"
)

func TestSecondFactor(t *testing.T) {
	for mechanism, channel := range map[string]string{"authBySMS": "SMS", "authByEmail": "Email", "pigeon": "pigeon"} {
		p := startPlatform(t, istratest.Options{})
		p.Faults().Update(func(q *istratest.Quirks) { q.TwoStep = mechanism })
		c := newClient(t, p)
		for range 2 { // what asks by itself must not send the user a second code
			_, err := c.GetCounters(t.Context())
			if e := as[*SecondFactorError](t, err); e.Channel != channel || e.Err.Status != 412 ||
				Explain(err) == "" || Retryable(err) {
				t.Errorf("%+v", e)
			}
		}
		if p.Logins() != 1 {
			t.Errorf("%d sign-ins", p.Logins())
		}
		wrong := as[*SignInError](t, c.SignInSecondFactor(t.Context(), "111111"))
		if wrong.Reason != WrongCode {
			t.Error(wrong)
		}
		as[*ArgumentError](t, c.SignInSecondFactor(t.Context(), " "))
		if err := c.SignInSecondFactor(t.Context(), " 654321\n"); err != nil {
			t.Fatal(err)
		}
		if _, err := c.GetCounters(t.Context()); err != nil || p.Logins() != 3 {
			t.Errorf("%v after %d sign-ins", err, p.Logins())
		}
	}
}

func TestSecondFactorIsAskedAnewByAnExplicitSignIn(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Update(func(q *istratest.Quirks) { q.TwoStep = "authBySMS" })
	c := newClient(t, p)
	as[*SecondFactorError](t, c.SignIn(t.Context()))
	as[*SecondFactorError](t, c.SignIn(t.Context()))
	if p.Logins() != 2 {
		t.Errorf("%d sign-ins", p.Logins())
	}
}

// The answer that asks may have begun a session already; the code belongs to it.
func TestSecondFactorCarriesItsCookie(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"POST v1/service/Login": func(w http.ResponseWriter,
		r *http.Request) {
		if _, code, _ := r.BasicAuth(); code == "alex:4711" {
			w.WriteHeader(http.StatusNoContent) // the session is that of the first answer
			return
		}
		w.Header().Set("Set-Cookie", "myIstra_SESSIONID=half")
		w.Header().Set("X-Application", "myIstra;half")
		says(412, `{"message":"two steps authentication"}`)(w, r)
	}, "GET v1/user/Info": says(200, `{}`)})
	c := s.client(t)
	if e := as[*SecondFactorError](t, c.SignIn(t.Context())); e.Channel != "" || Explain(e) == "" {
		t.Errorf("%+v", e)
	}
	if err := c.SignInSecondFactor(t.Context(), "4711"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.GetUserInfo(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, r := range append(s.requests("Login")[1:], s.requests("Info")...) {
		if r.Header.Get("Cookie") != "myIstra_SESSIONID=half" || r.Header.Get("X-Application") != "myIstra;half" {
			t.Errorf("%s: %v", r.URL.Path, r.Header)
		}
	}
}

func TestSecondFactorStaysOpenWhenTheNetworkFails(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Update(func(q *istratest.Quirks) { q.TwoStep = "authBySMS" })
	c := newClient(t, p)
	as[*SecondFactorError](t, c.SignIn(t.Context()))
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Drop: true, Times: 1})
	as[*NetworkError](t, c.SignInSecondFactor(t.Context(), "654321"))
	_, err := c.GetCounters(t.Context())
	as[*SecondFactorError](t, err)
	if err := c.SignInSecondFactor(t.Context(), "654321"); err != nil {
		t.Error(err)
	}
}
