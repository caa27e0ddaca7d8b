package istraclient

import (
	"context"
	"errors"
	"time"
)

// Rhythm of the push stream.
const (
	keepAliveEvery    = 30 * time.Second
	keepAliveAtLeast  = 100 * time.Millisecond // between two, whatever the server asks for
	probeTime         = 5 * time.Second
	removeListenerFor = 700 * time.Millisecond
)

// errSessionReplaced ends a link whose session was replaced: nothing would be pushed to it.
var errSessionReplaced = &SessionEndedError{}

// stream is one run of Listen. Its run method is the only writer of the link and the only caller of
// handle.
type stream struct {
	client *Client
	link   *link
	frames chan frame
	handle func(Event)
	uri    string // of the listener; "" = there is none
	last   Counters
}

// run owns the reading goroutine: it returns after that has ended.
func (s *stream) run(outer context.Context) error {
	ctx, cancel := context.WithCancelCause(outer)
	defer context.AfterFunc(s.client.life, func() { cancel(&ClosedError{}) })()
	defer context.AfterFunc(ctx, s.link.hurry)()
	done := make(chan struct{})
	go func() {
		defer close(done)
		cancel(broken(guard(s.client.log, "read the push stream", func() error {
			return s.link.read(ctx, s.deliver(ctx))
		})))
	}()
	err := s.serve(ctx)
	if outer.Err() != nil {
		err = outer.Err()
		s.leave(outer, done)
	}
	s.link.close()
	cancel(err)
	<-done
	s.learn(err)
	return err
}

// learn remembers for the next link whether this server answers pings. One that was cut for silence
// without ever having answered was perhaps only thought to.
func (s *stream) learn(end error) {
	var network *NetworkError
	if s.link.pulse.ponged.Load() {
		s.client.answersPings.Store(true)
	} else if errors.As(end, &network) && network.Timeout() {
		s.client.answersPings.Store(false)
	}
}

// broken is the end of a link as one of our errors.
func broken(err error) error { return &NetworkError{Op: "push stream", Err: err} }

// deliver hands a frame from the reading goroutine to pump.
func (s *stream) deliver(ctx context.Context) func(frame) bool {
	return func(f frame) bool {
		select {
		case s.frames <- f:
			return true
		case <-ctx.Done():
			return false
		}
	}
}

// serve subscribes and then works until ctx ends or the link fails.
func (s *stream) serve(ctx context.Context) error {
	if err := s.link.ping(writeTime); err != nil { // learns early whether the server answers
		return s.why(ctx, broken(err))
	}
	s.uri = ownListener
	uri, err := s.client.createListener(ctx)
	if err != nil {
		return s.why(ctx, refusedAt(ListenerStage, err))
	}
	s.uri = uri
	counters, err := s.client.subscribe(ctx)
	if err != nil {
		return s.why(ctx, refusedAt(SubscriptionStage, err))
	}
	if s.replaced() {
		return errSessionReplaced
	}
	s.last = counters
	s.handle(Subscribed{counters})
	return s.pump(ctx)
}

// refusedAt wraps a failure before the subscription. The end of the session and what needs a person are not wrapped.
func refusedAt(stage PushStage, err error) error {
	if SessionEnded(err) || NeedsPerson(err) {
		return err
	}
	return &PushError{Stage: stage, Err: err}
}

// why prefers the end of the link or of its session to what that made of a request.
func (s *stream) why(ctx context.Context, err error) error {
	switch {
	case s.client.life.Err() == nil && s.replaced():
		return errSessionReplaced
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return err
}

// replaced reports whether the link's session is no longer the client's.
func (s *stream) replaced() bool {
	return s.client.current().generation != s.link.session.generation
}

// pump handles frames and keeps the link alive. Its ticker is the only one of an idle client.
func (s *stream) pump(ctx context.Context) error {
	tick := time.NewTicker(keepAliveEvery)
	defer tick.Stop()
	probe := prober{pulse: s.link.pulse}
	for {
		var err error
		select {
		case <-ctx.Done():
			return s.why(ctx, context.Cause(ctx))
		case <-s.link.session.ended:
			return errSessionReplaced
		case f := <-s.frames:
			s.take(f, tick)
		case <-tick.C:
			err = s.link.keepAlive(writeTime)
		case <-s.client.probes:
			probe.start()
			err = s.link.keepAlive(probeTime)
		case <-probe.due:
			err = probe.verdict()
		}
		if err != nil {
			return s.why(ctx, broken(err))
		}
	}
}

// take handles one frame.
func (s *stream) take(f frame, tick *time.Ticker) {
	if f.timeout > 0 {
		tick.Reset(max(keepAliveAtLeast, min(keepAliveEvery, f.timeout/3)))
	}
	for _, counters := range f.counters {
		s.last = counters.over(s.last)
		s.handle(CountersChanged{s.last})
	}
}

// leave deletes the listener and closes the websocket, in little time and without signing in for it.
func (s *stream) leave(outer context.Context, done <-chan struct{}) {
	if s.uri != "" {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(outer), removeListenerFor)
		defer cancel()
		if err := s.client.removeListener(ctx, s.uri); err != nil {
			s.client.log.Debug("listener not deleted", "err", err)
		}
	}
	s.link.bye()
	select {
	case <-done: // the other side has closed
	case <-time.After(farewell):
	}
}

// prober checks on demand whether the other side is alive.
type prober struct {
	pulse *pulse
	since time.Time
	due   <-chan time.Time // nil = no probe is under way
}

func (p *prober) start() { p.since, p.due = time.Now(), time.After(probeTime) }

func (p *prober) verdict() error {
	p.due = nil
	if p.pulse.since(p.since) {
		return nil
	}
	return silence{}
}
