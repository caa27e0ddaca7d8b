//go:build !windows

package agent

import "context"

// watchSystem: signals and the desktop tell these systems' programs when they are to end.
func (a *Agent) watchSystem(context.Context) error { return nil }
