package main

import (
	"errors"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

var (
	user32      = windows.NewLazySystemDLL("user32.dll")
	findWindow  = user32.NewProc("FindWindowW")
	sendMessage = user32.NewProc("SendMessageW")
	ole32       = windows.NewLazySystemDLL("ole32.dll")
	create      = ole32.NewProc("CoCreateInstance")
)

// The program's hidden windows.
const (
	sessionClass = "IstraTraySession"
	iconClass    = "IstraTrayIcon"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "poke:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("see the package's documentation")
	}
	switch args[0] {
	case "end":
		return ends(func(uintptr) error { return session(1) })
	case "cancel":
		return session(0)
	case "close":
		return ends(func(uintptr) error { return send(sessionClass, win32.WMClose, 0, 0) })
	case "pipe":
		return pipe()
	case "update":
		return ends(update)
	case "console":
		if len(args) > 1 {
			return console(args[1], args[2:])
		}
	case "times":
		if len(args) > 2 {
			return times(args[1], args[2], args[3:])
		}
	case "taskbar":
		return send(iconClass, win32.RegisterMessage("TaskbarCreated"), 0, 0)
	case "icon":
		return icon()
	case "screenreader":
		return screenReader()
	case "click":
		if len(args) == 3 {
			return click(args[1], args[2])
		}
	}
	return fmt.Errorf("there is no %q", args)
}

func windowOf(class string) (uintptr, error) {
	name, err := windows.UTF16PtrFromString(class)
	if err != nil {
		return 0, err
	}
	window, _, _ := findWindow.Call(uintptr(unsafe.Pointer(name)), 0)
	if window == 0 {
		return 0, fmt.Errorf("there is no window %s", class)
	}
	return window, nil
}

func send(class string, message uint32, wparam, lparam uintptr) error {
	window, err := windowOf(class)
	if err != nil {
		return err
	}
	answer, _, _ := sendMessage.Call(window, uintptr(message), wparam, lparam)
	fmt.Println(class, "answers", answer)
	return nil
}

// session asks whether the session may end and then reports whether it does, as Windows asks each window.
func session(ends uintptr) error {
	for _, class := range []string{iconClass, sessionClass} {
		if err := send(class, win32.WMQueryEndSession, 0, 0); err != nil {
			return err
		}
	}
	for _, class := range []string{iconClass, sessionClass} {
		if err := send(class, win32.WMEndSession, ends, 0); err != nil {
			return err
		}
	}
	return nil
}

// icon changes nothing of the icon, which only succeeds where it is.
func icon() error {
	window, err := windowOf(iconClass)
	if err != nil {
		return err
	}
	data := struct {
		size, _   uint32
		window    uintptr
		id, flags uint32
		rest      [936]byte
	}{size: 976, window: window, id: 1}
	const modify = 1
	done, _, _ := windows.NewLazySystemDLL("shell32.dll").NewProc("Shell_NotifyIconW").Call(modify,
		uintptr(unsafe.Pointer(&data)))
	if done == 0 {
		return errors.New("the shell has no icon")
	}
	return nil
}

func click(class, arguments string) error {
	return win32.WithCOM(func() error { return choose(class, arguments) })
}

func choose(class, arguments string) error {
	id, err := windows.GUIDFromString(class)
	if err != nil {
		return err
	}
	callback := win32.GUID("53e31837-6600-4a81-9395-75cffe746f94")
	const localServer = 4
	var object *win32.Unknown
	result, _, _ := create.Call(uintptr(unsafe.Pointer(&id)), 0, localServer, uintptr(unsafe.Pointer(&callback)),
		uintptr(unsafe.Pointer(&object)))
	if err := win32.Failed(result); err != nil {
		return err
	}
	defer object.Release()
	text, err := windows.UTF16PtrFromString(arguments)
	if err != nil {
		return err
	}
	const activate = 3
	return object.Call(activate, uintptr(unsafe.Pointer(text)), uintptr(unsafe.Pointer(text)), 0, 0)
}

// screenReader asks the window for its tree, as UI Automation does.
func screenReader() error {
	const getObject, rootObject = 0x003d, ^uintptr(24) // -25
	window, err := windowOf("GLFW30")
	if err != nil {
		return err
	}
	answer, _, _ := sendMessage.Call(window, getObject, 0, rootObject)
	fmt.Println("the window answers", answer)
	if answer == 0 {
		return errors.New("it has no tree for screen readers")
	}
	return nil
}
