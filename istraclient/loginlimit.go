package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Limits of the sign-ins that a client makes by itself. A Login costs the platform a new session, so one that led to
// nothing is hardly repeated, and a session that ends again and again is renewed with measure. Neither counts once a
// session has served for steadyTime.
const (
	limitPeriod   = time.Hour
	maxFruitless  = 2 // sessions in a period that answered nothing at all
	maxShortLived = 6 // sessions in a period, whatever they answered
	steadyTime    = time.Minute
	loginPause    = 30 * time.Second // after a Login that failed; longer after more of them
)

// loginRecord is one session that was opened.
type loginRecord struct {
	at     time.Time
	proven bool // it has answered a request
}

// loginHistory are the sessions opened since the last steady one, the oldest first.
type loginHistory []loginRecord

// next is when another session may be opened; a time past, or zero, means now.
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

// opened adds a session.
func (h loginHistory) opened(now time.Time) loginHistory {
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

// loginTrouble are the Logins that failed though nobody was refused. Another one is sent when Login's own resource,
// asked without a password, answers otherwise than after the last failure; else two an hour are sent.
type loginTrouble struct {
	err         error // of the last one; nil = there is no trouble
	first, last time.Time
	count       int    // since first
	answer      string // of the resource, after the last one
}

// another is the trouble after one more failure.
func (t loginTrouble) another(now time.Time, err error, answer string) loginTrouble {
	if t.err == nil || now.Sub(t.first) >= limitPeriod {
		t.first, t.count = now, 0
	}
	return loginTrouble{err: err, first: t.first, last: now, count: t.count + 1, answer: answer}
}

// next is when Login is sent again whatever the resource answers.
func (t loginTrouble) next() time.Time {
	if t.count < maxFruitless {
		return t.last.Add(loginPause)
	}
	return t.first.Add(limitPeriod)
}

// rests reports whether it is too early also where the answer is another one: it may be so each time.
func (t loginTrouble) rests(now time.Time) bool {
	return now.Before(t.last.Add(loginPause << min(t.count-1, 4)))
}

// stillIll is why a Login would fail again, as far as can be told without one.
func (c *Client) stillIll(ctx context.Context, root *url.URL) error {
	c.mu.Lock()
	t := c.trouble
	c.mu.Unlock()
	switch now := time.Now(); {
	case t.err == nil, !now.Before(t.next()):
		return nil
	case !t.rests(now) && c.askLogin(ctx, root) != t.answer:
		return nil
	}
	return t.err
}

// noteTrouble takes note of how a Login ended.
func (c *Client) noteTrouble(ctx context.Context, root *url.URL, err error) {
	answer := ""
	if isTrouble(err) {
		answer = c.askLogin(ctx, root)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if isTrouble(err) {
		c.trouble = c.trouble.another(time.Now(), err, answer)
	} else if err == nil {
		c.trouble = loginTrouble{}
	}
}

// isTrouble reports whether Login failed, with nobody refused, after it may have reached the platform.
func isTrouble(err error) bool {
	var network *NetworkError
	unreached := errors.As(err, &network) && network.unreached
	return Transient(err) && !unreached && !errors.As(err, new(*TLSError)) && !errors.As(err, new(*ProxyError))
}

// askLogin is what Login's resource answers to a question that signs nobody in.
func (c *Client) askLogin(ctx context.Context, root *url.URL) string {
	ctx, cancel := context.WithTimeout(ctx, knockTime)
	defer cancel()
	resp, err := c.exchange(ctx, root, request{op: "look at Login", method: http.MethodGet, uri: loginURI}, session{})
	if resp == nil {
		return "nothing"
	}
	resp.Body.Close()
	var api *APIError
	return fmt.Sprint(resp.StatusCode, isHTML(resp), errors.As(err, &api) && api.FromAPI)
}
