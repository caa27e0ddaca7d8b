//go:build !linux

package agent

import "istratray/app/control"

// hasScreen: these systems start programs from a desktop only.
func hasScreen(control.Origin) bool { return true }

// otherSession: these systems end a session's programs with it.
func otherSession(control.Origin) bool { return false }
