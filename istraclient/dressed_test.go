package istraclient

import (
	"net/http"
	"testing"

	"istratray/istraclient/istratest"
)

const refusalPage = "<html><body>Unauthorized</body></html>"

// refusesAsAPage is a server that says as a web page what the API says in JSON.
func refusesAsAPage(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(refusalPage))
}

// Servers dress up refusals as web pages. Where Login's resource shows that the platform itself has spoken, they mean
// the same: the API is found, and a session that has ended is renewed.
func TestRefusalsDressedUpAsPages(t *testing.T) {
	for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden} {
		logins, valid := 0, "1"
		info := func(w http.ResponseWriter, r *http.Request) {
			cookie, err := r.Cookie("myIstra_SESSIONID")
			if err != nil || cookie.Value != valid {
				refusesAsAPage(w, status)
				return
			}
			says(http.StatusOK, `{"userName":"Anna"}`)(w, r)
		}
		s := newScript(t, map[string]http.HandlerFunc{
			"GET v1/user/Info": info, "GET v1/logs/Notifications/bean": info,
			"GET v1/service/Login": says(http.StatusMethodNotAllowed, `{"code":"ERR_METHOD"}`),
			"POST v1/service/Login": func(w http.ResponseWriter, _ *http.Request) {
				logins++
				http.SetCookie(w, &http.Cookie{Name: "myIstra_SESSIONID", Value: valid})
				w.Header().Set("X-Application", "myIstra;T")
			},
		})
		c := s.client(t)
		if _, err := c.GetUserInfo(t.Context()); err != nil {
			t.Errorf("%d: at first: %v", status, err)
			continue
		}
		valid = "2"
		if _, err := c.GetUserInfo(t.Context()); err != nil || logins != 2 {
			t.Errorf("%d: after the session's end: %v; %d sign-ins", status, err, logins)
		}
	}
}

// A Login that gives a session has succeeded, whatever comes with it.
func TestALoginAnsweredWithAPage(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{
		"GET v1/user/Info": says(http.StatusUnauthorized, `{"code":"ERR"}`),
		"POST v1/service/Login": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Set-Cookie", "myIstra_SESSIONID=s3cr3t;Path=/restletrouter")
			w.Header().Set("X-Application", "myIstra;t0k3n")
			_, _ = w.Write([]byte(refusalPage))
		},
	})
	if err := s.client(t).SignIn(t.Context()); err != nil {
		t.Error(err)
	}
}

// What something in between refuses, Login's resource included, is still nobody's end.
func TestAPageThatRefusesEverythingEndsNoSession(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	mustCount(t, c)
	p.Faults().Add(istratest.Fault{Status: http.StatusUnauthorized, Body: istratest.BodyHTML})
	for range 3 {
		if _, err := c.GetUserInfo(t.Context()); err == nil || SessionEnded(err) {
			t.Error(err)
		}
	}
	p.Faults().Clear()
	mustCount(t, c)
	if n := p.Logins(); n != 1 {
		t.Errorf("%d sign-ins", n)
	}
}
