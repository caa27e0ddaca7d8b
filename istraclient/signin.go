package istraclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// signInTime bounds a whole sign-in, discovery included.
const signInTime = 90 * time.Second

// flight is a sign-in under way, shared by all who need its outcome.
type flight struct {
	done chan struct{}
	err  error // valid once done is closed
}

// SignIn discovers the API root if needed and opens a session (v1/service/Login). Calls that
// overlap share one attempt. A refusal (*SignInError) is final: later calls return it without asking
// the platform again; a failure that refuses nobody is repeated while another attempt is not due, twice an hour or when
// the platform shows that it is well again. *SecondFactorError: continue with SignInSecondFactor. The attempt runs to
// its end even if ctx ends first.
func (c *Client) SignIn(ctx context.Context) error {
	c.mu.Lock()
	c.signedOut = false
	if c.flight == nil {
		c.factor = nil // ask for another code
	}
	f, err := c.join(c.signIn)
	c.mu.Unlock()
	return f.wait(ctx, err)
}

// renew is a live session other than the stale one, after a sign-in if there is none yet.
func (c *Client) renew(ctx context.Context, stale session) (session, error) {
	c.mu.Lock()
	if s := c.session; s.live && s.generation > stale.generation {
		c.mu.Unlock()
		return s, nil // someone else was faster
	}
	f, err := c.join(c.signIn)
	c.mu.Unlock()
	if err := f.wait(ctx, err); err != nil {
		return session{}, err
	}
	return c.current(), nil
}

// join is the sign-in under way, or a new one made by run; c.mu is held. The attempt belongs to the
// client, not to its first caller: one who gives up must not make the others send the password a
// second time.
func (c *Client) join(run func(context.Context) error) (*flight, error) {
	if c.flight != nil {
		return c.flight, nil
	}
	if err := c.obstacle(); err != nil {
		return nil, err
	}
	return c.launch(run), nil
}

// wait is the outcome of the flight, or err if there is none.
func (f *flight) wait(ctx context.Context, err error) error {
	if err != nil {
		return err
	}
	select {
	case <-f.done:
		return f.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// launch starts a flight; c.mu is held.
func (c *Client) launch(run func(context.Context) error) *flight {
	f := &flight{done: make(chan struct{})}
	c.flight = f
	c.flights.Go(func() {
		ctx, cancel := context.WithTimeoutCause(c.life, signInTime, silence{})
		defer cancel()
		f.err = guard(c.log, "sign in", func() error { return run(ctx) })
		c.mu.Lock()
		c.flight = nil
		c.mu.Unlock()
		close(f.done)
	})
	return f
}

// obstacle is the error because of which no password may be sent now, or nil; c.mu is held.
func (c *Client) obstacle() error {
	switch until := c.history.next(time.Now()); {
	case c.closed:
		return &ClosedError{}
	case c.refused != nil:
		return c.refused
	case c.signedOut:
		return &SignInError{Reason: SignedOut}
	case c.factor != nil:
		return c.factor.question // asking again would send the user another code
	case time.Now().Before(c.notBefore):
		return c.putOff
	case time.Now().Before(until) && c.trouble.err != nil:
		return c.trouble.err
	case time.Now().Before(until):
		return &SessionEndedError{Until: until}
	}
	return nil
}

// credential is what one sign-in sends: the password, or the second factor's code.
type credential struct {
	secret string
	isCode bool
	factor *secondFactor // what the code answers; nil = unknown
}

// signIn runs in a flight.
func (c *Client) signIn(ctx context.Context) error {
	switch {
	case c.opts.Login == "":
		return &ArgumentError{Name: "login"}
	case c.opts.Password == "":
		return &ArgumentError{Name: "password"}
	}
	return c.signInWith(ctx, credential{secret: c.opts.Password})
}

// signInWith tries the roots in turn until one answers Login as the API does. Any answer of the API
// ends it, a refusal first of all: after a 401 the secret is sent to no second place.
func (c *Client) signInWith(ctx context.Context, cred credential) error {
	roots, fresh, err := c.rootsFor(ctx)
	if err != nil {
		return err
	}
	if err := c.stillIll(ctx, roots[0]); err != nil && !cred.isCode {
		return err
	}
	c.retire(ctx)
	err = c.loginAt(ctx, roots, cred)
	if !fresh && isElsewhere(err) && ctx.Err() == nil {
		// The platform has moved since the root was remembered.
		found, lost := c.discover(ctx)
		switch {
		case lost != nil:
			err = lost
		case found[0].String() != roots[0].String():
			roots, err = found, c.loginAt(ctx, found, cred)
		}
	}
	c.noteTrouble(ctx, roots[0], err)
	return c.noteOutcome(err, cred)
}

// rootsFor are the known roots, or those found by discovery now (fresh).
func (c *Client) rootsFor(ctx context.Context) (roots []*url.URL, fresh bool, err error) {
	c.mu.Lock()
	roots = c.roots
	c.mu.Unlock()
	if len(roots) > 0 {
		return roots, c.opts.Fixed, nil
	}
	roots, err = c.discover(ctx)
	return roots, true, err
}

func (c *Client) loginAt(ctx context.Context, roots []*url.URL, cred credential) error {
	var err error
	for _, root := range roots {
		var s session
		if s, err = c.login(ctx, root, cred); err == nil {
			c.setRoots([]*url.URL{root})
			c.begin(s)
			return nil
		}
		if !isElsewhere(err) {
			return err
		}
		if isMissing(err) {
			err = &NotAPIError{URL: root.String(), Status: http.StatusNotFound, What: "nothing to sign in to"}
		}
	}
	return err
}

// isElsewhere reports whether an answer to Login means that the API is not at that root.
func isElsewhere(err error) bool {
	var not *NotAPIError
	var moved *RedirectError
	return isMissing(err) || errors.As(err, &not) || errors.As(err, &moved)
}

func isMissing(err error) bool {
	return hasStatus(err, http.StatusNotFound) || hasStatus(err, http.StatusMethodNotAllowed)
}

// noteOutcome remembers what a failed Login means for the next one.
func (c *Client) noteOutcome(err error, cred credential) error {
	if err == nil {
		return nil
	}
	var refusal *SignInError
	var asked *secondFactorAsked
	var api *APIError
	c.mu.Lock()
	defer c.mu.Unlock()
	c.factor = cred.factor // an unanswered question stays open
	switch {
	case errors.As(err, &asked):
		c.factor = asked.factor
		return asked.factor.question
	case errors.As(err, &refusal) && cred.isCode:
		return &SignInError{Reason: codeReason(refusal.Reason), Err: refusal.Err}
	case errors.As(err, &refusal):
		c.refused, c.session.live = refusal, false
	case errors.As(err, &api):
		c.putOff, c.notBefore = err, api.RetryAt
	}
	return err
}

// codeReason is what a refusal means when a code was sent instead of the password.
func codeReason(reason SignInReason) SignInReason {
	if reason == WrongPassword {
		return WrongCode
	}
	return reason
}
