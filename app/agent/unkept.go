package agent

import (
	"sync"

	"istratray/app/control"
	"istratray/app/session"
)

// unkept is the account of which only this process knows the password, since no keyring has taken it. Safe for any
// goroutine.
type unkept struct {
	mu sync.Mutex
	c  session.Credentials // guarded by mu; zero: the keyring has it, or there is none
}

func (u *unkept) set(c session.Credentials) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.c = c
}

func (u *unkept) clear() { u.set(session.Credentials{}) }

func (u *unkept) get() session.Credentials {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.c
}

// Unkept is what ends with this process: the account and its password, where no keyring has it and the platform hasn't
// refused it; else zero. It is for the agent that takes its place.
func (a *Agent) Unkept() control.SignInRequest {
	c := a.unkept.get()
	if c.Password == "" {
		return control.SignInRequest{}
	}
	if refused, err := a.store.Refused(c.Account(), c.Password); err != nil || refused {
		return control.SignInRequest{}
	}
	return control.SignInRequest{Server: c.Server, Login: c.Login, Password: c.Password}
}
