package session

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"istratray/app/inbox"
	"istratray/app/words"
)

// announcer shows notifications one after the other, away from the loop, and stores the mark of
// each after it was shown: a crash in between repeats it, none is lost.
//
// What waits is bounded by the lists: an item has one announcement and one withdrawal under way.
type announcer struct {
	session *Session
	wake    chan struct{}             // one slot: there is something to do
	unsaved map[string]inbox.Remember // run's: by account, what the store had no room for

	mu   sync.Mutex
	jobs []func(context.Context) // guarded by mu
}

func newAnnouncer(s *Session) *announcer {
	return &announcer{session: s, wake: make(chan struct{}, 1), unsaved: map[string]inbox.Remember{}}
}

// lastWord is how long a notification may still take that was being shown when the session ended. It is likely to be
// on the screen already, and without its mark it would be announced again at the next start.
const lastWord = 400 * time.Millisecond

// run works until ctx ends. What is then still waiting is done with the ended ctx: marks are stored,
// and what could not be shown is left for the next start.
func (a *announcer) run(ctx context.Context) {
	defer a.storeUnsaved()
	for {
		for job := a.next(); job != nil; job = a.next() {
			_ = guard(a.session.cfg.Logger, "announcer", func() error { job(ctx); return nil }) // and has logged it
		}
		select {
		case <-ctx.Done():
			return
		case <-a.wake:
		}
	}
}

// next takes the job that has waited longest; nil when there is none.
func (a *announcer) next() func(context.Context) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.jobs) == 0 {
		return nil
	}
	job := a.jobs[0]
	a.jobs = a.jobs[1:]
	return job
}

// queue never blocks.
func (a *announcer) queue(job func(context.Context)) {
	a.mu.Lock()
	a.jobs = append(a.jobs, job)
	a.mu.Unlock()
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// announce is called on the loop.
func (a *announcer) announce(account string, e inbox.Announce) {
	a.queue(func(ctx context.Context) {
		hidden, err := false, ctx.Err()
		if err == nil {
			err = guard(a.session.cfg.Logger, "announce", func() (err error) {
				hidden, err = a.show(ctx, account, e)
				return err
			})
		}
		if err != nil && ctx.Err() == nil {
			a.session.cfg.Logger.Warn("showing a notification", "err", err)
		}
		a.session.post(func() {
			a.answered(account, e, inbox.AnnounceDone{Keys: e.Keys, Delivered: err == nil, Hidden: hidden})
		})
	})
}

// answered takes an announcement's outcome on the loop. What was shown for an account that has been
// left in the meantime is taken away: another one's items can have the same IDs.
func (a *announcer) answered(account string, e inbox.Announce, done inbox.AnnounceDone) {
	if account == a.session.creds.Account() {
		a.session.apply(done)
		return
	}
	if done.Delivered {
		a.withdraw(e.Key())
	}
}

func (a *announcer) show(ctx context.Context, account string, e inbox.Announce) (hidden bool, err error) {
	ctx, cancel := outlasting(ctx, lastWord)
	defer cancel()
	if hidden, err = a.session.cfg.Announce(ctx, e); err != nil {
		return false, err
	}
	marks := make(map[string]time.Time, len(e.Keys))
	for i, key := range e.Keys {
		marks[key] = e.Times[i]
	}
	untold := map[string]bool{}
	for _, key := range e.Keys {
		untold[key] = hidden
	}
	a.store(account, inbox.Remember{Marks: marks, Untold: untold})
	a.session.cfg.Logger.Info("announced", "items", len(e.Keys))
	return hidden, nil
}

// outlasting returns a context that ends a while after ctx.
func outlasting(ctx context.Context, while time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(while):
			cancel()
		case <-longer.Done():
		}
	})
	return longer, func() { stop(); cancel() }
}

// remember is called on the loop.
func (a *announcer) remember(account string, e inbox.Remember) {
	a.queue(func(context.Context) { a.store(account, e) })
}

// store stores marks, and those that could not be stored before: a disk that was full is no reason to
// announce anything twice.
func (a *announcer) store(account string, e inbox.Remember) {
	e = together(a.unsaved[account], e)
	delete(a.unsaved, account)
	err := a.session.cfg.Store.Remember(account, e)
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	a.unsaved[account] = e
	a.session.cfg.Logger.Error("storing what was announced", "err", err)
	a.session.post(func() {
		a.session.apply(noticed(words.New("announced-not-saved")))
	})
}

// storeUnsaved is the last try before the end.
func (a *announcer) storeUnsaved() {
	for account := range maps.Clone(a.unsaved) {
		a.store(account, inbox.Remember{})
	}
}

func together(earlier, later inbox.Remember) inbox.Remember {
	if len(earlier.Marks) == 0 && !earlier.Baseline {
		return later
	}
	if !later.Baseline {
		later.Floor, later.Baseline = earlier.Floor, earlier.Baseline
	}
	marks, untold := maps.Clone(earlier.Marks), maps.Clone(earlier.Untold)
	if marks == nil {
		marks = map[string]time.Time{}
	}
	if untold == nil {
		untold = map[string]bool{}
	}
	maps.Copy(marks, later.Marks)
	maps.Copy(untold, later.Untold)
	later.Marks, later.Untold = marks, untold
	return later
}

// keep is called on the loop.
func (a *announcer) keep(account string, f inbox.FollowUp) {
	a.queue(func(context.Context) {
		if err := a.session.cfg.Store.PutFollowUp(account, f); err != nil {
			a.session.cfg.Logger.Error("storing a follow-up", "err", err)
		}
	})
}

// withdraw is called on the loop.
func (a *announcer) withdraw(key string) {
	a.queue(func(ctx context.Context) { a.session.cfg.Withdraw(ctx, key) })
}
