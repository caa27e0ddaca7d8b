package notify

import (
	"cmp"
	"context"
	"fmt"

	"github.com/gen2brain/beeep"

	"istratray/app/plain"
)

// Run serves Post and Withdraw until ctx ends; it then returns nil. Call it once.
//
// beeep has no time limit, so each message is sent by a goroutine of its own. One that hangs (its
// caller got ErrTimeout) makes the following ones time out too, and is left behind when Run ends.
func (n *Notifier) Run(ctx context.Context) error {
	defer close(n.ended)
	beeep.AppName = bannerText(n.opts.AppName)
	picture := n.opts.pictureFile()
	free := make(chan struct{}, 1)
	free <- struct{}{}
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-n.asks:
			if a.note == nil || a.late {
				a.done <- nil // can be neither withdrawn nor changed
				continue
			}
			select {
			case <-free:
				go func() { a.done <- send(*a.note, picture); free <- struct{}{} }()
			case <-a.ctx.Done():
			case <-ctx.Done():
				return nil
			}
		}
	}
}

func send(note Notification, picture string) error {
	show := beeep.Notify
	if note.Sound {
		show = beeep.Alert
	}
	title, body := bannerText(plain.Line(note.Title, maxTitle)), bannerText(plain.Lines(note.Body, maxBody))
	if err := show(title, body, cmp.Or(note.Picture, picture)); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}
