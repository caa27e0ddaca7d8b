package seat

import (
	"context"
	"log/slog"
)

// WatchAttention reports once that notifications can be read: on these systems settings of their own decide what a
// locked screen shows.
func WatchAttention(ctx context.Context, _ string, tell func(Attention), _ *slog.Logger) {
	tell(Attention{})
	<-ctx.Done()
}
