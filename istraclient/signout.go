package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// SignOut ends the session on the platform (v1/service/Logout) and forgets it here, even if the
// platform can't be told. A session that has ended already is no error. Until SignIn is called again,
// requests fail with a *SignInError whose reason is SignedOut.
func (c *Client) SignOut(ctx context.Context) error {
	s, err := c.forget(ctx)
	if err != nil || !s.live {
		return err
	}
	return c.logOut(ctx, s)
}

func (c *Client) logOut(ctx context.Context, s session) error {
	r := request{op: "sign out", method: http.MethodGet, uri: "v1/service/Logout"}
	resp, err := c.exchange(ctx, c.root(), r, s)
	if err == nil {
		return resp.Body.Close()
	}
	var api *APIError
	if errors.As(err, &api) && api.Status == http.StatusUnauthorized {
		return nil
	}
	return fmt.Errorf("%s: %w", r.op, err)
}

const (
	retireTime = 2 * time.Second // for the logout before a new sign-in, which must not wait for long
	maxLeft    = 4
)

// retire ends the session that a new one is about to replace. What can't be logged out now is tried once more when
// the new session has proved that the platform answers.
func (c *Client) retire(ctx context.Context) {
	c.mu.Lock()
	old := c.session
	if len(old.cookies) > 0 {
		c.replace(session{}) // the stream learns first what it would take for a broken link
	}
	c.mu.Unlock()
	if len(old.cookies) == 0 {
		return
	}
	if old.live {
		ctx, cancel := context.WithTimeout(ctx, retireTime)
		defer cancel()
		if c.logOut(ctx, old) == nil {
			return
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left = append(c.left, old)
	c.left = c.left[max(0, len(c.left)-maxLeft):]
}

// logOutLeft logs out what retire could not, once; c.mu is held.
func (c *Client) logOutLeft() {
	left := c.left
	c.left = nil
	if len(left) == 0 || c.closed {
		return
	}
	c.flights.Go(func() {
		for _, s := range left {
			ctx, cancel := context.WithTimeout(c.life, retireTime)
			if err := c.logOut(ctx, s); err != nil {
				c.log.Debug("old session not logged out", "err", err)
			}
			cancel()
		}
	})
}
