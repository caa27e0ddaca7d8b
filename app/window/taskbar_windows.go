package window

import (
	"context"
	"image/color"
	"log/slog"
	"strconv"

	"fyne.io/fyne/v2"
	fynedriver "fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"

	"istratray/app/inbox"
	"istratray/app/slot"
	"istratray/app/win32"
	"istratray/assets/icons/shape"
)

// taskbar is what the window's button in the taskbar shows: a dot on the icon while something is new. Its calls are
// made on a thread of its own, since the shell may take its time.
type taskbar struct {
	log    *slog.Logger
	window chan uintptr // one slot: the window, once there is one
	news   chan int     // one slot: how much is new

	list   *win32.Taskbar // nil until it is needed
	button uintptr
	dot    windows.Handle
}

// newTaskbar also names the program for Windows, which has to be done before it has a window.
func newTaskbar(opts Options) *taskbar {
	if err := win32.NameProcess(win32.AppID(opts.Profile)); err != nil {
		opts.Logger.Info("window: the taskbar can't group it", "err", err)
	}
	return &taskbar{log: opts.Logger, window: make(chan uintptr, 1), news: make(chan int, 1)}
}

// attach is called on Fyne's goroutine once the window is on the screen.
func (t *taskbar) attach(w fyne.Window) {
	native, ok := w.(fynedriver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		if c, ok := context.(fynedriver.WindowsWindowContext); ok {
			t.window <- c.HWND
		}
	})
}

// show takes how much is new, from Fyne's goroutine, and never blocks.
func (t *taskbar) show(s inbox.Snapshot) {
	n := 0
	if s.Known {
		n = s.Counts.Badge()
	}
	slot.Put(t.news, n)
}

// run works until ctx ends.
func (t *taskbar) run(ctx context.Context) {
	err := win32.WithCOM(func() error { t.follow(ctx); return nil })
	if err != nil {
		t.log.Info("window: no taskbar", "err", err)
	}
}

func (t *taskbar) follow(ctx context.Context) {
	defer t.release()
	latest := 0
	for {
		select {
		case <-ctx.Done():
			return
		case t.button = <-t.window:
		case latest = <-t.news:
		}
		if err := t.overlay(latest); err != nil {
			t.log.Debug("window: no dot in the taskbar", "err", err)
		}
	}
}

// overlay puts the dot on the button, or takes it away.
func (t *taskbar) overlay(n int) error {
	if t.button == 0 {
		return nil
	}
	if err := t.prepare(); err != nil {
		return err
	}
	dot, words := t.dot, strconv.Itoa(n) // for screen readers
	if n == 0 {
		dot, words = 0, ""
	}
	return t.list.Overlay(t.button, dot, words)
}

func (t *taskbar) prepare() (err error) {
	if t.list == nil {
		list, err := win32.NewTaskbar()
		if err != nil {
			return err
		}
		t.list = &list
	}
	if t.dot == 0 {
		red := shape.Even(color.NRGBA{0xdb, 0x2a, 0x39, 0xff})
		t.dot, err = win32.NewIcon(shape.Draw(32, 24, []shape.Layer{{Shape: shape.Circle{Center: shape.Point{X: 12,
			Y: 12}, Radius: 10}, Paint: red}}))
	}
	return err
}

func (t *taskbar) release() {
	if t.list != nil {
		t.list.Release()
	}
	win32.DestroyIcon(t.dot)
}

// The least that a window has around its content, in units of 1/96 inch.
const borderWidth, borderHeight = 16, 40

// fitting is a size of the content with which the whole window is beside the taskbar. The main screen counts, on which
// windows are opened.
func fitting(size fyne.Size) fyne.Size {
	width, height := win32.WorkArea()
	if width == 0 {
		return size
	}
	return fyne.NewSize(min(size.Width, max(width-borderWidth, leastWidth)),
		min(size.Height, max(height-borderHeight, leastHeight)))
}
