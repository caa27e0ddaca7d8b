package seat

import (
	"context"
	"log/slog"
)

// WatchAttention tells once that nothing keeps anybody from reading: these systems have notifications of a
// locked session shown, or not, by settings of their own.
func WatchAttention(ctx context.Context, _ string, tell func(Attention), _ *slog.Logger) {
	tell(Attention{})
	<-ctx.Done()
}
