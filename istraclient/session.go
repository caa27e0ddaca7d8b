package istraclient

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// application is the name this client goes by in the X-Application header.
const application = "myIstra"

// session is what the platform wants to see again: its cookies and the token against forged
// requests. Values are immutable; a request holds the one it was sent with.
type session struct {
	generation uint64    // counts sign-ins; 0 = never signed in
	live       bool      // false before the first sign-in, after SignOut and after the session's end
	began      time.Time // when Login answered
	proven     bool      // has answered a request
	witness    witness   // what it was asked then, the latest; none: ""
	cookies    []cookie
	token      string
	ended      chan struct{} // closed when another session, or none, takes its place
}

type cookie struct{ name, value string }

// maxCookies bounds what one platform can make us carry.
const maxCookies = 16

// sign puts the session into a request's headers.
func (s session) sign(h http.Header) {
	h.Set("X-Application", application)
	if s.token != "" {
		h.Set("X-Application", application+";"+s.token)
	}
	if len(s.cookies) > 0 {
		pairs := make([]string, len(s.cookies))
		for i, k := range s.cookies {
			pairs[i] = k.name + "=" + k.value
		}
		h.Set("Cookie", strings.Join(pairs, "; "))
	}
}

// tokenOf reads the token from a response's X-Application header, or "".
func tokenOf(h http.Header) string {
	for _, value := range h.Values("X-Application") {
		_, token, _ := strings.Cut(value, ";")
		if token = strings.TrimSpace(token); token != "" && isPrintable(token) {
			return token
		}
	}
	return ""
}

func isPrintable(s string) bool {
	return len(s) <= 4096 && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// after is the session that an answer to Login leaves behind.
func (s session) after(resp *http.Response) session {
	s = s.withCookies(resp)
	if token := tokenOf(resp.Header); token != "" {
		s.token = token
	}
	return s
}

// withCookies is the session's cookies after a response. They are kept by name, whatever Path they
// carry: the platform's path needn't cover the one that is called.
func (s session) withCookies(resp *http.Response) session {
	for _, k := range resp.Cookies() {
		value := k.Value
		if k.Quoted {
			value = `"` + value + `"`
		}
		s.cookies = replaceCookie(s.cookies, cookie{k.Name, value}, k.MaxAge < 0 || k.Value == "")
	}
	return s
}

func replaceCookie(old []cookie, k cookie, remove bool) []cookie {
	kept := slices.DeleteFunc(slices.Clone(old), func(o cookie) bool { return o.name == k.name })
	if remove || len(kept) >= maxCookies || !isPrintable(k.value) {
		return kept
	}
	return append(kept, k)
}

// absorb takes the token, and from a success the cookies, of an answer to a request that was sent with
// s. Answers to requests of an earlier session change nothing.
func (c *Client) absorb(resp *http.Response, s session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session.generation != s.generation || !c.session.live {
		return
	}
	if token := tokenOf(resp.Header); token != "" {
		c.session.token = token
	}
	if resp.StatusCode < http.StatusBadRequest {
		c.session = c.session.withCookies(resp)
	}
	if resp.StatusCode < http.StatusMultipleChoices && !isHTML(resp) {
		c.session.proven = true
		c.history = c.history.answered(time.Now())
		c.logOutLeft()
	}
}

func isHTML(resp *http.Response) bool {
	return strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html")
}

// testify notes what a session was answered, to ask it again when the session's end is in question.
func (c *Client) testify(s session, w witness) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session.generation == s.generation {
		c.session.witness = w
	}
}

// current is the session a request is to be sent with; live or not.
func (c *Client) current() session {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session
}

// begin makes s the session from now on.
func (c *Client) begin(s session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.live, s.began = true, time.Now()
	c.history = c.history.sent(s.began)
	c.replace(s)
}

// replace puts s in the place of the session; c.mu is held.
func (c *Client) replace(s session) {
	if c.session.ended != nil {
		close(c.session.ended)
	}
	s.generation, s.ended = c.session.generation+1, make(chan struct{})
	c.session = s
}

// forget ends the session on our side, after a sign-in under way, and keeps later requests from signing
// in by themselves. It returns the session that was.
func (c *Client) forget(ctx context.Context) (session, error) {
	c.mu.Lock()
	f := c.flight
	c.signedOut = true
	c.mu.Unlock()
	if f != nil {
		_ = f.wait(ctx, nil) // a failed sign-in leaves nothing to forget
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.session
	c.replace(session{})
	return s, ctx.Err()
}
