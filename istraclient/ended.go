package istraclient

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"
)

// graceTime is for how long a session that was just renewed, and has answered nothing yet, is not given up: what
// refuses it refuses everyone.
const graceTime = time.Minute

// witness is a resource that is asked whether a session is still valid after another resource has refused it.
type witness struct{ uri, query string }

// witnesses are for every user. They are asked besides the one that has answered the session last.
var witnesses = []string{userInfoURI, countersURI}

// canWitness reports whether a request that was answered can be repeated to see whether it still is.
func canWitness(r request) bool {
	return r.method == http.MethodGet && !r.audio && !strings.Contains(r.query, "listenerName")
}

// inquiry is one question whether a session has ended, shared by all whose requests it has refused.
type inquiry struct {
	done  chan struct{}
	ended bool // valid once done is closed
}

type inquiryKey struct {
	generation uint64
	except     string // its refusal is known
	page       bool   // the refusal was a web page
}

// isRefusal reports whether err may be the session's end: a 401 or 403.
func isRefusal(err error) bool {
	return hasStatus(err, http.StatusUnauthorized) || hasStatus(err, http.StatusForbidden)
}

// isPlainRefusal is isRefusal without web pages, which something in between may have sent.
func isPlainRefusal(err error) bool {
	var api *APIError
	return isRefusal(err) && errors.As(err, &api) && (api.FromAPI || api.empty)
}

// hasEnded finds out whether the platform has ended s, given how it refused s the resource at uri.
func (c *Client) hasEnded(ctx context.Context, s session, uri string, refusal error) bool {
	c.mu.Lock()
	switch {
	case c.closed:
		c.mu.Unlock()
		return false
	case c.session.generation != s.generation || !c.session.live:
		c.mu.Unlock()
		return true // someone else has found out
	case !c.session.proven && s.generation > 1 && time.Since(s.began) < graceTime:
		c.mu.Unlock()
		return false
	}
	key := inquiryKey{generation: s.generation, page: !isPlainRefusal(refusal)}
	all := c.witnesses()
	if slices.ContainsFunc(all, func(w witness) bool { return w.uri == uri }) {
		key.except = uri
	}
	q := c.inquiries[key]
	if q == nil {
		q = c.inquire(key, all)
	}
	c.mu.Unlock()
	select {
	case <-q.done:
		return q.ended
	case <-ctx.Done():
		return false
	}
}

// witnesses are all that can be asked; c.mu is held.
func (c *Client) witnesses() []witness {
	var all []witness
	if c.session.witness.uri != "" {
		all = append(all, c.session.witness)
	}
	for _, uri := range witnesses {
		if uri != c.session.witness.uri {
			all = append(all, witness{uri: uri})
		}
	}
	return all
}

// inquire starts a request to the witnesses; c.mu is held. It belongs to the client, since several callers may wait.
func (c *Client) inquire(key inquiryKey, ask []witness) *inquiry {
	q := &inquiry{done: make(chan struct{})}
	if c.inquiries == nil {
		c.inquiries = make(map[inquiryKey]*inquiry)
	}
	c.inquiries[key] = q
	ask = slices.DeleteFunc(ask, func(w witness) bool { return w.uri == key.except })
	c.flights.Go(func() {
		_ = guard(c.log, "check the session", func() error { // what panicked says nothing about it
			q.ended = (!key.page || c.platformIsThere(c.life)) && c.allRefuse(c.life, ask, key.page)
			return nil
		})
		c.mu.Lock()
		delete(c.inquiries, key)
		if q.ended && c.session.generation == key.generation && !time.Now().Before(c.history.next(time.Now())) {
			c.session.live = false // else it is tried on: perhaps it is the platform that has to recover
		}
		c.mu.Unlock()
		close(q.done)
	})
	return q
}

// platformIsThere reports whether Login's resource, asked without a password, answers as the platform's: a web page
// that refuses everything else is the platform's own, too, then.
func (c *Client) platformIsThere(ctx context.Context) bool {
	answer := c.askLogin(ctx, c.root(), http.MethodGet)
	return !answer.ill() && (answer.fromAPI || answer.challenges)
}

// allRefuse reports whether all witnesses refuse the session. Faults don't count as refusals, web pages only where
// they are known to be the platform's.
func (c *Client) allRefuse(ctx context.Context, ask []witness, pages bool) bool {
	for _, w := range ask {
		resp, _, err := c.attempt(ctx, request{op: "check the session", method: http.MethodGet,
			uri: w.uri, query: w.query})
		if err == nil {
			resp.Body.Close()
		}
		if !isPlainRefusal(err) && (!pages || !isRefusal(err)) {
			return false
		}
	}
	return true
}
