package istratest

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Counters are the numbers that the platform pushes.
type Counters struct {
	MissedCalls, TextMessages, Voicemails int
}

// PlacedCall is a placeCall request that the platform accepted.
type PlacedCall struct {
	Terminal, Destination string
	Time                  time.Time
}

// State is the platform at one moment. Its slices are the caller's to keep.
type State struct {
	Voicemails    []Voicemail // newest first
	Calls         []Call      // newest first
	Counters      Counters
	CallerID      CallerID
	Placed        []PlacedCall // oldest first
	Requests      []Request    // oldest first; see Options.KeepRequests
	RequestCount  int          // all there ever were
	Logins        int          // attempts, refused ones included
	RefusedLogins int
	Sessions      int // alive now
	Sockets       int // open websockets
	Subscribed    int // listeners that get frames
	KeepAlives    int // JSON keep-alives received
	Pings         int // websocket pings received
	Suspended     bool
}

// State is a copy of what the platform holds now.
func (p *Platform) State() State {
	s, _ := p.observe()
	return s
}

// Counters are the platform's current counters.
func (p *Platform) Counters() Counters {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mailbox.counters()
}

// Logins counts the attempts to sign in, refused ones included.
func (p *Platform) Logins() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts.logins
}

// PlacedCalls are the calls placed so far, oldest first.
func (p *Platform) PlacedCalls() []PlacedCall {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.placed)
}

// Await returns nil as soon as the state satisfies ok, which is asked again after every change. It
// fails when ctx ends or the platform is closed. ok must not call the platform.
func (p *Platform) Await(ctx context.Context, ok func(State) bool) error {
	for {
		s, changed := p.observe()
		if ok(s) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("istratest: waiting with %s: %w", s, ctx.Err())
		case <-p.done:
			return fmt.Errorf("istratest: the platform was closed while waiting with %s", s)
		}
	}
}

// String sums the state up for a failed test.
func (s State) String() string {
	return fmt.Sprintf("%d voicemails, %d calls, counters %+v, %d placed, %d requests, %d logins (%d refused), "+
		"%d sessions, %d sockets, %d subscribed", len(s.Voicemails), len(s.Calls), s.Counters, len(s.Placed),
		s.RequestCount, s.Logins, s.RefusedLogins, s.Sessions, s.Sockets, s.Subscribed)
}

func (p *Platform) observe() (State, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := State{
		Voicemails: slices.Clone(p.mailbox.voicemails), Calls: slices.Clone(p.mailbox.calls),
		Counters: p.mailbox.counters(), CallerID: p.callerID, Placed: slices.Clone(p.placed),
		Requests: slices.Clip(p.requests), RequestCount: p.counts.requests,
		Logins: p.counts.logins, RefusedLogins: p.counts.refusedLogins,
		Sessions: len(p.sessions), KeepAlives: p.counts.keepAlives, Pings: p.counts.pings,
		Suspended: p.account.suspended,
	}
	for _, session := range p.sessions {
		s.Sockets += len(session.sockets)
		s.Subscribed += session.subscribed()
	}
	return s, p.changed
}

// change runs f under the platform's lock, then pushes frames where the counters moved and wakes
// whoever awaits.
func (p *Platform) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	p.settle()
}

// settle is called with p.mu held.
func (p *Platform) settle() {
	close(p.changed)
	p.changed = make(chan struct{})
	if p.holding > 0 {
		return
	}
	now := p.mailbox.counters()
	if now != p.pushed || p.mailbox.altered && p.quirks.ChattyFrames {
		p.push(now)
	}
	p.pushed, p.mailbox.altered = now, false
}

// Together makes all changes within f reach subscribers as at most one frame, so that a message read
// and another one arriving can cancel each other out in the counters.
func (p *Platform) Together(f func()) {
	p.mu.Lock()
	p.holding++
	p.mu.Unlock()
	defer p.change(func() { p.holding-- })
	f()
}
