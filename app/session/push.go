package session

import (
	"context"
	"errors"
	"time"

	"istratray/istraclient"
)

const (
	// longestPushWait bounds the wait before a push stream that was refused is tried again.
	longestPushWait = 15 * time.Minute
	// stableAfter is how long a stream must have been up before its loss starts the backoff again.
	stableAfter = 30 * time.Second
	// After a stream was lost, the platform is checked in 1 to 5 s: it may have lost thousands of clients.
	lookMin, lookMax = time.Second, 5 * time.Second
)

// pushing is the push stream as the loop sees it. It is a convenience: without it the platform is polled.
type pushing struct {
	health
	number  int             // grows with each stream; an older one's timer counts no more
	ended   <-chan struct{} // closed when the last stream has ended; nil before the first
	running bool
	silent  bool // the last one was up, and fell silent
	upSince time.Time
}

// refusedRepeatedly reports whether push has failed more than once, not just lost its stream.
func (p *pushing) refusedRepeatedly() bool { return p.retry.failures > 1 }

// listen opens the push stream.
func (s *Session) listen() {
	s.push.number++
	s.push.running = true
	number, before, ended := s.link.number, s.push.ended, make(chan struct{})
	s.push.ended = ended
	ctx, platform := s.link.ctx, s.link.platform
	s.work("listen", func() error {
		defer close(ended)
		if before != nil {
			<-before // leaving, it deletes the listener, which must not be the new one
		}
		return platform.Listen(ctx, func(event istraclient.Event) {
			s.post(func() { s.pushed(number, event) })
		})
	}, func(err error) {
		if number == s.link.number {
			s.listenEnded(err)
		}
	})
}

// pushed takes one event of the push stream.
func (s *Session) pushed(number int, event istraclient.Event) {
	if number != s.link.number || s.ctx.Err() != nil {
		return
	}
	switch e := event.(type) {
	case istraclient.Subscribed:
		s.push.upSince = time.Now()
		s.push.state, s.push.silent = answers, false
		s.counted(e.Counters, subscribed)
		s.settle()
		s.pollLater()
	case istraclient.CountersChanged:
		s.counted(e.Counters, frame)
	}
}

// listenEnded falls back to polling, and opens another stream later.
func (s *Session) listenEnded(err error) {
	s.push.running = false
	lost := s.push.state == answers
	if lost && time.Since(s.push.upSince) >= stableAfter {
		s.push.retry.reset()
	}
	s.push.ill(err)
	s.push.silent = lost && timedOut(err)
	wait := s.push.after(err)
	s.cfg.Logger.Info("no push", "err", err, "again", wait.Round(time.Second))
	switch {
	case s.refused(err):
		return
	case s.allSilent():
		s.goOffline(err)
		return
	}
	s.listenAfter(wait)
	s.settle()
	if lost {
		s.pollLater()
	}
	if lost || istraclient.SessionEnded(err) {
		s.lookWhetherAllIsLost()
	}
}

// allSilent reports whether both stream and counters are silent: then the line is dead.
func (s *Session) allSilent() bool {
	return s.push.silent && s.counters.state == failing && timedOut(s.counters.err)
}

func timedOut(err error) bool {
	var network *istraclient.NetworkError
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout()
}

// lookWhetherAllIsLost checks whether only the stream is gone: at once if the line fell silent.
func (s *Session) lookWhetherAllIsLost() {
	if s.push.silent {
		s.check(suspicious)
		return
	}
	number := s.link.number
	s.after(lookMin+time.Duration(float64(lookMax-lookMin)*s.cfg.Jitter()), func() {
		if number == s.link.number {
			s.check(suspicious)
		}
	})
}

func (s *Session) listenAfter(wait time.Duration) {
	link, number := s.link.number, s.push.number
	s.after(wait, func() {
		if link == s.link.number && number == s.push.number && s.up() {
			s.listen()
		}
	})
}

// listenSoon tries a lost stream again at once; one that is refused each time is left to its backoff.
func (s *Session) listenSoon() {
	if !s.push.running && !s.push.refusedRepeatedly() {
		s.listen()
	}
}
