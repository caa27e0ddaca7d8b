//go:build !linux

package window

// nameClass does nothing: only X11 tells windows apart by a class that a program chooses.
func nameClass() {}

// followScale does nothing: Fyne asks these systems itself.
func followScale() bool { return false }
