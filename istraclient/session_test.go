package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

func TestCookieIsKeptByNameWhateverItsPath(t *testing.T) {
	for _, header := range []string{
		"myIstra_SESSIONID=v4l.u3==;Path=/restletrouter",
		"myIstra_SESSIONID=v4l.u3==;Path=/elsewhere; Secure; HttpOnly",
		"myRCC_SESSIONID=v4l.u3==; Path=/; Domain=example.com", `myIstra_SESSIONID="quo ted"`, "JSESSIONID=v4l.u3==",
	} {
		s := newScript(t, map[string]http.HandlerFunc{
			"POST v1/service/Login": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Set-Cookie", header)
			},
			"GET v1/user/Info": says(200, `{}`),
		})
		if _, err := s.client(t).GetUserInfo(t.Context()); err != nil {
			t.Fatal(err)
		}
		want, _, _ := strings.Cut(header, ";")
		if got := s.requests("Info")[0].Header.Get("Cookie"); got != want {
			t.Errorf("sent %q, want %q", got, want)
		}
	}
}

// After sign-in there is the cookie, and no password any more.
func TestHeadersOfEveryRequest(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{RemoteLabel: "Anna"}}})
	p.Faults().Update(func(q *istratest.Quirks) { q.FreshTokens = true })
	walkThrough(t, c, p)
	for _, r := range p.Requests() {
		name := r.Method + " " + r.Path
		h := r.Header
		if got := h.Get("Content-Type"); got != "application/json" {
			t.Errorf("%s: Content-Type %q", name, got)
		}
		if !strings.HasPrefix(h.Get("X-Application"), "myIstra") {
			t.Errorf("%s: X-Application %q", name, h.Get("X-Application"))
		}
		if login := strings.HasSuffix(r.Path, "Login"); (h.Get("Authorization") != "") != login {
			t.Errorf("%s: Authorization %q", name, h.Get("Authorization"))
		}
		if (h.Get("Cookie") != "") != strings.Contains(h.Get("X-Application"), ";") {
			t.Errorf("%s: cookie and token do not go together: %v", name, h)
		}
	}
}

// walkThrough uses every resource once.
func walkThrough(t *testing.T, c *Client, p *istratest.Platform) {
	t.Helper()
	ctx := t.Context()
	page, err := c.ListVoicemails(ctx, ListOptions{})
	fail := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fail(err)
	ref := page.Items[0].Ref()
	_, err = c.GetVoicemail(ctx, ref)
	fail(err)
	_, err = c.SetVoicemailRead(ctx, ref, true)
	fail(err)
	sound, err := c.VoicemailAudio(ctx, ref, Ogg)
	fail(err)
	fail(sound.Body.Close())
	_, err = c.ListCalls(ctx, ListOptions{})
	fail(err)
	info, err := c.GetUserInfo(ctx)
	fail(err)
	_, err = c.UpdateCallerID(ctx, info.URI, CallerID{})
	fail(err)
	_, err = c.GetCallerID(ctx, info.URI)
	fail(err)
	_, err = c.GetCounters(ctx)
	fail(err)
	fail(c.PlaceCall(ctx, p.Terminals()[0].ID, "200"))
	fail(c.DeleteVoicemail(ctx, ref))
	listening, stop := context.WithCancel(ctx)
	if err := c.Listen(listening, func(Event) { stop() }); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	fail(c.SignOut(ctx))
}

func TestNewestTokenWins(t *testing.T) {
	var n atomic.Int32
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Application", fmt.Sprintf("myIstra;token%d", n.Add(1)))
		says(200, `{}`)(w, nil)
	}})
	c := s.client(t)
	for range 3 {
		if _, err := c.GetUserInfo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{"myIstra;t0k3n", "myIstra;token1", "myIstra;token2"} {
		if got := s.requests("Info")[i].Header.Get("X-Application"); got != want {
			t.Errorf("request %d carried %q, want %q", i, got, want)
		}
	}
}

func TestStaleTokenIsRepeatedWithTheNewOne(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.RotateTokens()
	if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"); err != nil {
		t.Fatal(err)
	}
	if p.Logins() != 1 || len(p.PlacedCalls()) != 1 {
		t.Errorf("%v", p.State())
	}
}

func TestForbiddenWithoutANewTokenIsFinal(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": says(403, `{"code":"ERR_RIGHT"}`)})
	_, err := s.client(t).GetUserInfo(t.Context())
	if e := as[*APIError](t, err); e.Status != 403 || len(s.requests("Info")) != 1 || len(s.requests("Login")) != 1 {
		t.Errorf("%v after %d requests", err, len(s.requests("Info")))
	}
}

// A platform that always hands out another token must not be asked forever.
func TestForbiddenWithEverNewTokensEnds(t *testing.T) {
	var n atomic.Int32
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Application", fmt.Sprintf("myIstra;token%d", n.Add(1)))
		w.WriteHeader(403)
	}})
	_, err := s.client(t).GetUserInfo(t.Context())
	if e := as[*APIError](t, err); e.Status != 403 || n.Load() != maxTokenTries {
		t.Errorf("%v after %d requests", err, n.Load())
	}
}

func TestExpiredSessionIsRenewedOnceByAHundred(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	p.ExpireSessions()
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, err := c.GetCounters(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if p.Logins() != 2 {
		t.Errorf("%d sign-ins, want the first and one more", p.Logins())
	}
}

func TestFirstRequestsShareOneSignIn(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	c := newClient(t, p)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, err := c.GetCounters(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := p.Logins(); n != 1 {
		t.Errorf("%d sign-ins", n)
	}
}

// A 401 says that nothing was done: even a call may be repeated after a new sign-in, once.
func TestRequestsWithAnEffectAreRepeatedAfterA401(t *testing.T) {
	c, p := signedIn(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
	p.ExpireSessions()
	if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"); err != nil {
		t.Error(err)
	}
	p.ExpireSessions()
	if err := c.DeleteVoicemail(t.Context(), Ref{ID: "7"}); err != nil {
		t.Error(err)
	}
	if s := p.State(); len(s.Placed) != 1 || len(s.Voicemails) != 0 || s.Logins != 3 {
		t.Error(s)
	}
}

// One resource that refuses says nothing about the session, for which the counters speak.
func TestA401OfOneResourceIsItsOwn(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{
		"GET v1/user/Info": says(401, `{"code":"ERR_NO"}`), "GET v1/logs/Notifications/bean": says(200, `{}`),
	})
	c := s.client(t)
	_, err := c.GetUserInfo(t.Context())
	if e := as[*APIError](t, err); e.Status != 401 || Retryable(err) {
		t.Errorf("%v", err)
	}
	if len(s.requests("Info")) != 1 || len(s.requests("Login")) != 1 {
		t.Errorf("%d requests, %d sign-ins", len(s.requests("Info")), len(s.requests("Login")))
	}
}

// Late answers to requests of an old session must not spoil the new one.
func TestAnswersOfAnOldSessionChangeNothing(t *testing.T) {
	c := new(Client)
	c.begin(session{token: "old"})
	old := c.current()
	c.begin(session{token: "new", cookies: []cookie{{"a_SESSIONID", "new"}}})
	late := &http.Response{StatusCode: 200, Header: http.Header{
		"X-Application": {"myIstra;late"}, "Set-Cookie": {"a_SESSIONID=late"},
	}}
	c.absorb(late, old)
	if s := c.current(); s.token != "new" || s.cookies[0].value != "new" {
		t.Errorf("%+v", s)
	}
	late.StatusCode = 401 // of the session itself: the cookie of a refusal is no one's
	c.absorb(late, c.current())
	if s := c.current(); s.token != "late" || s.cookies[0].value != "new" {
		t.Errorf("%+v", s)
	}
}

func TestCookiesAreReplacedRemovedAndBounded(t *testing.T) {
	var s session
	set := func(headers ...string) {
		s = s.withCookies(&http.Response{Header: http.Header{"Set-Cookie": headers}})
	}
	set("a=1", "b=2")
	set("a=3", "b=; Max-Age=0", "c=4; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=-1", "d=\x7f")
	if len(s.cookies) != 1 || s.cookies[0] != (cookie{"a", "3"}) {
		t.Errorf("%v", s.cookies)
	}
	for i := range 100 {
		set(fmt.Sprintf("n%d=x", i))
	}
	if len(s.cookies) != maxCookies {
		t.Errorf("%d cookies", len(s.cookies))
	}
}

func TestTokenForms(t *testing.T) {
	for value, want := range map[string]string{
		"myIstra;ABC": "ABC", "myIstra; ABC ": "ABC", "myRCC;A;B": "A;B", "myIstra": "", "myIstra;": "", "": "",
		"myIstra;\x01": "", "myIstra;é": "", "myIstra;" + strings.Repeat("x", 5000): "",
	} {
		if got := tokenOf(http.Header{"X-Application": {value}}); got != want {
			t.Errorf("%.20q holds the token %.20q, want %q", value, got, want)
		}
	}
}

func TestOneWhoGivesUpDoesNotSpoilTheOthersSignIn(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	p.Faults().Add(istratest.Fault{Match: "v1/service/Login", Delay: 300 * time.Millisecond})
	c := newClient(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { first <- c.SignIn(ctx) }()
	if err := p.Await(t.Context(), func(s istratest.State) bool { return len(s.Requests) >= 3 }); err != nil {
		t.Fatal(err)
	}
	second := make(chan error, 1)
	go func() { second <- c.SignIn(t.Context()) }()
	cancel()
	if err := await(t, first, "the one who gave up"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := await(t, second, "the other"); err != nil {
		t.Error(err)
	}
	if p.Logins() > 2 {
		t.Errorf("%d sign-ins", p.Logins())
	}
}
