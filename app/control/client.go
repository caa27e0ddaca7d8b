package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"syscall"
	"time"

	"istratray/app/words"
)

const (
	readLimit   = 15 * time.Second // for what the agent answers by itself
	actionLimit = 90 * time.Second // for what the platform has to answer
	maxError    = 64 << 10         // bytes of an error's body

	patientLimit = 15 * time.Minute // for what reads a whole address book from a slow server
)

// Client talks to the running agent. Its methods may be called from any goroutine; each returns
// an *Error, or the context's error when the caller's context ended.
type Client struct {
	http *http.Client
}

// NewClient makes a client of the agent at the socket. It connects when first used.
func NewClient(socket string) *Client {
	return &Client{http: &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return dial(ctx, socket)
			},
			MaxIdleConns:       4,
			IdleConnTimeout:    30 * time.Second,
			DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Close closes idle connections. The client can still be used.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// request is one exchange with the agent.
type request struct {
	method, path string
	body         any    // as JSON; nil = none
	raw          []byte // as it is, instead of body
	effect       bool   // something happens by it: when no answer comes, the outcome is unknown
	patient      bool   // the answer may take minutes
}

// do sends a request and decodes the answer into a value, or drops it when into is nil.
func (c *Client) do(ctx context.Context, req request, into any) error {
	limit := readLimit
	if req.effect {
		limit = actionLimit
	}
	if req.patient {
		limit = patientLimit
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	resp, err := c.send(limited, req)
	if err != nil {
		return explain(ctx, err, req.effect)
	}
	defer resp.Body.Close()
	if into == nil {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return explain(ctx, err, req.effect)
	}
	return nil
}

// send returns the response of a request that went well; its errors are not explained yet.
func (c *Client) send(ctx context.Context, req request) (*http.Response, error) {
	var body io.Reader
	if req.body != nil {
		var buf bytes.Buffer
		if err := newEncoder(&buf).Encode(req.body); err != nil {
			return nil, NewError(BadRequest, words.New("cant-send", "error", err.Error()))
		}
		body = &buf
	}
	if req.raw != nil {
		body = bytes.NewReader(req.raw)
	}
	r, err := http.NewRequestWithContext(ctx, req.method, "http://istratray"+req.path, body)
	if err != nil {
		return nil, NewError(BadRequest, words.New("cant-ask"))
	}
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusRequestHeaderFieldsTooLarge { // which the server's library answers by itself
			return nil, NewError(BadRequest, words.New("request-long"))
		}
		return nil, readError(resp.Body)
	}
	return resp, nil
}

// readError takes the Error out of an answer.
func readError(body io.Reader) error {
	var e Error
	if err := json.NewDecoder(io.LimitReader(body, maxError)).Decode(&e); err != nil || e.Code == "" {
		return NewError(Refused, words.New("answer-strange"))
	}
	return &e
}

// explain makes an *Error of whatever kept an answer from coming. ctx is the caller's own.
func explain(ctx context.Context, err error, effect bool) error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errForeignPeer), errors.Is(err, fs.ErrPermission):
		return NewError(NotRunning, words.New("other-user"))
	case notThere(err):
		return NewError(NotRunning, words.New("not-running"))
	case effect:
		return NewError(Unsure, words.New("agent-unsure"))
	}
	return NewError(NotRunning, words.New("agent-silent"))
}

// notThere reports whether nothing listens on the socket, so that the request was certainly never seen.
func notThere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED)
}
