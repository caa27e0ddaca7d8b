package command

import (
	"os"

	"golang.org/x/sys/windows"
)

// isTerminal is also true only where the console knows the sequence that clears a line.
func isTerminal(f *os.File) bool {
	var mode uint32
	err := windows.GetConsoleMode(windows.Handle(f.Fd()), &mode)
	return err == nil && mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0
}
