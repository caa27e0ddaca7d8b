package istraclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// SignOut ends the session on the platform (API notes, section 2) and forgets it here, even if the
// platform can't be told. A session that has ended already is no error. Until SignIn is called again,
// requests fail with a *SignInError whose reason is SignedOut.
func (c *Client) SignOut(ctx context.Context) error {
	s, err := c.forget(ctx)
	if err != nil || !s.live {
		return err
	}
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
