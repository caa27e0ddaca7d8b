//go:build !linux

package seat

import "context"

// WatchShortcut returns ErrNoShortcuts at once.
func WatchShortcut(context.Context, Shortcut, func(token string)) error { return ErrNoShortcuts }
