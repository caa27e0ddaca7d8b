package agent

import (
	"context"
	"errors"
	"time"

	"istratray/app/control"
	"istratray/app/seat"
)

const (
	shortcutSoonest = 5 * time.Second // the portal may come after us
	shortcutLatest  = 5 * time.Minute
)

// watchShortcut holds the desktop-wide key of the settings, if there is one, which dials what is in the clipboard.
func (a *Agent) watchShortcut(ctx context.Context) error {
	for ctx.Err() == nil {
		trigger := a.settings.get().DialShortcut
		until, cancel := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() { defer close(ended); a.holdShortcut(until, trigger) }()
		for ctx.Err() == nil && a.settings.get().DialShortcut == trigger {
			select {
			case <-ctx.Done():
			case <-a.shortcut:
			}
		}
		cancel()
		<-ended
	}
	return nil
}

// holdShortcut holds a key until ctx ends, again with backoff when the portal went away. After a refusal it waits for
// a change of the settings.
func (a *Agent) holdShortcut(ctx context.Context, trigger string) {
	if trigger == "" {
		return
	}
	for wait := shortcutSoonest; ; wait = min(2*wait, shortcutLatest) {
		err := seat.WatchShortcut(ctx, seat.Shortcut{ID: "dial-clipboard",
			Description: a.book.Say("Dial from clipboard"), Trigger: trigger}, a.dialPressed)
		if ctx.Err() != nil {
			return
		}
		a.log.Info("no key to dial from the clipboard", "err", err)
		if errors.Is(err, seat.ErrShortcutRefused) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

func (a *Agent) dialPressed(token string) {
	from := a.origin.get()
	from.ActivationToken = token
	a.show(control.Show{Page: "dial", Paste: true, From: from})
}

// useShortcut applies the settings.
func (a *Agent) useShortcut() {
	select {
	case a.shortcut <- struct{}{}:
	default:
	}
}
