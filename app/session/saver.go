package session

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"istratray/app/inbox"
)

// saver writes the lists to the store, away from the loop: always the newest ones, and of them only
// what has changed since they were last written.
type saver struct {
	store  Store
	logger *slog.Logger
	wake   chan struct{} // one slot: there is something to write

	mu      sync.Mutex
	pending lastState // guarded by mu: what should be on the disk
	written lastState // guarded by mu: what is
	seen    time.Time // guarded by mu: an acknowledgement not yet written; zero: none
}

type lastState struct {
	account    string
	voicemails []inbox.Voicemail
	calls      []inbox.Call
	updated    time.Time
}

func newSaver(store Store, logger *slog.Logger) *saver {
	return &saver{store: store, logger: logger, wake: make(chan struct{}, 1)}
}

// startFrom sets what the store already holds of the next account.
func (v *saver) startFrom(m inbox.Memory) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.written = lastState{voicemails: m.Voicemails, calls: m.Calls, updated: m.Updated}
	v.pending, v.seen = v.written, time.Time{}
}

// forget drops what has not been written.
func (v *saver) forget() { v.startFrom(inbox.Memory{}) }

// put notes the newest state. It never blocks.
func (v *saver) put(account string, voicemails []inbox.Voicemail, calls []inbox.Call, updated time.Time) {
	v.mu.Lock()
	v.pending = lastState{account, voicemails, calls, updated}
	v.mu.Unlock()
	v.poke()
}

// missedSeen notes an acknowledgement. It never blocks.
func (v *saver) missedSeen(account string, until time.Time) {
	v.mu.Lock()
	v.pending.account, v.seen = account, until
	v.mu.Unlock()
	v.poke()
}

func (v *saver) poke() {
	select {
	case v.wake <- struct{}{}:
	default:
	}
}

// run writes until ctx ends, and once more then.
func (v *saver) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			v.save()
			return
		case <-v.wake:
			v.save()
		}
	}
}

func (v *saver) save() {
	v.mu.Lock()
	next, last, seen := v.pending, v.written, v.seen
	v.seen = time.Time{}
	v.mu.Unlock()
	if next.account == "" {
		return
	}
	err := guard(v.logger, "save", func() error { return v.write(next, last, seen) })
	if err != nil {
		v.logger.Error("saving the lists", "err", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err != nil {
		if v.pending.account == next.account && v.seen.IsZero() {
			v.seen = seen
		}
		return
	}
	if v.pending.account == next.account {
		v.written = next
	}
}

func (v *saver) write(next, last lastState, seen time.Time) error {
	put, removed := inbox.Diff(last.voicemails, next.voicemails, stored)
	if len(put)+len(removed) > 0 {
		if err := v.store.PutVoicemails(next.account, put, removed); err != nil {
			return err
		}
	}
	putCalls, removed := inbox.Diff(last.calls, next.calls, stored)
	if len(putCalls)+len(removed) > 0 {
		if err := v.store.PutCalls(next.account, putCalls, removed); err != nil {
			return err
		}
	}
	if !seen.IsZero() {
		if err := v.store.SetMissedSeen(next.account, seen); err != nil {
			return err
		}
	}
	if next.updated.Equal(last.updated) {
		return nil
	}
	return v.store.SetUpdated(next.account, next.updated)
}

// stored compares what the store keeps of two items: who the callers are is asked again at each start.
func stored[T interface {
	comparable
	Anonymous() T
}](a, b T) bool {
	return a.Anonymous() == b.Anonymous()
}
