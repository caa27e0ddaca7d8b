package win32

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Messages that a hidden window can see. Others are added where they are used.
const (
	WMDestroy         = 0x0002
	WMClose           = 0x0010
	WMQueryEndSession = 0x0011
	WMEndSession      = 0x0016
	WMSettingChange   = 0x001A
	WMContextMenu     = 0x007B
	WMDisplayChange   = 0x007E
	WMTimer           = 0x0113
	WMDPIChanged      = 0x02E0
	WMApp             = 0x8000

	wmDo = WMApp + 0x100
)

// Window is a top-level window that is never shown. Windows sends it what it tells all programs: the end of the
// session, a new taskbar, other colors.
type Window struct {
	Handle windows.HWND

	handle Handler
	mu     sync.Mutex
	todo   []func() // guarded by mu
}

// Handler answers a message; handled false leaves it to Windows. It runs on the window's thread.
type Handler func(w *Window, message uint32, wparam, lparam uintptr) (result uintptr, handled bool)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	createWindow       = user32.NewProc("CreateWindowExW")
	defWindowProc      = user32.NewProc("DefWindowProcW")
	destroyWindow      = user32.NewProc("DestroyWindow")
	dispatchMessage    = user32.NewProc("DispatchMessageW")
	killTimer          = user32.NewProc("KillTimer")
	setTimer           = user32.NewProc("SetTimer")
	getMessage         = user32.NewProc("GetMessageW")
	postMessage        = user32.NewProc("PostMessageW")
	postQuitMessage    = user32.NewProc("PostQuitMessage")
	registerClass      = user32.NewProc("RegisterClassExW")
	registerWindowText = user32.NewProc("RegisterWindowMessageW")
	translateMessage   = user32.NewProc("TranslateMessage")
)

// live are the windows of this process, for the one procedure that all of them share.
var live = struct {
	sync.Mutex
	windows map[windows.HWND]*Window
}{windows: map[windows.HWND]*Window{}}

var procedure = sync.OnceValue(func() uintptr {
	return windows.NewCallback(func(hwnd windows.HWND, message uint32, wparam, lparam uintptr) uintptr {
		live.Lock()
		w := live.windows[hwnd]
		live.Unlock()
		if w != nil {
			if result, handled := w.receive(message, wparam, lparam); handled {
				return result
			}
		}
		result, _, _ := defWindowProc.Call(uintptr(hwnd), uintptr(message), wparam, lparam)
		return result
	})
})

// RunWindow makes a hidden window of a class and serves its messages until ctx ends or someone destroys it. ready is
// called on the window's thread, before the first message. Handlers must not block, but for a menu that is open.
func RunWindow(ctx context.Context, class string, handle Handler, ready func(*Window)) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	w := &Window{handle: handle}
	if err := w.make(class); err != nil {
		return err
	}
	defer w.forget()
	ready(w)
	defer context.AfterFunc(ctx, func() { w.Post(WMClose, 0, 0) })()
	return w.loop()
}

// Do has f run on the window's thread, in order. After the window's end it is dropped.
func (w *Window) Do(f func()) {
	w.mu.Lock()
	w.todo = append(w.todo, f)
	w.mu.Unlock()
	w.Post(wmDo, 0, 0)
}

// Post puts a message into the window's queue.
func (w *Window) Post(message uint32, wparam, lparam uintptr) {
	_, _, _ = postMessage.Call(uintptr(w.Handle), uintptr(message), wparam, lparam)
}

// SetTimer has WMTimer sent once and again after each delay, until KillTimer. A timer with the same id is replaced.
func (w *Window) SetTimer(id uintptr, delay time.Duration) {
	_, _, _ = setTimer.Call(uintptr(w.Handle), id, uintptr(delay.Milliseconds()), 0)
}

// KillTimer ends a timer.
func (w *Window) KillTimer(id uintptr) { _, _, _ = killTimer.Call(uintptr(w.Handle), id) }

func (w *Window) receive(message uint32, wparam, lparam uintptr) (result uintptr, handled bool) {
	switch message {
	case wmDo:
		w.mu.Lock()
		todo := w.todo
		w.todo = nil
		w.mu.Unlock()
		for _, f := range todo {
			f()
		}
		return 0, true
	case WMDestroy:
		w.handle(w, message, wparam, lparam)
		_, _, _ = postQuitMessage.Call(0)
		return 0, true
	}
	return w.handle(w, message, wparam, lparam)
}

type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	classExtra, windowExtra            int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

func (w *Window) make(class string) error {
	name, err := windows.UTF16PtrFromString(class)
	if err != nil {
		return err
	}
	c := windowClass{procedure: procedure(), name: name}
	c.size = uint32(unsafe.Sizeof(c))
	atom, _, err := registerClass.Call(uintptr(unsafe.Pointer(&c)))
	if atom == 0 && !errors.Is(err, windows.ERROR_CLASS_ALREADY_EXISTS) {
		return fmt.Errorf("register the window class %s: %w", class, err)
	}
	// Messages that are sent in the meantime find no window here, and are left to Windows.
	hwnd, _, err := createWindow.Call(0, uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(name)), 0, 0,
		0, 0, 0, 0, 0, 0, 0)
	if hwnd == 0 {
		return fmt.Errorf("make the window %s: %w", class, err)
	}
	live.Lock()
	defer live.Unlock()
	w.Handle = windows.HWND(hwnd)
	live.windows[w.Handle] = w
	return nil
}

func (w *Window) forget() {
	live.Lock()
	defer live.Unlock()
	delete(live.windows, w.Handle)
}

type point struct{ x, y int32 }

type queued struct {
	hwnd           windows.HWND
	message        uint32
	wparam, lparam uintptr
	time           uint32
	at             point
	private        uint32
}

func (w *Window) loop() error {
	var m queued
	for {
		got, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0)
		switch int32(uint32(got)) { // #nosec G115 -- a BOOL has 32 bits
		case 0:
			return nil
		case -1:
			_, _, _ = destroyWindow.Call(uintptr(w.Handle))
			return fmt.Errorf("read the window's messages: %w", err)
		}
		_, _, _ = translateMessage.Call(uintptr(unsafe.Pointer(&m)))
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m)))
	}
}

// RegisterMessage is the number of a message that programs have agreed upon by name; 0 = none to be had.
func RegisterMessage(name string) uint32 {
	text, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0
	}
	number, _, _ := registerWindowText.Call(uintptr(unsafe.Pointer(text)))
	return uint32(number) // #nosec G115 -- a UINT has 32 bits
}
