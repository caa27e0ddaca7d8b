package session

import "time"

// backoff is the wait before the next attempt: at first anything from 1 to 10 s, then up to twice as long each
// time, to a limit. The whole span is used, so that thousands who lost the same platform don't come back at once.
type backoff struct {
	failures int
	longest  time.Duration
	jitter   func() float64 // 0 ≤ x < 1
}

const (
	// longestWait bounds the wait between two attempts to end an outage.
	longestWait  = 60 * time.Second
	shortestWait = time.Second
	firstWait    = 10 * time.Second
)

func (b *backoff) next() time.Duration {
	span := min(firstWait<<min(b.failures, 16), b.longest)
	b.failures++
	return shortestWait + time.Duration(float64(span-shortestWait)*b.jitter())
}

func (b *backoff) reset() { b.failures = 0 }
