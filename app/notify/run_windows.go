package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"istratray/app/plain"
	"istratray/app/win32"
)

// lastMoment is how long Run waits at its end for a call to Windows that hangs.
const lastMoment = time.Second

// Run serves Post and Withdraw until ctx ends; it then returns nil. The notifications stay. Call it once.
//
// Windows' calls have no time limit, so they are made on a thread of their own. One that hangs (its caller got
// ErrTimeout) makes the following ones time out too, and is left behind when Run ends.
func (n *Notifier) Run(ctx context.Context) error {
	defer close(n.ended)
	w := &worker{opts: n.opts, icon: n.opts.pictureFile(), jobs: make(chan *ask), clicks: make(chan string, 16),
		ended: make(chan struct{})}
	go w.run()
	defer w.end()
	for {
		select {
		case <-ctx.Done():
			return nil
		case arguments := <-w.clicks:
			n.clicked(arguments)
		case a := <-n.asks:
			select {
			case w.jobs <- a:
			case <-a.ctx.Done():
			case <-ctx.Done():
				return nil
			}
		}
	}
}

func (n *Notifier) clicked(arguments string) {
	key, action, err := chosen(arguments)
	if err != nil {
		n.opts.Logger.Warn("notify: a click with foreign arguments", "err", err)
		return
	}
	n.opts.OnAction(key, action, "")
}

// worker makes all calls to Windows, on one thread.
type worker struct {
	opts   Options
	icon   string // file; "" = none
	jobs   chan *ask
	clicks chan string // what was chosen; what Run has no time for is dropped
	ended  chan struct{}

	toasts  *toaster // nil while Windows shows none
	balloon string   // the key of what the balloon shows; "" = nothing
}

func (w *worker) end() {
	close(w.jobs)
	late := time.NewTimer(lastMoment)
	defer late.Stop()
	select {
	case <-w.ended:
	case <-late.C:
		w.opts.Logger.Warn("notify: Windows doesn't answer")
	}
}

func (w *worker) run() {
	defer close(w.ended)
	err := win32.WithCOM(func() error {
		revoke, err := w.begin()
		if err != nil {
			return err
		}
		defer revoke()
		w.work()
		return nil
	})
	if err != nil {
		w.opts.Logger.Warn("notify: no toasts", "err", err)
		w.work()
	}
}

// work serves jobs until there are no more.
func (w *worker) work() {
	for a := range w.jobs {
		a.done <- w.serve(a)
	}
	if w.toasts != nil {
		w.toasts.close()
	}
}

// begin makes the program known to Windows and answers to clicks. Toasts are tried again with each notification.
func (w *worker) begin() (revoke func(), err error) {
	if err := register(w.opts.Profile, w.opts.AppName, w.icon); err != nil {
		w.opts.Logger.Warn("notify: notifications can't be answered while the program doesn't run", "err", err)
	}
	return serveClass(win32.AppID(w.opts.Profile), w.click)
}

func (w *worker) click(arguments string) {
	select {
	case w.clicks <- arguments:
	default:
	}
}

func (w *worker) serve(a *ask) error {
	if a.ctx.Err() != nil {
		return context.Cause(a.ctx)
	}
	if err := w.open(); err != nil {
		return w.withoutToasts(a, err)
	}
	var err error
	switch {
	case a.note == nil:
		err = w.toasts.withdraw(a.key)
	case a.late:
		err = w.change(*a.note)
	default:
		err = w.toasts.show(*a.note, false)
	}
	if err == nil || errors.Is(err, ErrRefused) {
		return err
	}
	w.toasts.close() // the service behind it may be another one now
	w.toasts = nil
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

func (w *worker) open() (err error) {
	if w.toasts == nil {
		w.toasts, err = newToaster(win32.AppID(w.opts.Profile))
	}
	return err
}

// change puts a new text in the place of one that is still to be seen, without popping up again.
func (w *worker) change(note Notification) error {
	shown, err := w.toasts.shown(note.Key)
	if err != nil {
		w.opts.Logger.Debug("notify: what is shown can't be told", "err", err)
		return nil
	}
	if !shown {
		return nil
	}
	return w.toasts.show(note, true)
}

// withoutToasts uses the tray's balloon, which shows one notification at a time and has no buttons.
func (w *worker) withoutToasts(a *ask, err error) error {
	if w.opts.Balloon == nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	switch {
	case a.note == nil && a.key == w.balloon:
		w.balloon = ""
		return w.opts.Balloon(nil, nil)
	case a.note == nil || a.late && a.key != w.balloon:
		return nil
	}
	note := *a.note
	note.Title, note.Body = plain.Line(note.Title, maxTitle), plain.Lines(note.Body, maxBody)
	if failed := w.opts.Balloon(&note, func() { w.click(toastArguments(note.Key, DefaultAction)) }); failed != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, errors.Join(err, failed))
	}
	w.balloon = note.Key
	return nil
}
