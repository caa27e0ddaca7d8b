package istraclient

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// graceTime is for how long a session that was just renewed, and has answered nothing yet, is not given up: what
// refuses it refuses everybody.
const graceTime = time.Minute

// witnesses are asked whether a session goes on that one resource has refused. Both are for every user.
var witnesses = []string{userInfoURI, countersURI}

// inquiry is one question whether a session has ended, shared by all whose requests it has refused.
type inquiry struct {
	done  chan struct{}
	ended bool // valid once done is closed
}

type inquiryKey struct {
	generation uint64
	except     string
}

// isRefusal reports whether err may be the session's end: a 401 or 403 that is no web page of something in between.
func isRefusal(resp *http.Response, err error) bool {
	var api *APIError
	if !errors.As(err, &api) || api.Status != http.StatusUnauthorized && api.Status != http.StatusForbidden {
		return false
	}
	return api.FromAPI || resp != nil && resp.ContentLength == 0
}

// hasEnded finds out whether the platform has ended s, given that it refused s the resource at uri.
func (c *Client) hasEnded(ctx context.Context, s session, uri string) bool {
	c.mu.Lock()
	switch {
	case c.closed:
		c.mu.Unlock()
		return false
	case c.session.generation != s.generation || !c.session.live:
		c.mu.Unlock()
		return true // somebody else has found out
	case !c.session.proven && s.generation > 1 && time.Since(s.began) < graceTime:
		c.mu.Unlock()
		return false
	}
	key := inquiryKey{generation: s.generation}
	if uri == userInfoURI || uri == countersURI {
		key.except = uri
	}
	q := c.inquiries[key]
	if q == nil {
		q = c.inquire(key)
	}
	c.mu.Unlock()
	select {
	case <-q.done:
		return q.ended
	case <-ctx.Done():
		return false
	}
}

// inquire starts a question; c.mu is held. It belongs to the client, since several wait for it.
func (c *Client) inquire(key inquiryKey) *inquiry {
	q := &inquiry{done: make(chan struct{})}
	if c.inquiries == nil {
		c.inquiries = make(map[inquiryKey]*inquiry)
	}
	c.inquiries[key] = q
	c.flights.Go(func() {
		_ = guard(c.log, "check the session", func() error { // what panicked says nothing about it
			q.ended = c.allRefuse(c.life, key.except)
			return nil
		})
		c.mu.Lock()
		delete(c.inquiries, key)
		if q.ended && c.session.generation == key.generation {
			c.session.live = false
		}
		c.mu.Unlock()
		close(q.done)
	})
	return q
}

// allRefuse reports whether every witness but one refuses the session. Faults and web pages are no refusals.
func (c *Client) allRefuse(ctx context.Context, except string) bool {
	for _, uri := range witnesses {
		if uri == except {
			continue
		}
		resp, _, err := c.attempt(ctx, request{op: "check the session", method: http.MethodGet, uri: uri})
		if err == nil {
			resp.Body.Close()
		}
		if !isRefusal(resp, err) {
			return false
		}
	}
	return true
}
