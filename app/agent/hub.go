package agent

import (
	"sync"
	"time"

	"istratray/app/inbox"
)

// hub hands the newest snapshot to everybody who subscribed. A slow subscriber misses snapshots in
// between, never the last one, and never holds up the publisher.
type hub struct {
	mu          sync.Mutex
	current     inbox.Snapshot               // guarded by mu
	subscribers map[chan inbox.Snapshot]bool // guarded by mu
}

// newHub begins as the session does, for those who ask before it has told anything.
func newHub() *hub {
	signedOut := inbox.Connection{State: inbox.SignedOut, Since: time.Now()}
	return &hub{current: inbox.Snapshot{Connection: signedOut}, subscribers: map[chan inbox.Snapshot]bool{}}
}

func (h *hub) publish(s inbox.Snapshot) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.current = s
	for slot := range h.subscribers {
		replace(slot, s)
	}
}

// replace puts s into a one-slot mailbox. Only the hub sends, under its lock, so that after taking
// an old snapshot out there is room.
func replace(slot chan inbox.Snapshot, s inbox.Snapshot) {
	select {
	case <-slot:
	default:
	}
	slot <- s
}

func (h *hub) latest() inbox.Snapshot {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.current
}

// subscribe gives a mailbox that holds the current snapshot at once.
func (h *hub) subscribe() (<-chan inbox.Snapshot, func()) {
	slot := make(chan inbox.Snapshot, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	slot <- h.current
	h.subscribers[slot] = true
	return slot, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.subscribers, slot)
	}
}
