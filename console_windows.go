package main

import (
	"os"

	"golang.org/x/sys/windows"
)

var attachConsole = windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")

// joinConsole connects the output to the console that a command was typed in: a program that opens
// no console of its own is started without. What was redirected stays so.
func joinConsole() {
	const parent = ^uint32(0)
	if out, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE); err == nil && out != 0 && out != windows.InvalidHandle {
		return
	}
	if joined, _, _ := attachConsole.Call(uintptr(parent)); joined == 0 {
		return // started from a menu or at login
	}
	if console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
		os.Stdout, os.Stderr = console, console
	}
}
