package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
)

// dialLimit is how long joining the session bus may take.
const dialLimit = 2 * time.Second

// Run serves Post and Withdraw until ctx ends; it then returns nil. The notifications stay on the
// screen. The bus is joined when something is to be shown, and again after it was lost. Call it once.
func (n *Notifier) Run(ctx context.Context) error {
	defer close(n.ended)
	var l *link // nil while there is no connection
	defer func() { l.close() }()
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-n.asks:
			var err error
			if l == nil && (a.late || a.note == nil) { // nothing is on the screen
				a.done <- nil
				continue
			}
			if l == nil {
				l, err = n.join(ctx)
			}
			if err != nil {
				a.done <- err
				continue
			}
			l.take(a)
		case call := <-l.answered():
			l.answer(call)
		case s, ok := <-l.signalled():
			if !ok {
				n.opts.Logger.Warn("notify: the session bus went away")
				l.close()
				l = nil
				continue
			}
			l.signal(s)
		}
	}
}

// join connects to the session bus and asks it for what concerns notifications.
func (n *Notifier) join(ctx context.Context) (*link, error) {
	ctx, cancel := context.WithCancel(ctx)
	late := time.AfterFunc(dialLimit, cancel)
	defer late.Stop()
	conn, err := bus.Connect(ctx)
	if err != nil {
		cancel()
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	l := newLink(n.opts, conn, cancel)
	if err := l.watch(ctx); err != nil {
		l.close()
		return nil, fmt.Errorf("%w: listen to the service: %w", ErrUnavailable, err)
	}
	return l, nil
}

// failure types an error that a call to the service ended with.
func failure(err error) error {
	var answer dbus.Error
	if !errors.As(err, &answer) {
		return fmt.Errorf("%w: %w", ErrUnavailable, err) // the bus went away
	}
	switch answer.Name {
	case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
		"org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Spawn.ServiceNotFound",
		"org.freedesktop.DBus.Error.Spawn.ExecFailed", "org.freedesktop.DBus.Error.Spawn.ChildExited":
		return fmt.Errorf("%w: %s", ErrUnavailable, answer.Name)
	}
	return fmt.Errorf("%w: %w", ErrRefused, err)
}
