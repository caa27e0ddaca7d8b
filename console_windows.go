package main

import (
	"os"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

// yieldForeground lets the program's window come to the front for whoever has typed or clicked this one's command:
// Windows
// gives that right to the newest program only.
func yieldForeground() { win32.LetOthersComeForward() }

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// joinConsole connects the program to the console that it was typed in: a program that opens no console of its own is
// started without. What was redirected stays so, each stream by itself.
func joinConsole() {
	const parent = ^uint32(0)
	_, _, _ = attachConsole.Call(uintptr(parent)) // fails when started from a menu or at login
	os.Stdin = usable(os.Stdin, "CONIN$")
	os.Stdout = usable(os.Stdout, "CONOUT$")
	os.Stderr = usable(os.Stderr, "CONOUT$")
}

// usable is f, or the console where f leads nowhere.
func usable(f *os.File, console string) *os.File {
	if kind, err := windows.GetFileType(windows.Handle(f.Fd())); err == nil && kind != windows.FILE_TYPE_UNKNOWN {
		return f
	}
	if opened, err := os.OpenFile(console, os.O_RDWR, 0); err == nil {
		return opened
	}
	return f
}
