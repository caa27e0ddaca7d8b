package seat

import (
	"context"
	"log/slog"

	"istratray/app/slot"
	"istratray/app/win32"
)

// attentionClass names the hidden window to which Windows reports the lock.
const attentionClass = "IstraTrayAttention"

// WatchAttention reports that the session is not locked, and each change of that, until ctx ends. Do not disturb is
// not reported: Windows holds notifications back and shows them later by itself.
func WatchAttention(ctx context.Context, _ string, tell func(Attention), log *slog.Logger) {
	news := make(chan Attention, 1) // one slot: the newest
	news <- Attention{}
	put := func(now Attention) { slot.Put(news, now) }
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		if err := win32.RunWindow(ctx, attentionClass, sessionChanges(put), watchSession(log)); err != nil {
			log.Warn("seat: the lock can't be watched", "err", err)
		}
	}()
	for {
		select {
		case now := <-news:
			tell(now)
		case <-ctx.Done():
			<-closed
			return
		}
	}
}

func watchSession(log *slog.Logger) func(*win32.Window) {
	return func(w *win32.Window) {
		if _, err := w.WatchSession(); err != nil { // it ends with the window
			log.Warn("seat: the lock can't be watched", "err", err)
		}
	}
}

// sessionChanges hands on when the session is locked and unlocked.
func sessionChanges(tell func(Attention)) win32.Handler {
	return func(_ *win32.Window, message uint32, wparam, _ uintptr) (uintptr, bool) {
		if message != win32.WMSessionChange {
			return 0, false
		}
		switch wparam {
		case win32.SessionLocked:
			tell(Attention{Locked: true})
		case win32.SessionUnlocked:
			tell(Attention{})
		}
		return 0, true
	}
}
