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
		Logger: p.opts.Logger})
}

// eye looks at the window. It belongs to Fyne's goroutine.
type eye struct {
	driver  *driver
	scanner *access.Scanner
	handle  *glfw.Window
}

// scan is what the window shows, or nil while there is none.
func (e *eye) scan() *access.Tree {
	if !e.driver.opened || e.driver.closed.Load() {
		return nil
	}
	if e.scanner == nil {
		e.scanner = access.NewScanner(e.driver.window.Canvas())
	}
	return e.scanner.Scan(title, e.place())
}

// place is where the window is on the screen. Fyne doesn't say so, and lends its window of GLFW only.
// Wayland tells no program.
func (e *eye) place() access.Place {
	if w, ok := e.driver.window.(interface{ RunWithContext(func()) }); ok && e.handle == nil {
		w.RunWithContext(func() { e.handle = glfw.GetCurrentContext() })
	}
	if e.handle == nil {
		return access.Place{}
	}
	x, y := e.handle.GetPos()
	return access.Place{At: image.Pt(x, y), Active: e.handle.GetAttrib(glfw.Focused) == glfw.True}
}
