package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// SignedIn reports whether there is a session, as far as known: the next request needs no sign-in.
func (c *Client) SignedIn() bool { return c.current().live }

// knockTime bounds one question of Knock: a resource that hangs must not keep anybody from signing in.
const knockTime = 5 * time.Second

// hedgeTime is how long one resource may be silent before another is asked beside it.
const hedgeTime = 2 * time.Second

// Knock finds out, without sending a password, whether the platform is there to sign in to: it asks for
// something that every user may have, but without a session, and nil means that it was refused as the API does
// it. Else the error says what answered, or that nothing did.
func (c *Client) Knock(ctx context.Context) error {
	roots, _, err := c.rootsFor(ctx)
	if err != nil {
		return err
	}
	ask := func(ctx context.Context, uri string) (struct{}, error) {
		return struct{}{}, c.knockAt(ctx, roots[0], uri)
	}
	_, err = either(ctx, ask, func(_ struct{}, err error) bool { return err == nil })
	return err
}

// either asks for something that every user may have. Where that alone fails, or is silent for a while, it asks for
// another such thing: one failing resource must not block sign-in. The first good answer counts,
// else the first one.
func either[T any](ctx context.Context, ask func(ctx context.Context, uri string) (T, error),
	good func(T, error) bool) (T, error) {
	type answer struct {
		value T
		err   error
	}
	var running sync.WaitGroup
	defer running.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan answer, 2)
	begin := func(uri string) {
		running.Go(func() {
			value, err := ask(ctx, uri)
			answers <- answer{value, err}
		})
	}
	begin(userInfoURI)
	hedge := time.NewTimer(hedgeTime)
	defer hedge.Stop()
	var first *answer
	for asked, answered := 1, 0; answered < asked; {
		again := asked == 1
		select {
		case a := <-answers:
			if answered++; good(a.value, a.err) {
				return a.value, a.err
			}
			if !mayBeAlone(a.err) {
				return a.value, a.err
			}
			if first == nil {
				first = &a
			}
		case <-hedge.C:
		}
		if again {
			asked++
			begin(countersURI)
		}
	}
	return first.value, first.err
}

// mayBeAlone reports whether a failure may be that of one resource.
func mayBeAlone(err error) bool {
	var network *NetworkError
	var api *APIError
	var limited *RateLimitError
	return errors.As(err, &network) && !network.unreached || errors.As(err, &api) && !errors.As(err, &limited)
}

func (c *Client) knockAt(ctx context.Context, root *url.URL, uri string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, knockTime, silence{})
	defer cancel()
	r := request{op: "look for the platform", method: http.MethodGet, uri: uri}
	resp, err := c.exchange(ctx, root, r, session{})
	if err != nil && context.Cause(ctx) == error(silence{}) {
		err = &NetworkError{Op: r.op, Err: silence{}}
	}
	if err == nil {
		return expectNoPage(resp)
	}
	if resp != nil && isOfAPI(resp.StatusCode) {
		return nil
	}
	return err
}

// isOfAPI tells the statuses with which the API, whatever it says, refuses who has no session, or sends them to
// another root.
func isOfAPI(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed,
		http.StatusBadRequest, http.StatusPreconditionFailed:
		return true
	}
	return false
}
