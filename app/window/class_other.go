//go:build !linux

package window

// hintWindow does nothing: these systems don't tell windows apart by a class that a program chooses.
func hintWindow() {}

// screenOpened is nil: these systems always have a screen.
func screenOpened() error { return nil }

// followScale does nothing: Fyne asks these systems itself.
func followScale() bool { return false }
