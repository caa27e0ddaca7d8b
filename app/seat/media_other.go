//go:build !linux

package seat

import "context"

// serve shows nothing: only Linux has a way to that without the system's own toolkit.
func (m *MediaPlayer) serve(context.Context, Media) bool { return false }
