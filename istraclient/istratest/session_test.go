package istratest

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSignInGivesCookieAndToken(t *testing.T) {
	p := start(t, Options{})
	u := newUser(t, p)
	r := u.signIn(p.Login(), p.Password())
	if r.status != 200 {
		t.Fatalf("%+v", r)
	}
	if cookie := r.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "myIstra_SESSIONID=") ||
		!strings.HasSuffix(cookie, ";Path=/restletrouter") {
		t.Errorf("cookie %q", cookie)
	}
	if token := r.header.Get("X-Application"); !strings.HasPrefix(token, "myIstra;") || len(token) < 20 {
		t.Errorf("token %q", token)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("with cookie and token: %+v", r)
	}
	if p.Logins() != 1 {
		t.Errorf("%d logins", p.Logins())
	}
}

func TestSignInMayAnswerNoContent(t *testing.T) {
	p := start(t, Options{})
	p.Faults().Set(Quirks{NoContent: true, RootCookie: true})
	u := newUser(t, p)
	r := u.signIn(p.Login(), p.Password())
	if r.status != 204 || !strings.HasSuffix(r.header.Get("Set-Cookie"), ";Path=/") {
		t.Errorf("%+v", r)
	}
	if r := u.do("GET", "v1/service/Logout", ""); r.status != 204 {
		t.Errorf("%+v", r)
	}
}

func TestWhatEachRequestNeeds(t *testing.T) {
	p := start(t, Options{Voicemails: []Voicemail{{ID: "144"}}})
	for name, c := range map[string]struct {
		method, path string
		without      string
		want         int
	}{
		"everything is there":    {"GET", "v1/user/Info", "", 200},
		"no content type":        {"GET", "v1/user/Info", "Content-Type", 415},
		"a sound needs none":     {"GET", "v1/logs/Voicemail/bean/144.ogg", "Content-Type", 200},
		"no application":         {"GET", "v1/user/Info", "X-Application", 403},
		"no session":             {"GET", "v1/user/Info", "Cookie", 401},
		"no session for a sound": {"GET", "v1/logs/Voicemail/bean/144.ogg", "Cookie", 401},
		"unknown resource":       {"GET", "v1/nothing", "", 404},
		"the root itself":        {"GET", "", "", 404},
		"unknown method":         {"DELETE", "v1/user/Info", "", 405},
		"logging out by POST":    {"POST", "v1/service/Logout", "", 405},
		"logging in by GET":      {"GET", "v1/service/Login", "", 405},
	} {
		t.Run(name, func(t *testing.T) {
			u := signedIn(t, p)
			req := u.request(c.method, c.path, "")
			req.Header.Del(c.without)
			r, err := u.send(req)
			if err != nil || r.status != c.want {
				t.Errorf("%d %s %v, want %d", r.status, r.body, err, c.want)
			}
			if r.status >= 400 && r.json(t)["message"] == "" {
				t.Errorf("no message in %s", r.body)
			}
		})
	}
}

func TestBrowsersAreAskedForAPassword(t *testing.T) {
	p := start(t, Options{})
	u := newUser(t, p)
	if r := u.do("GET", "v1/user/Info", ""); r.header.Get("WWW-Authenticate") == "" {
		t.Errorf("%+v", r)
	}
	req := u.request("GET", "v1/user/Info", "")
	req.Header.Set("X-Authenticate", "false")
	if r, err := u.send(req); err != nil || r.header.Get("WWW-Authenticate") != "" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestRepeatedWrongPasswordsSuspend(t *testing.T) {
	p := start(t, Options{SuspendAfter: 3})
	u := newUser(t, p)
	for i, want := range []int{401, 401, 401, 403} {
		if r := u.signIn(p.Login(), "999999"); r.status != want {
			t.Errorf("attempt %d: %d", i, r.status)
		}
	}
	if r := u.signIn(p.Login(), p.Password()); r.status != 403 || r.json(t)["code"] != "ERR_ACCOUNT_SUSPENDED" {
		t.Errorf("the right password: %+v", r)
	}
	if s := p.State(); !s.Suspended || s.RefusedLogins != 5 || s.Logins != 5 {
		t.Errorf("%v", s)
	}
	p.RestoreAccount()
	if r := u.signIn(p.Login(), p.Password()); r.status != 200 {
		t.Errorf("after restoring: %+v", r)
	}
}

func TestRightPasswordForgivesWrongOnes(t *testing.T) {
	p := start(t, Options{SuspendAfter: 2})
	u := newUser(t, p)
	for range 3 {
		if r := u.signIn(p.Login(), "1"); r.status != 401 {
			t.Fatalf("%+v", r)
		}
		if r := u.signIn(p.Login(), p.Password()); r.status != 200 {
			t.Fatalf("%+v", r)
		}
	}
	for range 3 {
		if r := u.signIn("nobody", "1"); r.status != 401 {
			t.Fatalf("an unknown login: %+v", r)
		}
	}
}

func TestChangedPassword(t *testing.T) {
	p := start(t, Options{Login: "odd:login@example.com"})
	u := newUser(t, p)
	p.SetPassword("4711")
	if r := u.signIn(p.Login(), "135790"); r.status != 401 {
		t.Errorf("the old one: %+v", r)
	}
	if r := u.signIn(p.Login(), "4711"); r.status != 200 {
		t.Errorf("the new one: %+v", r)
	}
}

func TestSuspendedAccount(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	p.Faults().Set(Quirks{SuspendedCode: 423})
	p.SuspendAccount()
	if r := u.do("GET", "v1/user/Info", ""); r.status != 401 {
		t.Errorf("its session: %+v", r)
	}
	if r := u.signIn(p.Login(), p.Password()); r.status != 423 {
		t.Errorf("%+v", r)
	}
}

func TestTwoStepSignIn(t *testing.T) {
	p := start(t, Options{})
	p.Faults().Set(Quirks{TwoStep: "authBySMS"})
	u := newUser(t, p)
	if r := u.signIn(p.Login(), "654321"); r.status != 401 {
		t.Errorf("the second password first: %+v", r)
	}
	r := u.signIn(p.Login(), p.Password())
	if r.status != 412 || r.header.Get("X-Two-Level-Auth-Mechanism") != "authBySMS" ||
		r.json(t)["message"] != "two steps authentication" {
		t.Errorf("the first step: %+v", r)
	}
	if r := u.signIn(p.Login(), "111111"); r.status != 401 {
		t.Errorf("a wrong second password: %+v", r)
	}
	if r := u.signIn(p.Login(), "654321"); r.status != 200 {
		t.Errorf("the second step: %+v", r)
	}
}

func TestTokensCanRotateAndBeRenewed(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	old := u.token
	p.RotateTokens()
	r := u.do("GET", "v1/user/Info", "")
	if r.status != 403 || r.json(t)["code"] != "ERR_CSRF" || u.token == old {
		t.Errorf("the old token: %+v", r)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("the new one: %+v", r)
	}
	p.Faults().Set(Quirks{FreshTokens: true})
	before := u.token
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 || u.token == before {
		t.Errorf("no fresh token: %+v", r)
	}
	u.token = before
	if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
		t.Errorf("an older token: %+v", r)
	}
}

func TestSessionsEnd(t *testing.T) {
	p := start(t, Options{})
	u := signedIn(t, p)
	if r := u.do("GET", "v1/service/Logout", ""); r.status != 204 || r.body != "" {
		t.Errorf("logging out: %+v", r)
	}
	if r := u.do("GET", "v1/user/Info", ""); r.status != 401 {
		t.Errorf("after logging out: %+v", r)
	}
	u = signedIn(t, p)
	p.ExpireSessions()
	if r := u.do("GET", "v1/user/Info", ""); r.status != 401 {
		t.Errorf("after expiry: %+v", r)
	}
}

// TestIdleSessionsExpire is the platform's clock at work: half an hour passes at once in the bubble.
func TestIdleSessionsExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := start(t, Options{Listener: NewPipe()})
		u := signedIn(t, p)
		time.Sleep(29 * time.Minute)
		if r := u.do("GET", "v1/user/Info", ""); r.status != 200 {
			t.Errorf("after 29 minutes: %+v", r)
		}
		time.Sleep(31 * time.Minute)
		if r := u.do("GET", "v1/user/Info", ""); r.status != 401 {
			t.Errorf("31 minutes later: %+v", r)
		}
	})
}
