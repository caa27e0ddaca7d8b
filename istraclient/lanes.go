package istraclient

import "context"

// lanes let requests run side by side, or one alone. A platform on which only the newest token is good refuses all
// but one of those side by side; from the first such refusal on, each request waits until the one before it has
// brought the next token (API document, section 11).
type lanes struct {
	slots chan struct{} // one for each request under way
	turn  chan struct{} // whoever wants to run alone takes this first
}

const laneCount = 8

func newLanes() lanes {
	return lanes{slots: make(chan struct{}, laneCount), turn: make(chan struct{}, 1)}
}

// enter waits until a request may be sent; leave has to be called when its answer has begun.
func (l lanes) enter(ctx context.Context, alone bool) (leave func(), err error) {
	want := 1
	if alone {
		want = laneCount
		if err := take(ctx, l.turn); err != nil {
			return nil, err
		}
		defer func() { <-l.turn }()
	}
	for taken := range want {
		if err := take(ctx, l.slots); err != nil {
			l.free(taken)
			return nil, err
		}
	}
	return func() { l.free(want) }, nil
}

func (l lanes) free(n int) {
	for range n {
		<-l.slots
	}
}

func take(ctx context.Context, slot chan<- struct{}) error {
	select {
	case slot <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
