//go:build !linux

package agent

// hasScreen: these systems start programs from a desktop only.
func hasScreen() bool { return true }
