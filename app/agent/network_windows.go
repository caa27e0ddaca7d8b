package agent

import (
	"context"
	"log/slog"

	"istratray/app/win32"
)

// watchNetwork sends a value when the network may be another one: an address or an interface changed, or the computer
// woke, which Go's clocks don't tell on Windows. It blocks until ctx ends.
func watchNetwork(ctx context.Context, changed chan<- struct{}, log *slog.Logger) error {
	tell := func() { wake(changed) }
	for _, watch := range []func(func()) (func(), error){win32.OnNetworkChange, win32.OnWake} {
		done, err := watch(tell)
		if err != nil {
			log.Warn("the network can't be watched", "err", err) // the backoff finds the way back, only later
			continue
		}
		defer done()
	}
	<-ctx.Done()
	return nil
}

// wake fills a slot that may be full already.
func wake(slot chan<- struct{}) {
	select {
	case slot <- struct{}{}:
	default:
	}
}
