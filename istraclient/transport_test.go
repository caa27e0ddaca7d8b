package istraclient

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// connectProxy tunnels every CONNECT to one address and counts them.
func connectProxy(t *testing.T, to string) (proxy string, tunnels *atomic.Int32) {
	t.Helper()
	tunnels = new(atomic.Int32)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		there, err := net.Dial("tcp", to)
		if err != nil || r.Method != http.MethodConnect {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		defer there.Close()
		tunnels.Add(1)
		w.WriteHeader(http.StatusOK)
		here, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer here.Close()
		go func() { _, _ = io.Copy(there, buffered) }()
		_, _ = io.Copy(here, there)
	}))
	t.Cleanup(srv.Close)
	return srv.URL, tunnels
}

// The proxy's settings are read once a process, so a process of its own is asked.
func TestProxyFromTheEnvironment(t *testing.T) {
	if os.Getenv("ISTRACLIENT_PROXIED") != "" {
		signInThroughProxy(t)
		return
	}
	p := startPlatform(t, istratest.Options{Host: "pbx.example"})
	_, port, _ := net.SplitHostPort(p.Host())
	proxy, tunnels := connectProxy(t, "127.0.0.1:"+port)
	authority := t.TempDir() + "/ca.pem"
	if err := os.WriteFile(authority, p.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProxyFromTheEnvironment$", "-test.v")
	cmd.Env = append(os.Environ(), "ISTRACLIENT_PROXIED="+p.Host(), "ISTRACLIENT_CA="+authority, "HTTPS_PROXY="+proxy, "NO_PROXY=", "no_proxy=", "https_proxy=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := tunnels.Load(); n < 2 {
		t.Errorf("%d tunnels, want those of requests and push stream", n)
	}
}

func signInThroughProxy(t *testing.T) {
	authority, err := os.ReadFile(os.Getenv("ISTRACLIENT_CA"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Options{Server: os.Getenv("ISTRACLIENT_PROXIED"), Login: "alex@example.com", Password: "135790", ExtraCAs: authority})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	subscribed := false
	_ = c.Listen(ctx, func(Event) { subscribed = true; cancel() }) // ends by our own hand
	if !subscribed {
		t.Error("no push stream through the proxy")
	}
}

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
	c := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": endless, "GET ws-service/myIstra": endless}).client(t)
	_, err := c.GetUserInfo(t.Context())
	as[*NetworkError](t, err)
	as[*NetworkError](t, c.Listen(t.Context(), func(Event) {}))
}
