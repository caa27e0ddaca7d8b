package istraclient

import (
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"istratray/istraclient/istratest"
)

// While Login fails, two an hour are sent, whatever it answers and however often it is wanted. Where its resource shows
// that Login is well again, it is sent at once.
func TestALoginThatFailsIsHardlyRepeated(t *testing.T) {
	for name, fault := range map[string]istratest.Fault{
		"500": {Status: 500}, "429": {Status: 429}, "404": {Status: 404},
		"a page":              {Status: 200, Body: istratest.BodyHTML},
		"a page that refuses": {Status: 401, Body: istratest.BodyHTML}, "nothing": {Drop: true},
		"silence":                   {Hang: true},
		"500 to sign-ins alone":     {Status: 500, Method: http.MethodPost},
		"429 to sign-ins alone":     {Status: 429, Method: http.MethodPost},
		"silence to sign-ins alone": {Hang: true, Method: http.MethodPost},
		"a page to sign-ins alone":  {Body: istratest.BodyHTML, Method: http.MethodPost},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, p := piped(t, istratest.Options{})
				mustCount(t, c)
				fault.Match = "v1/service/Login"
				p.Faults().Add(fault)
				p.ExpireSessions()
				for start := time.Now(); time.Since(start) < 50*time.Minute; time.Sleep(10 * time.Second) {
					if _, err := c.GetCounters(t.Context()); err == nil || NeedsPerson(err) {
						t.Fatal(err)
					}
				}
				if n := passwordsSent(p) - 1; n > 1 {
					t.Errorf("%d sign-ins were sent", n)
				}
				p.Faults().Clear()
				if fault.Method != "" {
					time.Sleep(laterPost * 6 / 5)
				}
				mustCount(t, c)
			})
		})
	}
}

// passwordsSent counts the requests to Login that had a password with them.
func passwordsSent(p *istratest.Platform) (n int) {
	for _, r := range p.RequestsTo("POST", loginURI) {
		if r.Header.Get("Authorization") != "" {
			n++
		}
	}
	return n
}

// A Login that fails once is over within a minute.
func TestALoginThatFailsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := piped(t, istratest.Options{})
		mustCount(t, c)
		p.ExpireSessions()
		p.Faults().Add(istratest.Fault{Match: loginURI, Method: http.MethodPost, Status: 500, Times: 1})
		if _, err := c.GetCounters(t.Context()); !Transient(err) {
			t.Fatal(err)
		}
		time.Sleep(firstPost)
		mustCount(t, c)
	})
}

// One that fails in a way which shows with a password only is sent twice an hour.
func TestALoginThatFailsWithAPasswordOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ill atomic.Bool
		c, p := piped(t, istratest.Options{SessionTimeout: 24 * time.Hour}, func(o *Options) {
			o.Transport = func(next http.RoundTripper) http.RoundTripper {
				return carrier(func(r *http.Request) (*http.Response, error) {
					if ill.Load() && r.Header.Get("Authorization") != "" {
						r.URL.Path += "/ill"
					}
					return next.RoundTrip(r)
				})
			}
		})
		mustCount(t, c)
		p.Faults().Add(istratest.Fault{Match: loginURI + "/ill", Status: 500})
		p.ExpireSessions()
		ill.Store(true)
		for start := time.Now(); time.Since(start) < 55*time.Minute; time.Sleep(20 * time.Second) {
			if _, err := c.GetCounters(t.Context()); !Transient(err) {
				t.Fatal(err)
			}
		}
		if n := passwordsSent(p) - 1; n != maxFruitless {
			t.Errorf("%d sign-ins were sent", n)
		}
		ill.Store(false)
		time.Sleep(6 * time.Minute)
		mustCount(t, c)
	})
}

// carrier carries requests by a function.
type carrier func(*http.Request) (*http.Response, error)

func (f carrier) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestLoginHistory(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	h := loginHistory(nil).sent(at(0)).sent(at(10))
	if got := h.next(at(11)); !got.Equal(at(60)) {
		t.Errorf("two without an answer: %v", got)
	}
	if got := h.answered(at(10)).next(at(11)); !got.IsZero() {
		t.Errorf("one without an answer: %v", got)
	}
	if h := h.answered(at(11)); len(h) != 0 {
		t.Errorf("a steady one leaves %v", h)
	}
	if got := h.sent(at(70)).next(at(71)); !got.IsZero() {
		t.Errorf("an hour later: %v", got)
	}
}
