package istraclient

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"istratray/istraclient/istratest"
)

func TestDiscoveryFromWhatAUserTypes(t *testing.T) {
	for _, atRoot := range []bool{false, true} {
		p := startPlatform(t, istratest.Options{AtRoot: atRoot})
		for _, typed := range []string{p.Host(), "https://" + p.Host(), "https://" + p.Host() + "/", p.URL(), p.URL() +
			"/", p.Host() + "/restletrouter"} {
			if atRoot && strings.HasSuffix(typed, "router") {
				continue // there is none
			}
			t.Run(fmt.Sprint(atRoot, typed), func(t *testing.T) {
				c := newClient(t, p, func(o *Options) { o.Server = typed })
				base, err := c.Discover(t.Context())
				if err != nil || base != p.URL()+"/" || c.Base() != base {
					t.Errorf("Discover = %q, %v; Base = %q; want %q", base, err, c.Base(), p.URL()+"/")
				}
			})
		}
	}
}

func TestDiscoverySendsNoCredentials(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	c := newClient(t, p)
	if _, err := c.Discover(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p.Logins() != 0 {
		t.Error("discovery signed in")
	}
	for _, r := range p.Requests() {
		if r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
			t.Errorf("%s %s carried credentials", r.Method, r.Path)
		}
	}
}

// page answers every path under dir with a status, headers and a body.
type page struct {
	dir     string
	status  int
	headers string // "Name: value" lines
	body    string
}

const (
	portal = `<!DOCTYPE html><html><title>myIstra</title><form><input type="password"></form></html>`
	plain  = `<html><body>It works!</body></html>`
	refuse = `{"code":"ERR_AUTH","message":"no session"}`
)

// site serves the first page whose dir fits, and counts sign-ins.
func site(t *testing.T, pages ...page) (c *Client, server string, logins *int) {
	t.Helper()
	logins = new(int)
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			*logins++
		}
		for _, p := range pages {
			if strings.HasPrefix(r.URL.Path, p.dir) {
				for line := range strings.Lines(p.headers) {
					name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
					w.Header().Set(name, value)
				}
				w.WriteHeader(p.status)
				_, _ = io.WriteString(w, p.body)
				return
			}
		}
		http.NotFound(w, r)
	}))
	s := &script{Server: srv}
	s.startTLS(t)
	return s.client(t, func(o *Options) { o.Base = "" }), srv.URL, logins
}

func TestDiscoveryWeighsTheAnswers(t *testing.T) {
	const basic = "WWW-Authenticate: Basic realm=x\nContent-Type: text/html"
	for name, test := range map[string]struct {
		pages []page
		want  string // the root's path
	}{
		"JSON refusal": {[]page{{"/", 401, "", refuse}}, "/"},
		"JSON of a gateway in front": {[]page{{"/restletrouter/", 401, "X-Application: myIstra", ""},
			{"/", 401, "", refuse}}, "/restletrouter/"},
		"every path refused alike": {[]page{{"/restletrouter/v1/service/Login", 405, "", ""},
			{"/", 401, "", refuse}}, "/restletrouter/"},
		"alike, with the header": {[]page{{"/restletrouter/v1/service/Login", 405, "", ""},
			{"/", 401, "X-Application: myIstra", ""}}, "/restletrouter/"},
		"alike, without a word": {[]page{{"/v1/service/Login", 405, "", ""}, {"/", 401, "", ""}}, "/"},
		"header without a body": {[]page{{"/", 401, "X-Application: myIstra", ""}}, "/"},
		"portal at the root": {[]page{{"/restletrouter/", 401, "", refuse}, {"/", 200, "", portal}},
			"/restletrouter/"},
		"JSON 404 of another service": {[]page{{"/restletrouter/", 401, "", refuse},
			{"/", 404, "", `{"error":"none"}`}}, "/restletrouter/"},
		"redirect at the root": {[]page{{"/restletrouter/", 401, "", refuse},
			{"/", 302, "Location: /login", ""}}, "/restletrouter/"},
		"bare 401":                 {[]page{{"/restletrouter/", 401, "", ""}}, "/restletrouter/"},
		"401 dressed up as a page": {[]page{{"/restletrouter/", 401, basic, plain}}, "/restletrouter/"},
		"403 in plain words": {[]page{{"/restletrouter/", 403, "Content-Type: text/plain", "no"}},
			"/restletrouter/"},
		"a refusal beats a silent page": {[]page{{"/restletrouter/", 401, "", ""},
			{"/", 200, "", ""}}, "/restletrouter/"},
		"down, but itself": {[]page{{"/restletrouter/", 503, "", refuse}, {"/", 200, "", portal}}, "/restletrouter/"},
		"open door":        {[]page{{"/restletrouter/", 200, "", `{"userName":"x"}`}}, "/restletrouter/"},
	} {
		t.Run(name, func(t *testing.T) {
			c, server, _ := site(t, test.pages...)
			base, err := c.Discover(t.Context())
			if err != nil || base != server+test.want {
				t.Errorf("%q, %v; want %q", base, err, server+test.want)
			}
		})
	}
}

func TestDiscoverySaysWhatAnswersInstead(t *testing.T) {
	t.Run("a portal", func(t *testing.T) {
		c, server, logins := site(t, page{"/", 200, "", portal})
		err := c.SignIn(t.Context())
		if e := as[*NotAPIError](t, err); e.What != "a sign-in page for browsers" || !strings.HasPrefix(e.URL, server) {
			t.Errorf("%+v", e)
		}
		if *logins != 0 {
			t.Error("the password went to a web page")
		}
	})
	t.Run("a page", func(t *testing.T) {
		c, _, _ := site(t, page{"/", 200, "Content-Type: text/html", plain})
		if e := as[*NotAPIError](t, c.SignIn(t.Context())); e.What != "a web page" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("a text", func(t *testing.T) {
		c, _, _ := site(t, page{"/", 200, "Content-Type: text/plain", "hello"})
		if e := as[*NotAPIError](t, c.SignIn(t.Context())); e.What != "something unknown (text/plain)" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("a redirect", func(t *testing.T) {
		c, _, logins := site(t, page{"/", 301, "Location: https://elsewhere.example/in?ticket=s3cr3t", ""})
		e := as[*RedirectError](t, c.SignIn(t.Context()))
		if e.Location != "https://elsewhere.example/in" || e.Status != 301 || *logins != 0 {
			t.Errorf("%+v", e)
		}
	})
	t.Run("a proxy whose platform is down", func(t *testing.T) {
		c, _, _ := site(t, page{"/restletrouter/", 502, "", plain}, page{"/", 200, "", portal})
		if err := c.SignIn(t.Context()); as[*APIError](t, err).Status != 502 || !Retryable(err) {
			t.Errorf("%v", err)
		}
	})
	t.Run("too busy", func(t *testing.T) {
		c, _, _ := site(t, page{"/", 429, "Retry-After: 7\nContent-Type: text/html", plain})
		if wait, ok := RetryAfter(c.SignIn(t.Context())); !ok || wait.Seconds() < 6 || wait.Seconds() > 14 {
			t.Errorf("%v, %v", wait, ok)
		}
	})
}

// A 401 on Login ends the search even where discovery was not sure of the place.
func TestOneSignInIsAtMostOneRefusedLogin(t *testing.T) {
	c, _, logins := site(t, page{"/", 401, "X-Application: myIstra", ""})
	as[*SignInError](t, c.SignIn(t.Context()))
	as[*SignInError](t, c.SignIn(t.Context()))
	if *logins != 1 {
		t.Errorf("%d sign-ins were sent", *logins)
	}
}

func TestLoginIsTheLastProbe(t *testing.T) {
	s := newScript(t, map[string]http.HandlerFunc{"GET v1/user/Info": says(200, "")})
	c := s.client(t, func(o *Options) { o.Base = "" })
	if err := c.SignIn(t.Context()); err != nil || c.Base() != s.URL+"/restletrouter/" {
		t.Errorf("%v, %s", err, c.Base())
	}
}

func TestPlatformThatMovedIsFoundAgain(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	c := newClient(t, p, func(o *Options) { o.Base = "https://" + p.Host() + "/" })
	if err := c.SignIn(t.Context()); err != nil || c.Base() != p.URL()+"/" || p.Logins() != 1 {
		t.Errorf("%v, base %s, %d sign-ins", err, c.Base(), p.Logins())
	}
}

func TestNothingToSignInTo(t *testing.T) {
	c, _, _ := site(t, page{"/", 404, "Content-Type: application/json", `{"code":"NONE"}`})
	if e := as[*NotAPIError](t, c.SignIn(t.Context())); e.What != "nothing to sign in to" {
		t.Errorf("%+v", e)
	}
}

func TestDiscoveryOfAnUnreachableServer(t *testing.T) {
	p := startPlatform(t, istratest.Options{})
	c := newClient(t, p)
	p.Stop()
	_, err := c.Discover(t.Context())
	as[*NetworkError](t, err)
	c.Close()
	_, err = c.Discover(t.Context())
	as[*ClosedError](t, err)
}

// A domain alone leads to the hosts that the platform's reference names.
func TestDiscoveryOfTheDocumentedHosts(t *testing.T) {
	for host, path := range map[string]string{"restletrouter.example.com": "/",
		"mytelephony.example.com": "/restletrouter/"} {
		t.Run(host, func(t *testing.T) {
			p := startPlatform(t, istratest.Options{Host: host, AtRoot: path == "/"})
			real := strings.TrimPrefix(p.Host(), host)
			c := newClient(t, p, func(o *Options) {
				o.Server = "example.com"
				o.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
					if addr != host+":443" {
						return nil, &net.DNSError{Name: addr, IsNotFound: true}
					}
					return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1"+real)
				}
			})
			if err := c.SignIn(t.Context()); err != nil || c.Base() != "https://"+host+path {
				t.Errorf("%v, %s", err, c.Base())
			}
		})
	}
}

// Without a network, not five more hosts are tried, each for its own time.
func TestDiscoveryOffline(t *testing.T) {
	for name, failure := range map[string]error{
		"time-out": context.DeadlineExceeded, "no name server": &net.DNSError{Name: "example.com", IsTemporary: true},
	} {
		asked := 0
		c, err := New(Options{Server: "example.com", Login: "a", Password: "1234",
			DialContext: func(context.Context, string, string) (net.Conn, error) {
				asked++
				return nil, failure
			}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		err = c.SignIn(t.Context())
		if as[*NetworkError](t, err); asked != 1 || !Retryable(err) {
			t.Errorf("%s: %d attempts, %v", name, asked, err)
		}
	}
}
