//go:build !linux

package seat

import (
	"context"
	"errors"
	"log/slog"
)

// Watch looks after the session that the program was started in.
type Watch struct {
	Screen Screen
	InUse  func() bool
	Log    *slog.Logger
}

// ErrOver says that the session has ended.
var ErrOver = errors.New("the desktop session has ended")

// Run does nothing: these systems end a session's programs with it.
func (w Watch) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
