package session

import (
	"context"
	"errors"
	"sync"
	"time"

	"istratray/app/inbox"
)

// ErrStopped means that the session has ended.
var ErrStopped = errors.New("the program is ending")

// Session is one account's connection to the platform. Make it with New and run it with Run.
type Session struct {
	cfg  Config
	ops  chan func()   // run on the loop, in order
	done chan struct{} // closed when the loop has ended

	announcer *announcer
	saver     *saver

	// Everything below belongs to the loop.
	ctx     context.Context
	workers sync.WaitGroup // every goroutine the session has started; added to on the loop only
	state   inbox.State
	seq     uint64
	creds   Credentials
	leaving bool
	wakeAt  time.Time // the pending Wake, zero: none

	link     link
	counters counting
	lists    [2]*list // mailbox and history
	user     health
	push     pushing
	changes  int                // grows with each change of ours: what was asked for before may lack it
	marked   map[string]ownMark // voicemails marked by us, by ID, since the reading under way began
	echo     bool               // the counters will speak of a change of ours
	gap      int                // by how much the platform counts otherwise than it lists

	retry          backoff // of an outage
	hurried        bool    // this step of it was cut short
	networkPending bool    // a change of the network is being waited out
}

// ownMark is a read mark that we have set, and when: as the number of the change.
type ownMark struct {
	read   bool
	change int
}

// New makes a session that is signed out, or connecting where it is to expect an account. It starts nothing.
func New(cfg Config) *Session {
	cfg.fillIn()
	s := &Session{cfg: cfg, ops: make(chan func(), 64), done: make(chan struct{})}
	s.startOver()
	s.announcer = newAnnouncer(s)
	s.saver = newSaver(cfg.Store, cfg.Logger)
	s.state, _ = inbox.Apply(s.state, time.Now(), inbox.ConnectionChanged{Connection: First(cfg.Expecting)})
	return s
}

// First is the connection that a session begins with. Until an account that is expected is known, nobody is told that
// there is none.
func First(expecting bool) inbox.Connection {
	c := inbox.Connection{State: inbox.SignedOut, Since: time.Now()}
	if expecting {
		c.State = inbox.Connecting
	}
	return c
}

// startOver forgets what is known of an account's platform.
func (s *Session) startOver() {
	part := func(longest time.Duration) health {
		return health{retry: backoff{longest: longest, jitter: s.cfg.Jitter}}
	}
	s.retry = part(longestWait).retry
	s.counters = counting{health: part(longestListWait), timer: s.counters.timer}
	s.lists = [2]*list{
		{health: part(longestListWait), kind: inbox.VoicemailItem},
		{health: part(longestListWait), kind: inbox.CallItem},
	}
	s.user = part(longestUserWait)
	s.push = pushing{health: part(longestPushWait), number: s.push.number, ended: s.push.ended}
	s.echo, s.gap, s.marked = false, 0, map[string]ownMark{}
}

// Run is the session's loop. It returns nil after ctx has ended and everything is shut down: pending
// deletions carried out, the listener deleted, the lists saved. That takes under two seconds.
func (s *Session) Run(ctx context.Context) error {
	s.ctx = ctx
	var helpers sync.WaitGroup
	helperCtx, stopHelpers := context.WithCancel(context.WithoutCancel(ctx))
	helpers.Go(func() { s.announcer.run(helperCtx) })
	helpers.Go(func() { s.saver.run(helperCtx) })
	helpers.Go(func() { s.watchSleep(helperCtx) })
	s.publish()
	s.loop(ctx)
	s.leave()
	close(s.done)
	stopHelpers()
	helpers.Wait()
	return nil
}

func (s *Session) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case op := <-s.ops:
			op()
		case <-s.cfg.NetworkChanges:
			s.networkChanged()
		}
	}
}

// leave shuts everything down within its time limit, while the loop still runs what workers send.
func (s *Session) leave() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 1500*time.Millisecond)
	defer cancel()
	s.depart(ctx)
	s.leaving = true
	idle := make(chan struct{})
	go func() { s.workers.Wait(); close(idle) }()
	for {
		select {
		case op := <-s.ops:
			op()
		case <-idle:
			return
		}
	}
}

// work runs f on a goroutine that Run joins, and done with its outcome on the loop: loop only. While the session
// leaves, nothing new starts. A panic in f becomes its error.
func (s *Session) work(name string, f func() error, done func(error)) {
	if s.leaving {
		return
	}
	s.workers.Go(func() {
		err := guard(s.cfg.Logger, name, f)
		s.post(func() { done(err) })
	})
}

// post runs op on the loop. It may be called from any goroutine but the loop's own, and drops op
// once the loop has ended.
func (s *Session) post(op func()) {
	select {
	case s.ops <- op:
	case <-s.done:
	}
}

// ask runs op on the loop and waits for it.
func (s *Session) ask(ctx context.Context, op func()) error {
	ran := make(chan struct{})
	select {
	case s.ops <- func() { op(); close(ran) }:
	case <-s.done:
		return ErrStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-ran:
		return nil
	case <-s.done:
		return ErrStopped
	}
}

// Abandon ends a session that is never run: what was asked of it fails with ErrStopped. Call it instead of Run, once.
func (s *Session) Abandon() { close(s.done) }

// after runs op on the loop when d has passed.
func (s *Session) after(d time.Duration, op func()) {
	time.AfterFunc(d, func() { s.post(op) })
}

// apply is the one way to change the inbox: loop only.
func (s *Session) apply(events ...inbox.Event) {
	for _, event := range events {
		var effects []inbox.Effect
		s.state, effects = inbox.Apply(s.state, time.Now(), event)
		for _, effect := range effects {
			s.perform(effect)
		}
	}
	s.publish()
}

func (s *Session) publish() {
	snapshot := s.state.Snapshot()
	s.seq++
	snapshot.Seq = s.seq
	voicemails, calls, updated := s.state.Lists()
	s.saver.put(s.creds.Account(), voicemails, calls, updated)
	s.cfg.Publish(snapshot)
}

func (s *Session) perform(effect inbox.Effect) {
	switch e := effect.(type) {
	case inbox.Announce:
		s.announcer.announce(s.creds.Account(), e)
	case inbox.Withdraw:
		s.announcer.withdraw(e.Key)
	case inbox.Remember:
		s.announcer.remember(s.creds.Account(), e)
	case inbox.Remind:
		s.announcer.queue(func(ctx context.Context) { s.cfg.Remind(ctx, e) })
	case inbox.Redraw:
		s.announcer.queue(func(ctx context.Context) { s.cfg.Redraw(ctx, e.Of) })
	case inbox.KeepFollowUp:
		s.announcer.keep(s.creds.Account(), e.FollowUp)
	case inbox.Wake:
		s.wake(e.At)
	}
}

// wake sends a Tick at a time; of several pending ones the earliest is kept.
func (s *Session) wake(at time.Time) {
	if !s.wakeAt.IsZero() && !at.Before(s.wakeAt) {
		return
	}
	s.wakeAt = at
	s.after(time.Until(at), func() {
		if s.wakeAt.Equal(at) {
			s.wakeAt = time.Time{}
			s.apply(inbox.Tick{})
		}
	})
}
