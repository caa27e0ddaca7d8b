//go:build !windows

package agent

import "context"

// watchSystem does nothing: on these systems signals and the desktop end programs.
func (a *Agent) watchSystem(context.Context) error { return nil }
