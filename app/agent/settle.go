package agent

import (
	"context"
	"runtime/debug"
	"time"

	"istratray/app/footprint"
)

const (
	// settled is when everything that a start needs has been done: the lists are read and stored.
	settled = 30 * time.Second
	// gcPercent keeps the heap near what is in use: the agent rests for hours and makes little garbage.
	// During the start it would only cost time.
	gcPercent = 25
)

// settle returns to the system what only the start needed: several times of what is in use later.
func settle(ctx context.Context) error {
	select {
	case <-time.After(settled):
	case <-ctx.Done():
		return nil
	}
	debug.SetGCPercent(gcPercent)
	footprint.Trim()
	return nil
}
