package session

import (
	"math"
	"time"
)

// longestWait bounds the nominal wait between two attempts; jitter may stretch it by half.
const longestWait = 60 * time.Second

// backoff is min(60 s, 2ⁿ s) · U(0.5, 1.5) for the nth failure in a row.
type backoff struct {
	failures int
	jitter   func() float64 // 0 ≤ x < 1
}

func (b *backoff) next() time.Duration {
	nominal := min(float64(longestWait), math.Exp2(float64(b.failures))*float64(time.Second))
	b.failures++
	return time.Duration(nominal * (0.5 + b.jitter()))
}

func (b *backoff) reset() { b.failures = 0 }
