package istraclient

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"istratray/istraclient/istratest"
)

func TestRawRequests(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{
		"GET v1/data/Thing":    says(200, ` {"a":[1]} `),
		"DELETE v1/data/Thing": says(204, ""),
		"GET v1/page":          says(200, portal),
		"GET v1/cut":           says(200, `{"a":`),
		"GET v1/none":          says(404, `{"code":"ERR"}`),
		"PUT v1/data/Thing":    says(502, ""),
		"POST v1/data/Thing": func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			says(200, `{"got":`+string(body)+`,"q":"`+r.URL.RawQuery+`"}`)(w, r)
		},
	})
	c := s.client(t)
	if got, err := c.Do(t.Context(), RawRequest{Path: "v1/data/Thing"}); err != nil || string(got) != `{"a":[1]}` {
		t.Errorf("%s, %v", got, err)
	}
	if got, err := c.Do(t.Context(), RawRequest{Method: "DELETE", Path: "v1/data/Thing"}); err != nil || got != nil {
		t.Errorf("%s, %v", got, err)
	}
	got, err := c.Do(t.Context(), RawRequest{Method: "POST", Path: "v1/data/Thing", Query: url.Values{"x": {"1"}},
		Body: map[string]int{"n": 1}})
	if err != nil || string(got) != `{"got":{"n":1},"q":"x=1"}` {
		t.Errorf("%s, %v", got, err)
	}
	_, err = c.Do(t.Context(), RawRequest{Path: "v1/page"})
	as[*NotAPIError](t, err)
	_, err = c.Do(t.Context(), RawRequest{Path: "v1/cut"})
	as[*BodyError](t, err)
	_, err = c.Do(t.Context(), RawRequest{Path: "v1/none"})
	as[*APIError](t, err)
	_, err = c.Do(t.Context(), RawRequest{Method: "PUT", Path: "v1/data/Thing"})
	as[*OutcomeUnknownError](t, err)
	for _, path := range []string{"", "data/Thing", "https://evil.example/v1/x", "/v1/user/Info"} {
		_, err := c.Do(t.Context(), RawRequest{Path: path})
		as[*ArgumentError](t, err)
	}
	_, err = c.Do(t.Context(), RawRequest{Path: "v1/../../x"})
	as[*OriginError](t, err)
}

type counting struct {
	http.RoundTripper
	n *atomic.Int32
}

func (c counting) RoundTrip(r *http.Request) (*http.Response, error) {
	c.n.Add(1)
	return c.RoundTripper.RoundTrip(r)
}

func TestTheTransportCanBeWrapped(t *testing.T) {
	p := startPlatform(t, istratest.Options{Voicemails: []istratest.Voicemail{{ID: "7"}}})
	var n atomic.Int32
	c := newClient(t, p, func(o *Options) {
		o.Transport = func(next http.RoundTripper) http.RoundTripper { return counting{next, &n} }
	})
	walkThrough(t, c, p)
	sockets := len(p.RequestsTo("GET", "ws-service"))
	if got, want := int(n.Load()), p.State().RequestCount-sockets; got != want {
		t.Errorf("%d requests passed it, want %d", got, want)
	}
}

// Where the API is known to be, nothing is sent anywhere else.
func TestAFixedRootIsNotLookedFor(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	fixed := func(server string) *Client {
		return newClient(t, p, func(o *Options) { o.Server, o.Fixed = server, true })
	}
	c := fixed(p.URL())
	if base, err := c.Discover(t.Context()); err != nil || strings.TrimSuffix(base, "/") != p.URL() ||
		p.State().RequestCount != 0 {
		t.Errorf("%s, %v after %d requests", base, err, p.State().RequestCount)
	}
	if _, err := c.GetUserInfo(t.Context()); err != nil || p.State().RequestCount != 2 {
		t.Errorf("%v after %d requests", err, p.State().RequestCount)
	}
	before := p.State().RequestCount
	_, err := fixed(p.Host()).GetUserInfo(t.Context())
	if as[*NotAPIError](t, err); p.State().RequestCount > before+2 {
		t.Errorf("%d requests to the wrong place, want a Login and a look at it", p.State().RequestCount-before)
	}
}

func TestASessionCanBeTakenAlong(t *testing.T) {
	c, p := signedIn(t, istratest.Options{})
	saved, err := c.SaveSession()
	if err != nil || strings.Contains(string(saved), p.Password()) {
		t.Fatalf("%s, %v", saved, err)
	}
	next := newClient(t, p)
	if _, err := next.SaveSession(); !errors.Is(err, ErrNoSession) {
		t.Errorf("before the sign-in: %v", err)
	}
	if err := next.RestoreSession(saved); err != nil {
		t.Fatal(err)
	}
	if _, err := next.GetUserInfo(t.Context()); err != nil || p.Logins() != 1 || next.Base() != c.Base() {
		t.Errorf("%v after %d sign-ins", err, p.Logins())
	}
	p.ExpireSessions()
	if _, err := next.GetUserInfo(t.Context()); err != nil || p.Logins() != 2 {
		t.Errorf("after its end: %v after %d sign-ins", err, p.Logins())
	}
	for name, stranger := range map[string]*Client{
		"another login": newClient(t, p, func(o *Options) { o.Login = "eve" }),
		"elsewhere":     newClient(t, startPlatform(t, istratest.Options{})),
	} {
		if err := stranger.RestoreSession(saved); !errors.Is(err, ErrNoSession) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := next.RestoreSession([]byte("{")); err == nil {
		t.Error("half a session was restored")
	}
	next.Close()
	as[*ClosedError](t, next.RestoreSession(saved))
}
