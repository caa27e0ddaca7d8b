package seat

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

var (
	user32      = windows.NewLazySystemDLL("user32.dll")
	sendMessage = user32.NewProc("SendMessageW")
	findWindow  = user32.NewProc("FindWindowW")
)

// watched is an Ending that runs until the test is over.
func watched(t *testing.T, e Ending) (window uintptr, finish func()) {
	t.Helper()
	e.Log = slog.New(slog.DiscardHandler)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	until(t, "the window comes", func() bool { window = found(); return window != 0 })
	return window, func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		until(t, "the window goes", func() bool { return found() == 0 })
	}
}

func found() uintptr {
	name := windows.StringToUTF16Ptr(endingClass)
	window, _, _ := findWindow.Call(uintptr(unsafe.Pointer(name)), 0)
	return window
}

func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it doesn't become true that %s", what)
		}
	}
}

func send(window uintptr, message uint32, wparam uintptr) uintptr {
	answer, _, _ := sendMessage.Call(window, uintptr(message), wparam, 0)
	return answer
}

func TestSessionEnds(t *testing.T) {
	ended := make(chan struct{})
	var over atomic.Int32
	window, finish := watched(t, Ending{Over: func() {
		over.Add(1)
		time.AfterFunc(50*time.Millisecond,
			func() { close(ended) })
	}, Ended: ended, wait: time.Hour})
	if send(window, win32.WMQueryEndSession, 0) != 1 || over.Load() != 0 {
		t.Error("it refuses, or ends too early")
	}
	send(window, win32.WMEndSession, 1) // returns when the program has ended: Windows ends the process then
	select {
	case <-ended:
	default:
		t.Error("Windows was answered before the program had ended")
	}
	if over.Load() != 1 {
		t.Errorf("the program was ended %d times", over.Load())
	}
	finish()
}

func TestSessionDoesNotWaitForEver(t *testing.T) {
	window, finish := watched(t, Ending{Over: func() {}, Ended: make(chan struct{}), wait: 20 * time.Millisecond})
	send(window, win32.WMEndSession, 1)
	finish()
}

// An update that the program is slow to end for may be followed by the session's end.
func TestSessionEndsTwice(t *testing.T) {
	var over atomic.Int32
	window, finish := watched(t, Ending{Over: func() { over.Add(1) }, Ended: make(chan struct{}),
		wait: 20 * time.Millisecond})
	for range 2 {
		send(window, win32.WMQueryEndSession, 0)
		send(window, win32.WMEndSession, 1)
	}
	if over.Load() != 2 {
		t.Errorf("the program was ended %d times", over.Load())
	}
	finish()
}

func TestSessionGoesOn(t *testing.T) {
	var over, unlocked atomic.Int32
	window, finish := watched(t, Ending{Over: func() { over.Add(1) }, Unlocked: func() { unlocked.Add(1) }})
	for range 2 { // cancelled, and again
		send(window, win32.WMQueryEndSession, 0)
		send(window, win32.WMEndSession, 0)
	}
	send(window, win32.WMSessionChange, 7)
	send(window, win32.WMSessionChange, win32.SessionUnlocked)
	if over.Load() != 0 || unlocked.Load() != 1 {
		t.Errorf("ended %d times, unlocked %d times", over.Load(), unlocked.Load())
	}
	send(window, win32.WMClose, 0)
	if over.Load() != 1 {
		t.Error("who closes the window doesn't end the program")
	}
	finish()
}
