package istraclient

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// deadAddress is an address where nobody listens.
func deadAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func system(proxies ...string) func(*Options) {
	return func(o *Options) {
		o.SystemProxies = func(context.Context, string) ([]string, error) { return proxies, nil }
	}
}

// A proxy of the system that can't be reached is passed over, as a proxy script means it.
func TestSystemProxies(t *testing.T) {
	proxyEnvironment(t, nil)
	p := startPlatform(t, istratest.Options{Host: "pbx.example"})
	proxy := startProxy(t, "http", "127.0.0.1:"+portOf(t, p.Host()), "")
	asked := ""
	c := newClient(t, p, func(o *Options) {
		o.SystemProxies = func(_ context.Context, addr string) ([]string, error) {
			asked = addr
			return []string{"ftp://unknown:1", deadAddress(t), proxy.addr}, nil
		}
	})
	if err := c.SignIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if proxy.tunnels.Load() == 0 || asked != p.Host() {
		t.Errorf("%d tunnels, asked was %q", proxy.tunnels.Load(), asked)
	}
}

func TestTheEnvironmentWinsOverTheSystem(t *testing.T) {
	never := func(o *Options) {
		o.SystemProxies = func(context.Context, string) ([]string, error) { panic("the system was asked") }
	}
	dead := deadAddress(t)
	proxyEnvironment(t, map[string]string{"HTTPS_PROXY": dead})
	if e := asProxyError(t, behind(t, never).SignIn(t.Context())); e.Host != dead || e.Variable != "HTTPS_PROXY" {
		t.Error(e)
	}
	proxyEnvironment(t, map[string]string{"NO_PROXY": "pbx.example"})
	var opts Options
	never(&opts)
	routes, err := (&dialer{proxy: newProxySettings(), system: opts.SystemProxies}).routes(t.Context(),
		"pbx.example:443")
	if err != nil || len(routes) != 1 || routes[0].proxy != nil {
		t.Errorf("%v, %v", routes, err)
	}
}

// What a proxy of the system refuses is not tried behind its back, and is said without a variable.
func TestSystemProxyThatRefuses(t *testing.T) {
	proxyEnvironment(t, nil)
	addr := hostileProxy(t, "HTTP/1.1 407\r\n\r\n", false)
	c := behind(t, system(addr, ""))
	e := asProxyError(t, c.SignIn(t.Context()))
	if code, _ := Reason(e); e.Host != addr || e.Variable != "" || e.Status != 407 || code != "proxy-login-system" {
		t.Errorf("%v is %s", e, code)
	}
	dead := deadAddress(t)
	e = asProxyError(t, behind(t, system(dead)).SignIn(t.Context()))
	if code, _ := Reason(e); e.Host != dead || code != "proxy-unreachable-system" {
		t.Errorf("%v is %s", e, code)
	}
}

// Settings that can't be read, or take forever, cost no connection.
func TestSystemThatKnowsNoProxy(t *testing.T) {
	d := &dialer{proxy: proxyFromEnvironment(func(string) string { return "" }), log: slog.New(slog.DiscardHandler)}
	for name, ask := range map[string]func(context.Context, string) ([]string, error){
		"an error": func(context.Context, string) ([]string, error) { return nil, errors.New("broken") },
		"none":     func(context.Context, string) ([]string, error) { return nil, nil },
		"nonsense": func(context.Context, string) ([]string, error) { return []string{"::", "gopher://x:1"}, nil },
		"direct":   func(context.Context, string) ([]string, error) { return []string{""}, nil },
	} {
		d.system = ask
		routes, err := d.routes(t.Context(), "pbx.example:443")
		if err != nil || len(routes) != 1 || routes[0].proxy != nil {
			t.Errorf("%s: %v, %v", name, routes, err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	d.system = func(ctx context.Context, _ string) ([]string, error) { <-ctx.Done(); return nil, ctx.Err() }
	if _, err := d.routes(ctx, "pbx.example:443"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
