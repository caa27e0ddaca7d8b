//go:build !linux

package agent

import "context"

// watchProgram does nothing: on these systems a program is not replaced while it runs, or its installer ends it first.
func (a *Agent) watchProgram(context.Context) error { return nil }
