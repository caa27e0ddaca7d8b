package istraclient

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Limits of the sign-ins that a client makes by itself. A Login may cost the platform a new session, so one that led to
// nothing is hardly repeated, and a session that ends again and again is renewed with measure. Neither counts once a
// session has served for steadyTime.
const (
	limitPeriod   = time.Hour
	maxFruitless  = 2 // Logins in a period that failed, or whose session answered nothing at all
	maxShortLived = 6 // Logins in a period, whatever became of them
	steadyTime    = time.Minute
)

// loginRecord is one Login that reached the platform.
type loginRecord struct {
	at     time.Time
	proven bool // its session has answered a request
}

// loginHistory are the Logins since the last steady session, the oldest first.
type loginHistory []loginRecord

// next is when another Login may be sent; a time past, or zero, means now.
func (h loginHistory) next(now time.Time) time.Time {
	h = h.since(now.Add(-limitPeriod))
	fruitless := slices.DeleteFunc(slices.Clone(h), func(r loginRecord) bool { return r.proven })
	var at time.Time
	if n := len(fruitless) - maxFruitless; n >= 0 {
		at = fruitless[n].at.Add(limitPeriod)
	}
	if n := len(h) - maxShortLived; n >= 0 {
		at = later(at, h[n].at.Add(limitPeriod))
	}
	return at
}

func (h loginHistory) since(start time.Time) loginHistory {
	return slices.DeleteFunc(slices.Clone(h), func(r loginRecord) bool { return !r.at.After(start) })
}

// sent adds a Login.
func (h loginHistory) sent(now time.Time) loginHistory {
	return append(h.since(now.Add(-limitPeriod)), loginRecord{at: now})
}

// answered notes that the newest session has answered a request.
func (h loginHistory) answered(now time.Time) loginHistory {
	if len(h) == 0 {
		return h
	}
	if now.Sub(h[len(h)-1].at) >= steadyTime {
		return nil
	}
	h[len(h)-1].proven = true
	return h
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// The second Login of an outage is precious, since no third follows within the hour. It is sent when Login's own
// resource, asked without a password, shows that it has recovered, and after limitPeriod whatever that shows.
const (
	loginRest = 30 * time.Second // at least, after a Login that failed
	firstPost = time.Minute      // until a POST without a password
	laterPost = 10 * time.Minute // until another one, and up to a fifth more
)

// loginTrouble is a Login that failed though nobody was refused. Its resource is looked at by GET as often as a sign-in
// is wanted, and by POST, as seldom as that may be, where a GET is answered well.
type loginTrouble struct {
	err   error // nil = there is no trouble
	at    time.Time
	toGet loginAnswer // while it lasts
	blind bool        // a GET doesn't show it
	next  time.Time   // when the resource is asked again
}

// loginAnswer is the response of Login's resource to a probe; status 0 = none.
type loginAnswer struct {
	status        int
	page, fromAPI bool
	challenges    bool // a 401 that asks for Basic authentication
}

// ill reports whether an answer is a server fault.
func (a loginAnswer) ill() bool {
	return a.status == 0 || a.status == http.StatusTooManyRequests || a.status >= http.StatusInternalServerError
}

// shows reports whether an answer is what is to be expected while Login fails with err. The API's own 401 is what a
// Login that is well says to whom it doesn't know.
func (a loginAnswer) shows(err error) bool {
	unknown := a.status == http.StatusUnauthorized && a.fromAPI
	return a.ill() || a.status == statusOf(err) && !unknown
}

// troubled is the trouble after a Login has failed, given what a GET of its resource was answered then.
func troubled(now time.Time, err error, toGet loginAnswer) loginTrouble {
	if toGet.shows(err) {
		return loginTrouble{err: err, at: now, toGet: toGet, next: now.Add(loginRest)}
	}
	return loginTrouble{err: err, at: now, blind: true, next: now.Add(firstPost)}
}

// stillIll is why a Login would fail again, as far as a probe can tell.
func (c *Client) stillIll(ctx context.Context, root *url.URL) error {
	c.mu.Lock()
	t, now := c.trouble, time.Now()
	c.mu.Unlock()
	if t.err == nil || now.Sub(t.at) >= limitPeriod || !now.Before(t.next) && c.recovered(ctx, root, t) {
		return nil
	}
	return t.err
}

// recovered looks at Login's resource, and by a POST last.
func (c *Client) recovered(ctx context.Context, root *url.URL, t loginTrouble) bool {
	if !t.blind {
		answer := c.askLogin(ctx, root, http.MethodGet)
		if answer.ill() {
			c.mu.Lock()
			c.trouble.toGet = answer
			c.mu.Unlock()
		}
		if answer.ill() || answer == t.toGet {
			return false
		}
	}
	c.mu.Lock()
	c.trouble.blind = true
	c.trouble.next = time.Now().Add(laterPost + rand.N(laterPost/5)) // #nosec G404 -- spreads load, guards nothing
	c.mu.Unlock()
	return !c.askLogin(ctx, root, http.MethodPost).shows(t.err)
}

// noteTrouble takes note of how a Login ended.
func (c *Client) noteTrouble(ctx context.Context, root *url.URL, err error) {
	var answer loginAnswer
	if isTrouble(err) {
		answer = c.askLogin(ctx, root, http.MethodGet)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if isTrouble(err) {
		c.trouble = troubled(time.Now(), err, answer)
		c.history = c.history.sent(c.trouble.at)
	} else if err == nil {
		c.trouble = loginTrouble{}
	}
}

// isTrouble reports whether Login failed without a refusal after it may have reached the platform.
func isTrouble(err error) bool {
	var network *NetworkError
	unreached := errors.As(err, &network) && network.unreached
	return Transient(err) && !unreached && !errors.As(err, new(*TLSError)) && !errors.As(err, new(*ProxyError))
}

// askLogin sends a request to Login's resource that does not sign in.
func (c *Client) askLogin(ctx context.Context, root *url.URL, method string) loginAnswer {
	ctx, cancel := context.WithTimeout(ctx, knockTime)
	defer cancel()
	resp, err := c.exchange(ctx, root, request{op: "look at Login", method: method, uri: loginURI}, session{})
	if resp == nil {
		return loginAnswer{}
	}
	resp.Body.Close()
	var api *APIError
	return loginAnswer{status: resp.StatusCode, page: isHTML(resp), fromAPI: errors.As(err, &api) && api.FromAPI,
		challenges: resp.StatusCode == http.StatusUnauthorized && isChallenge(resp)}
}

// statusOf is the HTTP status that err speaks of, or 0.
func statusOf(err error) int {
	var api *APIError
	var not *NotAPIError
	switch {
	case errors.As(err, &api):
		return api.Status
	case errors.As(err, &not):
		return not.Status
	}
	return 0
}
