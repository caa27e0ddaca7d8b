package notify

import (
	"context"
	"time"
)

// Notifier posts and withdraws notifications. Make one with New, and keep Run going.
type Notifier struct {
	opts  Options
	limit time.Duration // constant but in tests
	asks  chan *ask
	ended chan struct{} // closed when Run returns
}

// ask is one request to Run. What it asked for may still happen after its caller has given up.
type ask struct {
	ctx  context.Context
	key  string
	note *Notification // nil: withdraw key
	late bool          // note is for what is on the screen only
	done chan error    // takes one answer without blocking
}

// New makes a Notifier. It touches nothing until it is asked to show something.
func New(opts Options) *Notifier {
	return &Notifier{opts: opts.withDefaults(), limit: limit, asks: make(chan *ask), ended: make(chan struct{})}
}

// Post shows a notification, or replaces the one with the same key. It waits for the service to take
// it, at most five seconds. It fails with ErrUnavailable, ErrTimeout, ErrRefused or ctx's error; after
// ErrTimeout the notification may still appear.
func (n *Notifier) Post(ctx context.Context, note Notification) error {
	return n.ask(ctx, &ask{key: note.Key, note: &note})
}

// Update changes a notification that is on the screen. One that has gone, or a system that can't change any, is no
// error. It waits and fails as Post does.
func (n *Notifier) Update(ctx context.Context, note Notification) error {
	return n.ask(ctx, &ask{key: note.Key, note: &note, late: true})
}

// Withdraw takes a notification off the screen. A key that is not shown is no error; where the system
// cannot withdraw, nothing happens. It waits and fails as Post does.
func (n *Notifier) Withdraw(ctx context.Context, key string) error {
	return n.ask(ctx, &ask{key: key})
}

func (n *Notifier) ask(ctx context.Context, a *ask) error {
	ctx, cancel := context.WithTimeoutCause(ctx, n.limit, ErrTimeout)
	defer cancel()
	a.ctx, a.done = ctx, make(chan error, 1)
	select {
	case n.asks <- a:
	case <-n.ended:
		return ErrUnavailable
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	select {
	case err := <-a.done:
		return err
	case <-n.ended:
		return ErrUnavailable
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
