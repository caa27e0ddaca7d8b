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
	within string // the part of the API that uri must not leave; "" = all of it
	query  string // raw; "" = none
	body   []byte // JSON; nil = none
	effect bool   // not idempotent: must not be repeated when its outcome is unknown
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

// do sends a request with the session, signing in first if there is none, and once more if it turns out to have
// ended: a request that the session's end refused is known not to be done.
func (c *Client) do(ctx context.Context, r request) (*http.Response, error) {
	s, err := c.ready(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	resp, err := c.within(ctx, r)
	if SessionEnded(err) {
		if _, err = c.renew(ctx, s); err == nil {
			resp, err = c.within(ctx, r)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.op, err)
	}
	return resp, nil
}

// ready is a live session, after a sign-in if there is none.
func (c *Client) ready(ctx context.Context) (session, error) {
	s := c.current()
	if s.live {
		return s, nil
	}
	return c.renew(ctx, s)
}

// within sends a request in the present session. It repeats what was refused for a token that is not the newest any
// more, which is known not to be done, and finds out whether a refusal is the session's end.
func (c *Client) within(ctx context.Context, r request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, sent, err := c.attempt(ctx, r)
		switch {
		case try < maxTokenTries && c.hadOldToken(err, sent):
			c.lanes.alone.Store(true)
			continue
		case isRefusal(err) && c.hasEnded(ctx, sent, r.uri, err):
			return nil, &SessionEndedError{Err: err}
		}
		return resp, err
	}
}

// maxTokenTries bounds how often a request is sent to a platform that asks for ever newer tokens.
const maxTokenTries = 4

// hadOldToken reports whether a request was refused with a token that another has replaced since.
func (c *Client) hadOldToken(err error, sent session) bool {
	if !hasStatus(err, http.StatusForbidden) {
		return false
	}
	now := c.current()
	return now.generation == sent.generation && now.token != "" && now.token != sent.token
}

func hasStatus(err error, status int) bool {
	var api *APIError
	return errors.As(err, &api) && api.Status == status
}

// attempt sends a request once, with the session as it is then, and takes over what the answer says about it.
func (c *Client) attempt(ctx context.Context, r request) (*http.Response, session, error) {
	leave, err := c.lanes.enter(ctx)
	if err != nil {
		return nil, session{}, err
	}
	defer leave()
	s := c.current()
	resp, err := c.exchange(ctx, c.root(), r, s)
	if resp != nil {
		c.absorb(resp, s)
	}
	if err == nil && canWitness(r) && !isHTML(resp) {
		c.testify(s, witness{r.uri, r.query})
	}
	return resp, s, err
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

// newHTTPRequest sets the headers that the platform wants on every request.
func (c *Client) newHTTPRequest(ctx context.Context, root *url.URL, r request, s session) (*http.Request, error) {
	u, err := confined(root, r.uri, r.within)
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
