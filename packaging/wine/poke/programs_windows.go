package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/windows"

	"istratray/app/settings"
	"istratray/app/win32"
)

// orderly is how long the program may take to end; patience how long it may take to come.
const (
	orderly  = 2 * time.Second
	patience = 30 * time.Second
)

var (
	kernel32         = windows.NewLazySystemDLL("kernel32.dll")
	attachConsole    = kernel32.NewProc("AttachConsole")
	freeConsole      = kernel32.NewProc("FreeConsole")
	getConsoleWindow = kernel32.NewProc("GetConsoleWindow")
	postMessage      = user32.NewProc("PostMessageW")
)

// agent is the program that runs. It has to be closed.
func agent() (window uintptr, process windows.Handle, err error) {
	if window, err = windowOf(sessionClass); err != nil {
		return 0, 0, err
	}
	var id uint32
	if _, err = windows.GetWindowThreadProcessId(windows.HWND(window), &id); err != nil {
		return 0, 0, err
	}
	const rights = windows.SYNCHRONIZE | windows.PROCESS_QUERY_LIMITED_INFORMATION
	process, err = windows.OpenProcess(rights, false, id)
	return window, process, err
}

// ends waits for the agent's end, in good order and soon, after something was done to it.
func ends(do func(window uintptr) error) error {
	window, process, err := agent()
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	began := time.Now()
	if err := do(window); err != nil {
		return err
	}
	took, err := exited(process, began)
	if err != nil {
		return err
	}
	fmt.Println("ended in", took.Milliseconds(), "ms")
	return nil
}

// exited waits until a process has ended: with code 0 and in time, or that is an error.
func exited(process windows.Handle, began time.Time) (time.Duration, error) {
	event, err := windows.WaitForSingleObject(process, uint32(patience.Milliseconds()))
	if event != windows.WAIT_OBJECT_0 {
		return 0, fmt.Errorf("it doesn't end: %d, %w", event, err)
	}
	took := time.Since(began)
	var code uint32
	if err := windows.GetExitCodeProcess(process, &code); err != nil {
		return 0, err
	}
	if code != 0 || took > orderly {
		return 0, fmt.Errorf("it ended with %#x after %v", code, took)
	}
	return took, nil
}

// update ends the program as the Restart Manager does before files are replaced.
func update(window uintptr) error {
	const closeApp = 1 // ENDSESSION_CLOSEAPP
	if answer, _, _ := sendMessage.Call(window, win32.WMQueryEndSession, 0, closeApp); answer == 0 {
		return errors.New("it refuses to end")
	}
	_, _, _ = sendMessage.Call(window, win32.WMEndSession, 1, closeApp)
	return nil
}

// pipe waits for the program's control pipe and throws a connection away: under Wine the first one leads nowhere.
func pipe() error {
	places, err := settings.PlacesFor("")
	if err != nil {
		return err
	}
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		f, err := os.OpenFile(places.Socket, os.O_RDWR, 0)
		if err == nil {
			return f.Close()
		}
		if time.Now().After(end) {
			return err
		}
	}
}

// start runs a program, which is waited for until its window for the session is there.
func start(program string, args []string, flags uint32) (*exec.Cmd, error) {
	cmd := exec.Command(program, args...) // #nosec G204 -- the caller's own
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: flags}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if _, err := windowOf(sessionClass); err == nil {
			return cmd, nil
		}
		if time.Now().After(end) {
			return nil, errors.New("it doesn't start")
		}
	}
}

// console starts the program in a console of its own, and closes that.
func console(program string, args []string) error {
	cmd, err := start(program, args, windows.CREATE_NEW_CONSOLE)
	if err != nil {
		return err
	}
	return ends(func(uintptr) error {
		_, _, _ = freeConsole.Call()
		if done, _, err := attachConsole.Call(uintptr(cmd.Process.Pid)); done == 0 { // #nosec G115 -- Windows' own number
			return fmt.Errorf("join the console: %w", err)
		}
		window, _, _ := getConsoleWindow.Call()
		_, _, _ = freeConsole.Call() // else it would end this one too
		if window == 0 {
			return errors.New("the console has no window")
		}
		if done, _, err := postMessage.Call(window, win32.WMClose, 0, 0); done == 0 {
			return fmt.Errorf("close the console: %w", err)
		}
		return nil
	})
}

// times starts the program again and again, and asks it to end each time.
func times(count, program string, args []string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	for i := range n {
		if _, err := start(program, args, 0); err != nil {
			return fmt.Errorf("start %d: %w", i+1, err)
		}
		err := ends(func(window uintptr) error {
			_, _, _ = sendMessage.Call(window, win32.WMClose, 0, 0)
			return nil
		})
		if err != nil {
			return fmt.Errorf("end %d: %w", i+1, err)
		}
	}
	return nil
}
