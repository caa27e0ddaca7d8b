package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

const loginURI = "v1/service/Login"

// login is one POST of the credential to Login; its answer makes the session.
func (c *Client) login(ctx context.Context, root *url.URL, cred credential) (session, error) {
	var from session
	if cred.factor != nil {
		from = cred.factor.session
	}
	basic := &basicAuth{user: "ENDUSER:" + c.opts.Login, password: cred.secret}
	r := request{op: "sign in", method: http.MethodPost, uri: loginURI, basic: basic}
	resp, err := c.exchange(ctx, root, r, from)
	if err != nil {
		return session{}, loginFailure(resp, err)
	}
	defer resp.Body.Close()
	s := from.after(resp)
	if err := expectNoPage(resp); err != nil && (s.token == from.token || resp.Header.Get("X-Application") == "") {
		return session{}, err
	}
	if len(s.cookies) == 0 && s.token == "" {
		return session{}, &NotAPIError{URL: root.String(), Status: resp.StatusCode,
			What: "neither a session nor an error"}
	}
	return s, nil
}

// loginFailure gives the refusals of Login their special meanings.
func loginFailure(resp *http.Response, err error) error {
	var api *APIError
	var limited *RateLimitError
	if !errors.As(err, &api) || errors.As(err, &limited) {
		return err
	}
	switch {
	case isPageRefusal(api):
		return err // a proxy, a portal or a rate limiter has spoken: nobody has judged the password
	case isLoginRefusal(api.Status):
		return &SignInError{Reason: refusalReason(api), Err: api}
	case api.Status == http.StatusPreconditionFailed && (api.FromAPI || resp.Header.Get(mechanismHeader) != ""):
		return askSecondFactor(resp, api)
	}
	return err
}

func isLoginRefusal(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusLocked
}

// isPageRefusal reports whether an answer to Login looks like a refusal but doesn't bear the API's marks.
func isPageRefusal(api *APIError) bool { return isLoginRefusal(api.Status) && !api.FromAPI }

// refusalReason reads the platform's words, since its reference gives no code for a suspended account.
func refusalReason(api *APIError) SignInReason {
	text := strings.ToLower(api.Code + " " + api.Message)
	for _, word := range []string{"suspend", "locked", "blocked", "disabled", "too many"} {
		if strings.Contains(text, word) {
			return Suspended
		}
	}
	switch api.Status {
	case http.StatusLocked:
		return Suspended
	case http.StatusForbidden:
		return Forbidden
	}
	return WrongPassword
}
