package main

import (
	"os"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

// yieldForeground lets the program's window come to the front for whoever has typed or clicked this one's command:
// Windows gives that right to the newest program only.
func yieldForeground() { win32.LetOthersComeForward() }

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// inherited are the streams that the program was started with. As long as they are kept nobody closes their handles.
var inherited = [...]*os.File{os.Stdin, os.Stdout, os.Stderr}

// joinConsole connects the program to the console that it was typed in: a program that opens no console of its own is
// started without. What was redirected stays so, each stream by itself.
func joinConsole() {
	const parent = ^uint32(0)
	_, _, _ = attachConsole.Call(uintptr(parent)) // fails when started from a menu or at login
	os.Stdin = usable(inherited[0], "CONIN$")
	os.Stdout = usable(inherited[1], "CONOUT$")
	os.Stderr = usable(inherited[2], "CONOUT$")
}

// usable is f, or the console where f leads nowhere or to the console: that is opened again, since one that was handed
// on before this program had joined it takes bytes in the console's code page, and Go writes UTF-8.
func usable(f *os.File, console string) *os.File {
	handle, mode := windows.Handle(f.Fd()), uint32(0)
	kind, err := windows.GetFileType(handle)
	leads := err == nil && kind != windows.FILE_TYPE_UNKNOWN
	if leads && windows.GetConsoleMode(handle, &mode) != nil {
		return f
	}
	if opened, err := os.OpenFile(console, os.O_RDWR, 0); err == nil {
		return opened
	}
	return f
}
