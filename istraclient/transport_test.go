package istraclient

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"istratray/istraclient/istratest"
)

// The dialler's limits are set on a real socket without an error.
func TestDialerSetsItsLimits(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	conn, err := newDialer().DialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

func TestUserAgent(t *testing.T) {
	for set, want := range map[string]string{"": "istraclient", "IstraTray/1.0": "IstraTray/1.0"} {
		p := startPlatform(t, istratest.Options{})
		if err := newClient(t, p, func(o *Options) { o.UserAgent = set }).SignIn(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Requests() {
			if got := r.Header.Get("User-Agent"); got != want {
				t.Errorf("%s: %q", r.Path, got)
			}
		}
	}
}

// An answer with endless headers is cut off, on requests and on the upgrade.
func TestHeadersAreLimited(t *testing.T) {
	endless := func(w http.ResponseWriter, _ *http.Request) {
		conn, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = buffered.WriteString("HTTP/1.1 200 OK\r\n")
		for line := "X-Padding: " + strings.Repeat("x", 1000) + "\r\n"; ; {
			if _, err := buffered.WriteString(line); err != nil {
				return
			}
		}
	}
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": endless,
		"GET ws-service/myIstra": endless}).client(t)
	_, err := c.GetUserInfo(t.Context())
	as[*NetworkError](t, err)
	as[*NetworkError](t, c.Listen(t.Context(), func(Event) {}))
}
