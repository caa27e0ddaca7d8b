package session

import (
	"context"
	"errors"
	"time"

	"istratray/app/inbox"
)

// announcer shows notifications one after the other, away from the loop, and stores the mark of
// each after it was shown: a crash in between repeats it, none is lost.
type announcer struct {
	session *Session
	jobs    chan func(context.Context)
}

// announceQueue is how many jobs may wait. More than the inbox hands out before it makes summaries;
// what finds no room counts as not delivered and comes again.
const announceQueue = 64

func newAnnouncer(s *Session) *announcer {
	return &announcer{session: s, jobs: make(chan func(context.Context), announceQueue)}
}

// run works until ctx ends, and leaves what is still waiting for the next start.
func (a *announcer) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case job := <-a.jobs:
			job(ctx)
		}
	}
}

func (a *announcer) queue(job func(context.Context)) bool {
	select {
	case a.jobs <- job:
		return true
	default:
		a.session.cfg.Logger.Warn("too many notifications at once, one is put off")
		return false
	}
}

// announce is called on the loop.
func (a *announcer) announce(account string, e inbox.Announce) {
	queued := a.queue(func(ctx context.Context) {
		err := a.show(ctx, account, e)
		if err != nil {
			a.session.cfg.Logger.Warn("showing a notification", "error", err)
		}
		a.session.post(func() { a.session.apply(inbox.AnnounceDone{Keys: e.Keys, Delivered: err == nil}) })
	})
	if !queued {
		// Not from within apply, which called us: the loop takes it next.
		go a.session.post(func() { a.session.apply(inbox.AnnounceDone{Keys: e.Keys}) })
	}
}

func (a *announcer) show(ctx context.Context, account string, e inbox.Announce) error {
	if err := a.session.cfg.Announce(ctx, e); err != nil {
		return err
	}
	marks := make(map[string]time.Time, len(e.Keys))
	for i, key := range e.Keys {
		marks[key] = e.Times[i]
	}
	a.store(account, inbox.Remember{Marks: marks})
	return nil
}

// remember is called on the loop.
func (a *announcer) remember(account string, e inbox.Remember) {
	a.queue(func(context.Context) { a.store(account, e) })
}

func (a *announcer) store(account string, e inbox.Remember) {
	err := a.session.cfg.Store.Remember(account, e)
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	a.session.cfg.Logger.Error("storing what was announced", "error", err)
	a.session.post(func() {
		a.session.apply(inbox.Noticed{Text: "Istra Tray can't save what it has announced: " + err.Error()})
	})
}

// keep is called on the loop.
func (a *announcer) keep(account string, f inbox.FollowUp) {
	a.queue(func(context.Context) {
		if err := a.session.cfg.Store.PutFollowUp(account, f); err != nil {
			a.session.cfg.Logger.Error("storing a follow-up", "error", err)
		}
	})
}

// withdraw is called on the loop.
func (a *announcer) withdraw(key string) {
	a.queue(func(ctx context.Context) { a.session.cfg.Withdraw(ctx, key) })
}
