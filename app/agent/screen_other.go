//go:build !linux

package agent

import (
	"context"

	"istratray/app/control"
)

// hasScreen: these systems start programs from a desktop only.
func hasScreen(control.Origin) bool { return true }

// otherSession: these systems end a session's programs with it.
func otherSession(context.Context, control.Origin) bool { return false }

// goesOn: likewise.
func goesOn(context.Context, control.Origin) bool { return false }
