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
	// tidied is the interval of later clean-ups: windows, outages and lists that are read again leave garbage, too.
	tidied = 5 * time.Minute
	// gcPercent keeps the heap near what is in use: the agent rests for hours and makes little garbage.
	// During the start it would only cost time.
	gcPercent = 25
)

// settle returns to the system the memory that only the start needed, several times what is in use later, and then
// regularly what has become garbage.
func (a *Agent) settle(ctx context.Context) error {
	due := time.NewTimer(settled)
	defer due.Stop()
	for {
		select {
		case <-due.C:
		case <-ctx.Done():
			return nil
		}
		debug.SetGCPercent(gcPercent)
		footprint.Trim()
		a.logged("letting go of the store's pages", a.store.LetGo())
		due.Reset(tidied)
	}
}
