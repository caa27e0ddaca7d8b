package istraclient

import (
	"context"
	"net/http"
	"strings"
)

// secondFactor is the platform's open question for a code, and what to send along with the answer.
type secondFactor struct {
	question *SecondFactorError
	session  session // cookies and token of the answer that asked
}

// secondFactorAsked carries the question from Login to where it is remembered.
type secondFactorAsked struct {
	factor *secondFactor
}

func (e *secondFactorAsked) Error() string { return e.factor.question.Error() }

const mechanismHeader = "X-Two-Level-Auth-Mechanism"

// askSecondFactor reads a 412 of Login.
func askSecondFactor(resp *http.Response, api *APIError) error {
	mechanism := strings.TrimSpace(resp.Header.Get(mechanismHeader))
	question := &SecondFactorError{Channel: tidy(strings.TrimPrefix(mechanism, "authBy"), 40), Err: api}
	return &secondFactorAsked{&secondFactor{question: question, session: session{}.after(resp)}}
}

// SignInSecondFactor continues after a *SecondFactorError with the code that the user received. A wrong
// one is a *SignInError with the reason WrongCode; another may then be given.
func (c *Client) SignInSecondFactor(ctx context.Context, code string) error {
	code = strings.TrimSpace(code)
	if code == "" {
		return &ArgumentError{Name: "code"}
	}
	cred := credential{secret: code, isCode: true}
	c.mu.Lock()
	if c.flight == nil {
		cred.factor, c.factor = c.factor, nil
	}
	c.signedOut = false
	f, err := c.join(func(ctx context.Context) error { return c.signInWith(ctx, cred) })
	c.mu.Unlock()
	return f.wait(ctx, err)
}
