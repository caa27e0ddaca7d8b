package istraclient

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

// piped is a platform and a signed-in client in a synctest bubble.
func piped(t *testing.T, opts istratest.Options, change ...func(*Options)) (*Client, *istratest.Platform) {
	t.Helper()
	pipe := istratest.NewPipe()
	opts.Listener = pipe
	p := startPlatform(t, opts)
	change = append(change, func(o *Options) { o.DialContext, o.Base = pipe.Dial, p.URL() })
	c := newClient(t, p, change...)
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, p
}

func mustCount(t testing.TB, c *Client) {
	t.Helper()
	if _, err := c.GetCounters(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// While everything but Login refuses, an hour costs two sign-ins, however often something is asked. When it is over,
// the session that is there serves, and those that it replaced are logged out.
func TestAnHourOfRefusalsCostsTwoSignIns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := piped(t, istratest.Options{SessionTimeout: 24 * time.Hour})
		mustCount(t, c)
		time.Sleep(2 * time.Minute)
		mustCount(t, c)
		p.Faults().Add(
			istratest.Fault{Match: "v1/user", Status: 401}, istratest.Fault{Match: "v1/logs", Status: 401},
			istratest.Fault{Match: "v1/service/EventListener", Status: 401},
			istratest.Fault{Match: "v1/service/Logout", Status: 401},
			istratest.Fault{Match: "ws-service", Status: 401})
		before := p.Logins()
		for range 50 * 6 {
			_, err := c.GetCounters(t.Context())
			if err == nil || NeedsPerson(err) {
				t.Fatal(err)
			}
			if err := c.Listen(t.Context(), func(Event) {}); NeedsPerson(err) {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Second)
		}
		if n := p.Logins() - before; n != 2 {
			t.Errorf("%d sign-ins", n)
		}
		p.Faults().Clear()
		mustCount(t, c) // at once, with the session that there is
		synctest.Wait()
		if s := p.State(); s.Sessions != 1 {
			t.Errorf("%d sessions are left", s.Sessions)
		}
	})
}

// What is not the session's end costs no sign-in, a code least of all.
func TestNoFaultOfAResourceCostsASignIn(t *testing.T) {
	for name, fault := range map[string]istratest.Fault{
		"500": {Status: 500}, "503": {Status: 503, RetryAfter: "1"}, "429": {Status: 429}, "404": {Status: 404},
		"a page":              {Status: 200, Body: istratest.BodyPortal},
		"a page that refuses": {Status: 401, Body: istratest.BodyHTML},
		"a page that forbids": {Status: 403, Body: istratest.BodyHTML}, "nothing": {Drop: true},
		"one resource's 401": {Match: "v1/logs/Voicemail", Status: 401},
		"one resource's 403": {Match: "v1/logs/Voicemail", Status: 403},
		"the counters' 401":  {Match: "v1/logs/Notifications", Status: 401},
		"the user's 401":     {Match: "v1/user", Status: 401},
		"no listener":        {Match: "v1/service/EventListener", Status: 401},
		"no upgrade":         {Match: "ws-service", Status: 401},
		"no subscription":    {Match: "v1/logs/Notifications", Status: 403},
	} {
		t.Run(name, func(t *testing.T) {
			c, p := signedIn(t, istratest.Options{})
			p.Faults().Update(func(q *istratest.Quirks) { q.TwoStep = "authBySMS" })
			mustCount(t, c)
			p.Faults().Add(fault)
			for range 5 {
				_, _ = c.ListVoicemails(t.Context(), ListOptions{})
				_, _ = c.GetUserInfo(t.Context())
				_, _ = c.GetCounters(t.Context())
				if strings.HasPrefix(name, "no ") {
					if err := c.Listen(t.Context(), func(Event) {}); SessionEnded(err) {
						t.Error(err)
					}
				}
			}
			p.Faults().Clear()
			mustCount(t, c)
			if n := p.Logins(); n != 1 {
				t.Errorf("%d sign-ins", n)
			}
		})
	}
}

// Where the user and the counters are not for this account, what has answered last speaks for the session.
func TestWhatAnsweredLastSpeaksForTheSession(t *testing.T) {
	over := false
	s := newScript(t, map[string]http.HandlerFunc{
		"GET v1/user/Info":                  says(403, `{"code":"ERR_RIGHT"}`),
		"GET v1/logs/Notifications/bean":    says(403, `{"code":"ERR_RIGHT"}`),
		"POST v1/user/Terminal/1/placeCall": says(403, `{"code":"ERR_POLICY"}`), "GET v1/service/Logout": says(204, ``),
		"GET v1/logs/Phone/bean": func(w http.ResponseWriter, r *http.Request) {
			if over {
				over = false // one sign-in heals it
				says(401, `{}`)(w, r)
				return
			}
			says(200, `{"items":[]}`)(w, r)
		},
	})
	c := s.client(t)
	list := func() {
		t.Helper()
		if _, err := c.ListCalls(t.Context(), ListOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	list()
	for range 5 {
		if e := as[*APIError](t, c.PlaceCall(t.Context(), "1", "200")); e.Code != "ERR_POLICY" {
			t.Error(e)
		}
	}
	if n := len(s.requests("Login")); n != 1 {
		t.Errorf("%d sign-ins for what is not allowed", n)
	}
	over = true
	list()
	if n := len(s.requests("Login")); n != 2 {
		t.Errorf("%d sign-ins, want another one for the new session", n)
	}
}

// A session that has really ended is renewed, whatever the body of the refusal.
func TestASessionThatEndedIsRenewed(t *testing.T) {
	for name, end := range map[string]http.HandlerFunc{
		"JSON": says(401, `{"code":"ERR_SESSION"}`), "forbidden": says(403, `{"code":"ERR_SESSION"}`),
		"no body": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) },
		"its header": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Application", "myIstra")
			w.WriteHeader(401)
		},
		"a dressed-up page with its header": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Application", "myIstra")
			http.Error(w, "<html>no</html>", http.StatusUnauthorized)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			over := false
			answer := func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				if over {
					end(w, r)
					return
				}
				says(200, `{"unreadMissedCalls":1}`)(w, r)
			}
			s := newScript(t, map[string]http.HandlerFunc{
				"GET v1/user/Info": answer, "GET v1/logs/Notifications/bean": answer,
				"GET v1/service/Logout": says(401, `{}`),
				"POST v1/service/Login": func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					defer mu.Unlock()
					over = false
					logIn(w, r)
				},
			})
			c := s.client(t)
			mustCount(t, c)
			mu.Lock()
			over = true
			mu.Unlock()
			mustCount(t, c)
			if n := len(s.requests("Login")); n != 2 {
				t.Errorf("%d sign-ins", n)
			}
		})
	}
}

// The session that a sign-in replaces is logged out: at once, or as soon as the platform answers again.
func TestNoSessionIsLeftBehind(t *testing.T) {
	for name, faults := range map[string][]istratest.Fault{
		"at once": nil, "the logout fails": {{Match: "v1/service/Logout", Status: 503, Times: 1}},
		"the logout hangs": {{Match: "v1/service/Logout", Hang: true, Times: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, p := piped(t, istratest.Options{})
				mustCount(t, c)
				p.Faults().Add(faults...)
				start := time.Now()
				if err := c.SignIn(t.Context()); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(start); took > 3*time.Second {
					t.Errorf("took %v", took)
				}
				mustCount(t, c)
				synctest.Wait()
				if n := p.State().Sessions; n != 1 {
					t.Errorf("%d sessions", n)
				}
			})
		})
	}
}

// A platform whose sessions are short is served, and one that throws each away after an answer is not stormed.
func TestShortSessionsAreRenewedWithMeasure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := piped(t, istratest.Options{SessionTimeout: 24 * time.Hour})
		for range 20 { // each serves for a good while
			mustCount(t, c)
			time.Sleep(2 * time.Minute)
			mustCount(t, c)
			p.ExpireSessions()
		}
		before := p.Logins()
		var blocked int
		for range 100 {
			if _, err := c.GetCounters(t.Context()); err != nil {
				if e := as[*SessionEndedError](t, err); time.Until(e.Until) <= 0 || time.Until(e.Until) > time.Hour {
					t.Fatal(err)
				}
				blocked++
			}
			p.ExpireSessions()
			time.Sleep(20 * time.Second)
		}
		if n := p.Logins() - before; n > maxShortLived || blocked == 0 {
			t.Errorf("%d sign-ins in %v, %d requests blocked", n, 100*20*time.Second, blocked)
		}
		time.Sleep(time.Hour)
		mustCount(t, c)
	})
}

// A page in the place of a refusal is a proxy's or a rate limiter's: it judges no password, and is not asked for again
// and again.
func TestAPageAtLoginRefusesNobody(t *testing.T) {
	for name, fault := range map[string]istratest.Fault{
		"401 page": {Status: 401, Body: istratest.BodyHTML}, "403 page": {Status: 403, Body: istratest.BodyHTML},
		"401 empty": {Status: 401, Body: istratest.BodyEmpty}, "403 portal": {Status: 403, Body: istratest.BodyPortal},
		"412 page": {Status: 412, Body: istratest.BodyHTML}, "423 page": {Status: 423, Body: istratest.BodyHTML},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, p := piped(t, istratest.Options{})
				mustCount(t, c)
				fault.Match = "v1/service/Login"
				p.Faults().Add(fault)
				p.ExpireSessions()
				for range 12 {
					_, err := c.GetCounters(t.Context())
					if err == nil || NeedsPerson(err) || !Transient(err) || Explain(err) == "" {
						t.Fatal(err)
					}
					time.Sleep(5 * time.Second)
				}
				if n := len(p.RequestsTo("POST", "v1/service/Login")); n-1 > maxFruitless {
					t.Errorf("%d sign-ins were sent in a minute", n-1)
				}
				p.Faults().Clear()
				time.Sleep(2 * time.Minute)
				mustCount(t, c)
			})
		})
	}
}

// Where only the newest token is good, all succeed that were begun side by side, each done once.
func TestSideBySideWhereOnlyTheNewestTokenIsGood(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.Faults().Update(func(q *istratest.Quirks) { q.NewestToken = true })
	const n = 36
	for round := range 2 {
		var all sync.WaitGroup
		before := p.State().RequestCount
		for range n {
			all.Go(func() {
				if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := len(p.PlacedCalls()); got != n*(round+1) {
			t.Errorf("%d calls after round %d", got, round)
		}
		if sent := p.State().RequestCount - before; round == 1 && sent != n || sent > n+laneCount {
			t.Errorf("%d requests in round %d", sent, round)
		}
	}
	if p.Logins() != 1 {
		t.Errorf("%d sign-ins", p.Logins())
	}
}
