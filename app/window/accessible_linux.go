package window

import (
	"image"

	"github.com/go-gl/glfw/v3.4/glfw"

	"istratray/app/window/access"
	"istratray/app/window/atspi"
)

// accessible hands the window out on the accessibility bus until it is closed.
func (p *process) accessible() {
	eye := &eye{driver: p.driver}
	atspi.Run(p.ctx, atspi.Options{Name: class, Version: p.opts.Version, Scan: eye.scan, Post: p.driver.post,
		Frames: p.driver.eachFrame, Logger: p.opts.Logger})
}

// eye looks at the window. It belongs to Fyne's goroutine.
type eye struct {
	driver  *driver
	scanner *access.Scanner // nil before the first look
	place   access.Place
}

// scan is what the window shows, or nil while there is none.
func (e *eye) scan() *access.Tree {
	if !e.driver.opened || e.driver.closed.Load() {
		return nil
	}
	if e.scanner == nil {
		e.scanner = access.NewScanner(e.driver.window.Canvas())
		e.follow()
	}
	return e.scanner.Scan(title, e.place)
}

// follow keeps where the window is on the screen, and whether it has the keyboard. Fyne doesn't say so, and lends its
// window of GLFW only. To ask at each look would be to wait for the screen, which has a picture to draw. Wayland tells
// no program where it is.
func (e *eye) follow() {
	var handle *glfw.Window
	if w, ok := e.driver.window.(interface{ RunWithContext(func()) }); ok {
		w.RunWithContext(func() { handle = glfw.GetCurrentContext() })
	}
	if handle == nil {
		return
	}
	x, y := handle.GetPos()
	e.place = access.Place{At: image.Pt(x, y), Active: handle.GetAttrib(glfw.Focused) == glfw.True}
	var moved glfw.PosCallback // Fyne's own
	moved = handle.SetPosCallback(func(w *glfw.Window, x, y int) {
		e.place.At = image.Pt(x, y)
		if moved != nil {
			moved(w, x, y)
		}
	})
	var focused glfw.FocusCallback
	focused = handle.SetFocusCallback(func(w *glfw.Window, on bool) {
		e.place.Active = on
		if focused != nil {
			focused(w, on)
		}
	})
}
