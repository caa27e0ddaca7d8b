package istratest

import (
	"crypto/rand"
	"net/http"
	"time"
)

// cookieName is <application>_SESSIONID.
const cookieName = "myIstra_SESSIONID"

// session is one signed-in client, guarded by Platform.mu.
type session struct {
	cookie    string
	token     string          // the newest
	tokens    map[string]bool // all that are still good
	idle      *time.Timer     // ends the session
	listeners map[string]*listener
	sockets   []*socket // oldest first
}

// account is the state of the one account, guarded by Platform.mu.
type account struct {
	wrong     int // passwords in a row
	suspended bool
	second    bool // the first step of two was taken
}

// openSession is called with p.mu held.
func (p *Platform) openSession() *session {
	s := &session{
		cookie: rand.Text(), tokens: map[string]bool{}, listeners: map[string]*listener{},
	}
	s.renewToken()
	s.idle = time.AfterFunc(p.opts.SessionTimeout, func() { p.change(func() { p.forget(s) }) })
	p.sessions[s.cookie] = s
	return s
}

// sessionOf finds the session by the request's cookie and counts the request as activity. It is called
// with p.mu held; nil means that there is none.
func (p *Platform) sessionOf(r *http.Request) *session {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return nil
	}
	s := p.sessions[cookie.Value]
	if s != nil {
		s.idle.Reset(p.opts.SessionTimeout)
	}
	return s
}

// forget ends a session. It is called with p.mu held.
func (p *Platform) forget(s *session) {
	delete(p.sessions, s.cookie)
	s.end()
}

func (p *Platform) forgetAll() {
	for _, s := range p.sessions {
		p.forget(s)
	}
}

func (s *session) end() {
	s.idle.Stop()
	for _, socket := range s.sockets {
		socket.leave()
	}
}

func (s *session) renewToken() string {
	s.token = rand.Text()
	s.tokens[s.token] = true
	return s.token
}

func (s *session) subscribed() (n int) {
	for _, l := range s.listeners {
		if l.subscribed {
			n++
		}
	}
	return n
}

// ExpireSessions ends every session, as after half an hour without activity; websockets are closed.
func (p *Platform) ExpireSessions() { p.change(p.forgetAll) }

// RotateTokens makes every CSRF token handed out so far invalid. The next request of a session is
// answered 403 with the new one.
func (p *Platform) RotateTokens() {
	p.change(func() {
		for _, s := range p.sessions {
			clear(s.tokens)
			s.renewToken()
		}
	})
}

// SuspendAccount does what repeated wrong passwords do. Open sessions end.
func (p *Platform) SuspendAccount() {
	p.change(func() {
		p.account.suspended = true
		p.forgetAll()
	})
}

// RestoreAccount undoes a suspension.
func (p *Platform) RestoreAccount() { p.change(func() { p.account = account{} }) }

// SetPassword changes the password. Open sessions stay.
func (p *Platform) SetPassword(password string) {
	p.change(func() { p.opts.Password = password })
}
