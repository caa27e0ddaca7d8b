package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// SignedIn reports whether there is a session, as far as is known: the next request needs no sign-in.
func (c *Client) SignedIn() bool { return c.current().live }

// knockTime bounds one question of Knock: a resource that hangs must not keep anybody from signing in.
const knockTime = 5 * time.Second

// Knock finds out, without sending a password, whether the platform is there to sign in to: it asks for
// something that every user may have, but without a session, and nil means that it was refused as the API does
// it. Else the error says what answered, or that nothing did.
func (c *Client) Knock(ctx context.Context) error {
	roots, _, err := c.rootsFor(ctx)
	if err != nil {
		return err
	}
	var first error
	for _, uri := range []string{userInfoURI, countersURI} {
		err := c.knockAt(ctx, roots[0], uri)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
		if !mayBeAlone(err) {
			break
		}
	}
	return first
}

// mayBeAlone reports whether a failure may be that of one resource.
func mayBeAlone(err error) bool {
	var network *NetworkError
	var api *APIError
	var limited *RateLimitError
	return errors.As(err, &network) && network.Timeout() || errors.As(err, &api) && !errors.As(err, &limited)
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
