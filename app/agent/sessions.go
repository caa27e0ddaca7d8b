package agent

import (
	"context"
	"os"
	"slices"
	"sync"

	"istratray/app/control"
)

// origin is the session to open windows in where nobody says another. Safe for any goroutine.
type origin struct {
	mu  sync.Mutex
	now control.Origin // guarded by mu
}

func (o *origin) get() control.Origin {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

func (o *origin) set(next control.Origin) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = next.Later()
}

// maxSessions bounds how many sessions are remembered.
const maxSessions = 8

// sessions are those of this user, beside the agent's own, that the program was asked for in: the newest first.
// Safe for any goroutine.
type sessions struct {
	mu    sync.Mutex
	known []control.Origin // guarded by mu
}

// note remembers a session that has a screen of its own.
func (s *sessions) note(o control.Origin) {
	if !o.HasScreen() || o.SameScreen(control.OriginOf(os.Getenv)) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = slices.DeleteFunc(s.known, o.SameScreen)
	s.known = slices.Insert(s.known, 0, o.Later())
	s.known = s.known[:min(len(s.known), maxSessions)]
}

func (s *sessions) all() []control.Origin {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.known)
}

// moveOn has the program continue in another session of this user, where one goes on: there it is wanted as before.
func (a *Agent) moveOn(ctx context.Context) {
	if a.opts.Demo {
		return
	}
	for _, o := range a.sessions.all() {
		if goesOn(ctx, o) {
			a.log.Info("the program continues in another session", "display", o.Display, "wayland", o.Wayland)
			w := a.window.current()
			a.heir.Store(&Heir{Account: a.Unkept(), Session: o, Window: w != nil && w.from.SameScreen(o)})
			return
		}
	}
}
