package player

import (
	"sync"
	"time"
)

// orders is what has been asked of a Player and not been carried out yet. Of each kind only the
// last one counts, so they never queue up.
type orders struct {
	play   *playOrder
	stop   bool
	paused *bool
	seek   *time.Duration
	speed  *float64
	volume *float64
	device *string
	skip   *bool
}

type playOrder struct {
	id   string
	src  Source
	from time.Duration
}

// setPlay voids all orders about the message before it.
func (o *orders) setPlay(p playOrder) {
	o.play, o.stop, o.paused, o.seek = &p, false, nil, nil
}

// setStop voids them, too.
func (o *orders) setStop() {
	o.play, o.stop, o.paused, o.seek = nil, true, nil, nil
}

// mailbox hands orders from any goroutine to the loop.
type mailbox struct {
	mu      sync.Mutex // guards pending
	pending orders
	bell    chan struct{} // holds a value while orders are pending
}

func newMailbox() *mailbox { return &mailbox{bell: make(chan struct{}, 1)} }

func (m *mailbox) leave(change func(*orders)) {
	m.mu.Lock()
	change(&m.pending)
	m.mu.Unlock()
	select {
	case m.bell <- struct{}{}:
	default:
	}
}

func (m *mailbox) take() orders {
	m.mu.Lock()
	defer m.mu.Unlock()
	o := m.pending
	m.pending = orders{}
	return o
}
