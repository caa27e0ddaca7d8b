package istraclient

import (
	"context"
	"errors"
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
	loginPause    = 30 * time.Second // at least, after a Login that failed
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
// asked without a password, answers otherwise than after the last failure; else after loginPauses.
type loginTrouble struct {
	err         error // of the last one; nil = there is no trouble
	first, last time.Time
	count       int         // since first
	answer      loginAnswer // of the resource, after the last one
}

// another is the trouble after one more failure.
func (t loginTrouble) another(now time.Time, err error, answer loginAnswer) loginTrouble {
	if t.err == nil || now.Sub(t.first) >= limitPeriod {
		t.first, t.count = now, 0
	}
	return loginTrouble{err: err, first: t.first, last: now, count: t.count + 1, answer: answer}
}

// loginPauses are the pauses between Logins that fail though the resource looks well, and shows no recovery. Where it
// looks ill, the first is left out.
var loginPauses = []time.Duration{time.Minute, 10 * time.Minute}

// next is when Login is sent again whatever the resource answers.
func (t loginTrouble) next() time.Time {
	n := t.count - 1
	if t.answer.ill {
		n++
	}
	if n < len(loginPauses) {
		return t.last.Add(loginPauses[n])
	}
	return t.first.Add(limitPeriod)
}

// loginAnswer is what Login's resource says to a question.
type loginAnswer struct {
	status        int // 0 = nothing
	page, fromAPI bool
	ill           bool
}

// rests reports whether it is too early also where the answer is another one: it may be so each time.
func (t loginTrouble) rests(now time.Time) bool {
	return now.Before(t.last.Add(loginPause << min(max(0, t.count-2), 4)))
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
	var answer loginAnswer
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

// askLogin asks Login's resource a question that signs nobody in.
func (c *Client) askLogin(ctx context.Context, root *url.URL) loginAnswer {
	ctx, cancel := context.WithTimeout(ctx, knockTime)
	defer cancel()
	resp, err := c.exchange(ctx, root, request{op: "look at Login", method: http.MethodGet, uri: loginURI}, session{})
	if resp == nil {
		return loginAnswer{ill: true}
	}
	resp.Body.Close()
	var api *APIError
	a := loginAnswer{status: resp.StatusCode, page: isHTML(resp), fromAPI: errors.As(err, &api) && api.FromAPI}
	a.ill = a.page || a.status >= http.StatusInternalServerError || a.status == http.StatusTooManyRequests ||
		a.status == http.StatusNotFound
	return a
}
