package istraclient

import (
	"context"
	"sync/atomic"
)

// lanes let requests run side by side, or one alone. A platform on which only the newest token is good refuses all
// but one of those side by side; from the first such refusal on, each request waits until the one before it has
// brought the next token.
type lanes struct {
	slots chan struct{} // one for each request under way
	turn  chan struct{} // whoever wants to run alone takes this first
	alone atomic.Bool   // all have to
}

const laneCount = 8

func newLanes() *lanes {
	return &lanes{slots: make(chan struct{}, laneCount), turn: make(chan struct{}, 1)}
}

// enter waits until a request may be sent; leave has to be called when its answer has begun.
func (l *lanes) enter(ctx context.Context) (leave func(), err error) {
	if !l.alone.Load() {
		if err := l.take(ctx, 1); err != nil {
			return nil, err
		}
		if !l.alone.Load() {
			return func() { l.free(1) }, nil
		}
		l.free(1) // it was found out while this one waited
	}
	if err := put(ctx, l.turn); err != nil {
		return nil, err
	}
	defer func() { <-l.turn }()
	if err := l.take(ctx, laneCount); err != nil {
		return nil, err
	}
	return func() { l.free(laneCount) }, nil
}

func (l *lanes) take(ctx context.Context, n int) error {
	for taken := range n {
		if err := put(ctx, l.slots); err != nil {
			l.free(taken)
			return err
		}
	}
	return nil
}

func (l *lanes) free(n int) {
	for range n {
		<-l.slots
	}
}

func put(ctx context.Context, slot chan<- struct{}) error {
	select {
	case slot <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
