package istraclient

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// watch accompanies one request: it ends it when its time is up or the client is closed, and knows
// how far it came.
type watch struct {
	client *Client
	op     string
	effect bool

	outer  context.Context // the caller's
	ctx    context.Context // the request's
	cancel context.CancelCauseFunc
	timer  *time.Timer // ends the whole request; nil = no limit
	unhook func() bool

	connected atomic.Bool // the request may have been sent
}

// silence is the cause when a request ends in a timeout: the other side sent nothing for too long.
type silence struct{}

func (silence) Error() string { return "no answer in time" }
func (silence) Timeout() bool { return true }

// newWatch starts the clock; limit 0 = none for the whole.
func (c *Client) newWatch(ctx context.Context, r request, limit time.Duration) *watch {
	w := &watch{client: c, op: r.op, effect: r.effect, outer: ctx}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	w.unhook = context.AfterFunc(c.life, func() { w.cancel(&ClosedError{}) })
	if limit > 0 {
		w.timer = time.AfterFunc(limit, w.expire)
	}
	w.ctx = httptrace.WithClientTrace(w.ctx, w.trace())
	return w
}

func (w *watch) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { w.connected.Store(true) },
	}
}

func (w *watch) expire() { w.cancel(silence{}) }

func (w *watch) stop() {
	w.unhook()
	if w.timer != nil {
		w.timer.Stop()
	}
	w.cancel(nil)
}

// failure makes one of our errors of what the transport or a read returned.
func (w *watch) failure(host string, err error) error {
	err = w.classify(host, err)
	var network *NetworkError
	if errors.As(err, &network) {
		network.unreached = !w.connected.Load()
	}
	if w.effect && w.connected.Load() {
		return &OutcomeUnknownError{Op: w.op, Err: err}
	}
	return err
}

func (w *watch) classify(host string, err error) error {
	var closed *ClosedError
	switch cause := context.Cause(w.ctx); {
	case errors.As(cause, &closed), w.client.life.Err() != nil:
		return &ClosedError{}
	case errors.Is(cause, silence{}):
		return &NetworkError{Op: w.op, Err: cause}
	case w.outer.Err() != nil:
		return w.outer.Err()
	case cause != nil:
		return &NetworkError{Op: w.op, Err: net.ErrClosed} // read after Close
	}
	var proxy *ProxyError
	if errors.As(err, &proxy) {
		return proxy // what it says of a certificate is the proxy's own
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // without the URL it would print
	}
	if failure := w.client.dialer.tls.tlsFailure(host, err); failure != nil {
		return failure
	}
	if brokenHead(err) {
		return &BodyError{Problem: GarbageBody, Err: err}
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		err = silence{} // a time limit of ours, not the caller's
	}
	return &NetworkError{Op: w.op, Err: err}
}

// brokenHead reports whether an answer came whose head is not HTTP's, such as one with a length below zero: that is no
// fault of the network. net/http has no type for it.
func brokenHead(err error) bool {
	said := err.Error()
	return slices.ContainsFunc([]string{"Content-Length", "malformed MIME header", "transfer encoding", "chunk"},
		func(part string) bool { return strings.Contains(said, part) })
}
