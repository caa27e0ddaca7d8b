package agent

import (
	"sync"

	"istratray/app/inbox"
	"istratray/app/session"
	"istratray/app/slot"
)

// hub hands the newest snapshot to everyone who subscribed. A slow subscriber misses snapshots in
// between, never the last one, and never holds up the publisher.
type hub struct {
	mu          sync.Mutex
	current     inbox.Snapshot               // guarded by mu
	subscribers map[chan inbox.Snapshot]bool // guarded by mu
}

// newHub starts with the session's first state, for clients that ask before the session has published anything.
func newHub(expecting bool) *hub {
	first := inbox.Snapshot{Connection: session.First(expecting)}
	return &hub{current: first, subscribers: map[chan inbox.Snapshot]bool{}}
}

func (h *hub) publish(s inbox.Snapshot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.current = s
	for box := range h.subscribers {
		slot.Put(box, s)
	}
}

func (h *hub) latest() inbox.Snapshot {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.current
}

// subscribe gives a mailbox that holds the current snapshot at once.
func (h *hub) subscribe() (<-chan inbox.Snapshot, func()) {
	box := make(chan inbox.Snapshot, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	box <- h.current
	h.subscribers[box] = true
	return box, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.subscribers, box)
	}
}
