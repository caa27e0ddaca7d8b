//go:build !linux

package window

// accessible has nothing to do: on Windows and macOS Fyne hands the window out, see docs/accessibility.md.
func (p *process) accessible() {}
