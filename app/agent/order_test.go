package agent

import (
	"context"
	"runtime/debug"
	"testing"

	"istratray/tray"
)

// Whatever becomes of the icon, garbage is collected afterwards.
func TestGarbageIsCollectedOnceTheTrayWasFirst(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	a := &Agent{tray: tray.New(tray.Options{})} // nobody runs it: it is never offered
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	a.letTheTrayGoFirst(ended)
	a.letTheTrayGoFirst(t.Context())
	if now := debug.SetGCPercent(77); now != 77 {
		t.Errorf("collects at %d %%", now)
	}
}
