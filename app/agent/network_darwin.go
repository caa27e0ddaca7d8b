package agent

import (
	"context"
	"log/slog"
)

// watchNetwork does nothing on this system: sleep watch and backoff reconnect.
func watchNetwork(ctx context.Context, _ chan<- struct{}, _ *slog.Logger) error {
	<-ctx.Done()
	return nil
}
