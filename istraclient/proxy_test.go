package istraclient

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// Requests and push stream go by every kind of proxy, with a login whose characters are percent-encoded, or without.
func TestProxies(t *testing.T) {
	for _, scheme := range []string{"http", "https", "socks5", "socks5h"} {
		for _, login := range []string{"", "al ex:p@ss/w:rd%"} {
			t.Run(scheme+" "+login, func(t *testing.T) {
				p := startPlatform(t, istratest.Options{Host: "pbx.example"})
				port := portOf(t, p.Host())
				proxy := startProxy(t, scheme, "127.0.0.1:"+port, login)
				address := url.URL{Scheme: scheme, Host: proxy.addr}
				if name, password, found := strings.Cut(login, ":"); found {
					address.User = url.UserPassword(name, password)
				}
				proxyEnvironment(t, map[string]string{"HTTPS_PROXY": address.String()})
				cert, err := testCertificate()
				if err != nil {
					t.Fatal(err)
				}
				c := newClient(t, p, func(o *Options) { o.ExtraCAs = append(p.CAPEM(), pemOf(cert.Certificate[0])...) })
				l, _ := listen(t, c)
				p.SetTextMessages(1)
				await(t, l.events, "a push")
				if err := c.PlaceCall(t.Context(), p.Terminals()[0].ID, "200"); err != nil {
					t.Error(err)
				}
				l.end(t)
				if n := proxy.tunnels.Load(); n < 2 {
					t.Errorf("%d tunnels, want those of requests and push stream", n)
				}
			})
		}
	}
}

// Whatever a proxy answers, it is an error that names it.
func TestProxyAnswersOfAnyShape(t *testing.T) {
	for name, test := range map[string]struct {
		scheme, answer string
		hang           bool
		problem        ProxyProblem
		status         int
	}{
		"407 without a reason": {"http", "HTTP/1.1 407\r\n\r\n", false, ProxyRefused, 407},
		"407 and a page": {"http", "HTTP/1.1 407 Log in\r\nContent-Length: 5\r\n\r\nplease", true,
			ProxyRefused, 407},
		"403 cut short": {"http", "HTTP/1.1 403 Forbidden\r\nServer: x\r\n", false, ProxyRefused, 403},
		"502":           {"http", "HTTP/1.0 502 Bad Gateway\n\n", false, ProxyRefused, 502},
		"a redirect to a portal": {"http", "HTTP/1.1 302 Found\r\nLocation: http://portal/\r\n\r\n",
			false, ProxyRefused, 302},
		"a switch of protocols": {"http", strings.Repeat("HTTP/1.1 101 Switching\r\n\r\n", 10), true, ProxyAnswer, 0},
		"headers in disorder": {"http", "HTTP/1.1 503 x\r\n: :\r\nno colon\r\n\x00\r\n\r\n", false, ProxyRefused,
			503},
		"headers without end": {"http", "HTTP/1.1 200 OK\r\n" +
			strings.Repeat("X-Pad: "+strings.Repeat("x", 90)+"\r\n", 2000), true, ProxyAnswer, 0},
		"a line without end":  {"http", strings.Repeat("x", 200_000), true, ProxyAnswer, 0},
		"a status of its own": {"http", "HTTP/1.1 99999 What\r\n\r\n", false, ProxyAnswer, 0},
		"no number":           {"http", "HTTP/1.1 OK\r\n\r\n", false, ProxyAnswer, 0},
		"one word":            {"http", "HTTP/1.1\r\n\r\n", false, ProxyAnswer, 0},
		"another protocol":    {"http", "220 mail.example ESMTP\r\n", false, ProxyAnswer, 0},
		"nothing":             {"http", "", false, ProxyAnswer, 0},
		"more than was asked": {"http", "HTTP/1.1 200 OK\r\n\r\n<html>", true, ProxyAnswer, 0},
		"no TLS":              {"https", "HTTP/1.1 400 Bad Request\r\n\r\n", false, ProxyAnswer, 0},
		"SOCKS 4":             {"socks5", "\x00\x5b", false, ProxyAnswer, 0},
		"no method":           {"socks5", "\x05\xff", false, ProxyRefused, 0},
		"host unreachable": {"socks5", "\x05\x00\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00", true, ProxyRefused,
			0},
		"an unknown reason":       {"socks5h", "\x05\x00\x05\xee\x00\x01", true, ProxyRefused, 0},
		"an unknown address":      {"socks5h", "\x05\x00\x05\x00\x00\x09", true, ProxyAnswer, 0},
		"HTTP to a SOCKS client":  {"socks5", "HTTP/1.1 400 Bad Request\r\n\r\n", false, ProxyAnswer, 0},
		"SOCKS that closes early": {"socks5", "\x05", false, ProxyAnswer, 0},
	} {
		t.Run(name, func(t *testing.T) {
			addr := hostileProxy(t, test.answer, test.hang)
			proxyEnvironment(t, map[string]string{"ALL_PROXY": test.scheme + "://" + addr})
			c := behind(t)
			e := asProxyError(t, c.SignIn(t.Context()))
			if e.Problem != test.problem || e.Status != test.status || e.Host != addr || e.Variable != "ALL_PROXY" {
				t.Errorf("%v", e)
			}
			c.begin(session{token: "t"})
			e = asProxyError(t, c.Listen(t.Context(), func(Event) {}))
			if e.Problem != test.problem || e.Status != test.status {
				t.Errorf("push stream: %v", e)
			}
			if err := c.PlaceCall(t.Context(), "1", "200"); !errors.As(err, &e) {
				t.Error(err)
			}
		})
	}
}

func TestProxyThatHangs(t *testing.T) {
	proxyEnvironment(t, map[string]string{"HTTPS_PROXY": hostileProxy(t, "", true)})
	c := behind(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := c.SignIn(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestProxyThatIsNotThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	for _, scheme := range []string{"http", "https", "socks5"} {
		proxyEnvironment(t, map[string]string{"https_proxy": scheme + "://" + addr})
		e := asProxyError(t, behind(t).SignIn(t.Context()))
		if e.Problem != ProxyUnreachable || e.Variable != "https_proxy" {
			t.Error(e)
		}
	}
}

// The pin is the platform's alone: a proxy that shows the pinned key is no platform, and one without an authority is
// not spoken to.
func TestProxysCertificateIsNotThePlatforms(t *testing.T) {
	proxy := startProxy(t, "https", "127.0.0.1:1", "")
	proxyEnvironment(t, map[string]string{"HTTPS_PROXY": "https://" + proxy.addr})
	for _, pin := range []string{"", "sha256//x", pinOfTestCertificate(t)} {
		c := behind(t, func(o *Options) { o.PinnedKey, o.ExtraCAs = pin, nil })
		if e := asProxyError(t, c.SignIn(t.Context())); e.Problem != ProxyCertificate {
			t.Errorf("%q: %v", pin, e)
		}
	}
}

// A variable that can't be used is said, without the password in it; it doesn't matter to hosts that need no proxy.
func TestUnusableProxyVariables(t *testing.T) {
	for _, value := range []string{
		"http://us%er:s3cr3t@proxy:3128", "http://user:s3#cr3t@proxy:3128", "ftp://user:s3cr3t@proxy", "http://",
		"http://proxy:99999",
		"proxy host:3128", "quic://user:s3cr3t@proxy", "http://[::1:3128", "://", "http://user:s3cr3t@/",
	} {
		proxyEnvironment(t, map[string]string{"HTTPS_PROXY": value})
		err := behind(t).SignIn(t.Context())
		e := asProxyError(t, err)
		if e.Problem != ProxyVariable || e.Variable != "HTTPS_PROXY" ||
			strings.Contains(err.Error()+Explain(err), "cr3t") {
			t.Errorf("%s: %v", value, err)
		}
		p := startPlatform(t, istratest.Options{})
		if err := newClient(t, p).SignIn(t.Context()); err != nil {
			t.Errorf("%s: this computer: %v", value, err)
		}
	}
}

func TestProxyEnvironment(t *testing.T) {
	for _, test := range []struct{ env, addr, want string }{
		{"HTTPS_PROXY=proxy:3128", "pbx.example:443", "http://proxy:3128"},
		{"https_proxy=HTTP://proxy", "pbx.example:443", "http://proxy"},
		{"HTTPS_PROXY=a;ALL_PROXY=b", "pbx.example:443", "http://a"},
		{"all_proxy=socks5h://b", "pbx.example:443", "socks5h://b"},
		{"HTTP_PROXY=a", "pbx.example:443", ""},
		{"HTTPS_PROXY= ", "pbx.example:443", ""},
		{"HTTPS_PROXY=a", "localhost:443", ""},
		{"HTTPS_PROXY=a", "127.0.0.9:443", ""},
		{"HTTPS_PROXY=a", "[::1]:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=*", "pbx.example:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=x, example", "pbx.example:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=PBX.example", "pbx.EXAMPLE.:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=.example", "pbx.example:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=*.example", "pbx.example:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=.pbx.example", "pbx.example:443", "http://a"},
		{"HTTPS_PROXY=a;NO_PROXY=bx.example", "pbx.example:443", "http://a"},
		{"HTTPS_PROXY=a;no_proxy=pbx.example:443", "pbx.example:443", ""},
		{"HTTPS_PROXY=a;no_proxy=pbx.example:8443", "pbx.example:443", "http://a"},
		{"HTTPS_PROXY=a;NO_PROXY=10.0.0.0/8", "10.1.2.3:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=10.0.0.0/8", "11.1.2.3:443", "http://a"},
		{"HTTPS_PROXY=a;NO_PROXY=10.1.2.3", "10.1.2.3:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=[2001:db8::1]:443,2001:db8::2", "[2001:db8::2]:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=[2001:db8::1]:443", "[2001:db8::1]:443", ""},
		{"HTTPS_PROXY=a;NO_PROXY=.", "pbx.example:443", "http://a"},
	} {
		get := func(name string) string {
			for pair := range strings.SplitSeq(test.env, ";") {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		}
		proxy, err := proxyFromEnvironment(get).forAddr(test.addr)
		got := ""
		if proxy != nil {
			got = proxy.String()
		}
		if got != test.want || err != nil {
			t.Errorf("%s: %s goes by %q, %v; want %q", test.env, test.addr, got, err, test.want)
		}
	}
}
