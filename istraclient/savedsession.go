package istraclient

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
)

// ErrNoSession means that there is no open session to save, or that a saved one is not this client's.
var ErrNoSession = errors.New("there is no session of this account")

// savedSession is an open session as it is kept.
type savedSession struct {
	Base    string            `json:"base"`
	Login   string            `json:"login"`
	Token   string            `json:"token"`
	Cookies map[string]string `json:"cookies"`
}

// SaveSession gives the open session for RestoreSession, so that a program that starts again need not sign in again.
// Anyone who has it is signed in: keep it like a password. Without a session it is ErrNoSession.
func (c *Client) SaveSession() ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.session.live || len(c.roots) == 0 {
		return nil, ErrNoSession
	}
	saved := savedSession{Base: c.roots[0].String(), Login: c.opts.Login, Token: c.session.token,
		Cookies: map[string]string{}}
	for _, k := range c.session.cookies {
		saved.Cookies[k.name] = k.value
	}
	return json.Marshal(saved)
}

// RestoreSession continues with a saved session of the same account at the same address; another one is ErrNoSession.
// Nothing is sent: if the session has ended in the meantime, the next request signs in.
func (c *Client) RestoreSession(data []byte) error {
	var saved savedSession
	if err := json.Unmarshal(data, &saved); err != nil {
		return fmt.Errorf("restore session: %w", err)
	}
	root := c.mayBeRoot(saved.Base)
	if root == nil || saved.Login != c.opts.Login || len(saved.Cookies) == 0 || !isPrintable(saved.Token) {
		return ErrNoSession
	}
	s := session{live: true, token: saved.Token}
	for name, value := range saved.Cookies {
		s.cookies = replaceCookie(s.cookies, cookie{name, value}, false)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return &ClosedError{}
	}
	c.roots, c.signedOut = []*url.URL{root}, false
	c.replace(s)
	return nil
}

// mayBeRoot is an API root that this client could have found itself, or nil.
func (c *Client) mayBeRoot(base string) *url.URL {
	if c.opts.Fixed && base == c.typed.String() {
		return c.typed
	}
	if roots := rememberedRoot(c.typed, base); len(roots) > 0 && !c.opts.Fixed {
		return roots[0]
	}
	return nil
}
