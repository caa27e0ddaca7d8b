package agent

import (
	"context"
	"os"
	"sync"
	"time"

	"istratray/app/inbox"
	"istratray/app/seat"
)

// knownWithin is how long the first notification waits at most to learn whether the screen is locked.
const knownWithin = 3 * time.Second

// attention is whether someone is there to read notifications. Safe for any goroutine.
type attention struct {
	known chan struct{} // closed after the first report

	mu   sync.Mutex
	now  seat.Attention // guarded by mu
	hide bool           // guarded by mu: by the settings
}

// await waits a moment for the first report: not even the first notification may show a name on a locked screen.
func (a *attention) await(ctx context.Context) {
	select {
	case <-a.known:
	case <-ctx.Done():
	case <-time.After(knownWithin):
	}
}

// hides reports whether no name and no number may be shown.
func (a *attention) hides() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now.Locked && a.hide
}

// locked reports whether the screen is locked, whatever the settings say.
func (a *attention) locked() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now.Locked
}

// holds reports whether an announcement is to wait until do not disturb ends.
func (a *attention) holds(e inbox.Announce) bool {
	return a.busy() && !e.Presses()
}

// busy reports whether do not disturb is on.
func (a *attention) busy() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now.DoNotDisturb
}

// change edits the state, and returns the new one.
func (a *attention) change(f func()) inbox.AttentionChanged {
	a.mu.Lock()
	defer a.mu.Unlock()
	f()
	return inbox.AttentionChanged{Locked: a.now.Locked && a.hide, DoNotDisturb: a.now.DoNotDisturb}
}

// watchAttention follows the lock of the screen and the desktop's do not disturb.
func (a *Agent) watchAttention(ctx context.Context) error {
	known := sync.OnceFunc(func() { close(a.attention.known) })
	seat.WatchAttention(ctx, os.Getenv("XDG_SESSION_ID"), func(now seat.Attention) {
		next := a.attention.change(func() { a.attention.now = now })
		known()
		a.attend(ctx, next)
	}, a.log)
	return nil
}

// useAttention applies the settings.
func (a *Agent) useAttention(ctx context.Context) {
	hide := a.settings.get().HideWhenLocked
	a.attend(ctx, a.attention.change(func() { a.attention.hide = hide }))
}

func (a *Agent) attend(ctx context.Context, now inbox.AttentionChanged) {
	if now.Locked {
		a.withdraw(ctx, outcomeKey) // it may name who is being called
	}
	a.tray.Refresh() // Windows' list in the taskbar says names
	a.logged("telling who is there", a.session.SetAttention(ctx, now))
}
