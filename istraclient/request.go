package istraclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// request is one call of the API, before it is bound to a root and a session.
type request struct {
	op     string // what is being done, for errors and logs: "list voicemails"
	method string
	uri    string // relative to the API root, or a restUri
	query  string // raw; "" = none
	body   []byte // JSON; nil = none
	effect bool   // must not be repeated when its outcome is unknown
	audio  bool   // answered with sound instead of JSON
	basic  *basicAuth
}

func (r request) limit() int64 {
	if r.audio {
		return maxAudio
	}
	return maxJSON
}

// timeLimit is for the whole request, its body included; sound may be listened to at leisure.
func (r request) timeLimit() time.Duration {
	if r.audio {
		return 0
	}
	return wholeJSONTime
}

type basicAuth struct{ user, password string }

// do sends a request with the session, signing in first if there is none. A refusal that a newer
// session or token cures leads to one repetition each: refused is known not to be done.
func (c *Client) do(ctx context.Context, r request) (*http.Response, error) {
	s := c.current()
	if !s.live {
		var err error
		if s, err = c.renew(ctx, s); err != nil {
			return nil, fmt.Errorf("%s: %w", r.op, err)
		}
	}
	resp, err := c.attempt(ctx, r, s)
	if isForbiddenWithToken(resp, err, s) {
		s = c.current()
		resp, err = c.attempt(ctx, r, s)
	}
	if hasStatus(err, http.StatusUnauthorized) {
		if s, err = c.renew(ctx, s); err == nil {
			resp, err = c.attempt(ctx, r, s)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	return resp, nil
}

// isForbiddenWithToken finds a token that was too old: the answer brought another one.
func isForbiddenWithToken(resp *http.Response, err error, sent session) bool {
	if !hasStatus(err, http.StatusForbidden) {
		return false
	}
	token := tokenOf(resp.Header)
	return token != "" && token != sent.token
}

func hasStatus(err error, status int) bool {
	var api *APIError
	return errors.As(err, &api) && api.Status == status
}

// attempt sends a request once, with s, and takes over what the answer says about the session.
func (c *Client) attempt(ctx context.Context, r request, s session) (*http.Response, error) {
	resp, err := c.exchange(ctx, c.root(), r, s)
	if resp != nil {
		c.absorb(resp, s)
	}
	return resp, err
}

// exchange sends a request once. The response is nil only if none came; when its status is no
// success, it is there for its headers and the error says the rest. The body of a success is decoded
// and limited, and has to be closed.
func (c *Client) exchange(ctx context.Context, root *url.URL, r request, s session) (*http.Response, error) {
	w := c.newWatch(ctx, r, r.timeLimit())
	req, err := c.newHTTPRequest(w.ctx, root, r, s)
	if err != nil {
		w.stop()
		return nil, err
	}
	if r.method != http.MethodGet {
		// The transport repeats by itself what meets a connection the server was just closing, but GETs
		// only: all else gets a new one.
		c.transport.CloseIdleConnections()
	}
	start := time.Now()
	resp, err := c.http.Do(req)
	if err != nil {
		defer w.stop()
		return nil, w.failure(req.URL.Host, err)
	}
	c.log.Debug("answer", "op", r.op, "status", resp.StatusCode, "took", time.Since(start))
	resp.Body = newBody(resp, w, r.limit())
	if err := c.checkStatus(resp, r, s); err != nil {
		resp.Body.Close()
		return resp, err
	}
	return resp, nil
}

// newHTTPRequest sets the headers that the platform wants on every request (API notes, section 3).
func (c *Client) newHTTPRequest(ctx context.Context, root *url.URL, r request, s session) (*http.Request, error) {
	u, err := resolve(root, r.uri)
	if err != nil {
		return nil, err
	}
	if r.query != "" {
		u.RawQuery = r.query
	}
	req, err := http.NewRequestWithContext(ctx, r.method, u.String(), bytes.NewReader(r.body))
	if err != nil {
		return nil, &OriginError{URI: r.uri}
	}
	c.setHeaders(req.Header, s)
	if r.audio {
		req.Header.Del("Content-Type")
		req.Header.Set("Accept", "*/*")
		req.Header.Set("Accept-Encoding", "identity") // sound doesn't shrink, and its length is wanted
	}
	if r.basic != nil {
		req.SetBasicAuth(r.basic.user, r.basic.password)
	}
	return req, nil
}

func (c *Client) setHeaders(h http.Header, s session) {
	h.Set("Content-Type", "application/json")
	h.Set("Accept", "application/json")
	h.Set("Accept-Encoding", "gzip,deflate")
	h.Set("User-Agent", c.opts.UserAgent)
	s.sign(h)
}
