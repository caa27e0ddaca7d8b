//go:build windows || darwin

package notify

import (
	"context"
	"fmt"

	"github.com/gen2brain/beeep"
)

// Run serves Post and Withdraw until ctx ends; it then returns nil. Call it once.
//
// beeep has no time limit, so each message is sent by a goroutine of its own. One that hangs (its
// caller got ErrTimeout) makes the following ones time out too, and is left behind when Run ends.
func (n *Notifier) Run(ctx context.Context) error {
	defer close(n.ended)
	beeep.AppName = toastText(n.opts.AppName)
	free := make(chan struct{}, 1)
	free <- struct{}{}
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-n.asks:
			if a.note == nil {
				a.done <- nil // cannot be withdrawn
				continue
			}
			select {
			case <-free:
				go func() { a.done <- n.send(*a.note); free <- struct{}{} }()
			case <-a.ctx.Done():
			case <-ctx.Done():
				return nil
			}
		}
	}
}

func (n *Notifier) send(note Notification) error {
	show := beeep.Notify
	if note.Sound {
		show = beeep.Alert
	}
	title, body := toastText(line(note.Title, maxTitle)), toastText(lines(note.Body, maxBody))
	if err := show(title, body, n.opts.IconFile); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}
