package window

import (
	"os"
	"path/filepath"
	"time"
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"

	"istratray/app/control"
	"istratray/app/window/front"
)

// native is GLFW's window behind Fyne's; nil while there is none. It is used for what Fyne can't do, on Fyne's
// goroutine only.
func (d *driver) native() (w *glfw.Window) {
	if holder, ok := d.window.(interface{ RunWithContext(func()) }); ok && d.opened {
		holder.RunWithContext(func() { w = glfw.GetCurrentContext() })
	}
	return w
}

// inSight reports whether the window has the focus and is on the screen: window managers may leave it the focus on a
// workspace that nobody looks at.
func (d *driver) inSight() bool {
	w := d.native()
	return w == nil || w.GetAttrib(glfw.Focused) == glfw.True && w.GetAttrib(glfw.Visible) == glfw.True
}

// redrawn is how long after a change of scale the window is drawn once more.
const redrawn = 100 * time.Millisecond

// sharpen draws the texts again whenever the window comes to have another number of pixels a unit. Fyne would
// stretch those that it has drawn. The first picture after the change may have the size of before, by which the
// compositor makes the window smaller or larger: another one follows.
func (d *driver) sharpen() {
	w := d.native()
	again, ok := d.window.(interface{ RescaleContext() })
	if w == nil || !ok {
		return
	}
	var before glfw.ContentScaleCallback
	before = w.SetContentScaleCallback(func(w *glfw.Window, x, y float32) {
		if before != nil {
			before(w, x, y)
		}
		again.RescaleContext()
		d.rescaled()
		time.AfterFunc(redrawn, func() { d.post(func() { d.window.Content().Refresh() }) })
	})
	again.RescaleContext() // the scale may be known since the window was made
}

// How long a desktop has to give the window the focus before it is asked in another way; and to tell that the window
// has lost it, which may have been a moment ago.
const (
	frontPatience = 300 * time.Millisecond
	lostPatience  = 50 * time.Millisecond
)

// comeForward brings the window to the person who asks for it from there: with what the desktop gave them for
// that, and without, where it gave nothing or that is not enough.
func (d *driver) comeForward(from control.Origin) {
	glfw.PollEvents() // that it lost the focus, or had it, counts as before
	w := d.native()
	if w == nil {
		return
	}
	wayland := glfw.GetPlatform() == glfw.PlatformWayland
	patience, gained := frontPatience, d.gained
	if wayland && !d.activate(w, from) || !wayland && !d.askWindowManager(w, from, false) ||
		w.GetAttrib(glfw.Focused) == glfw.True {
		patience = lostPatience
	}
	time.AfterFunc(patience, func() {
		d.post(func() {
			if d.gained == gained { // else it came, and may have been sent away again since
				d.insist(from)
			}
		})
	})
}

// insist gets the focus where asking for it was not enough.
func (d *driver) insist(from control.Origin) {
	w := d.native()
	switch {
	case w == nil || w.GetAttrib(glfw.Focused) == glfw.True:
	case glfw.GetPlatform() == glfw.PlatformWayland:
		d.window.Hide() // what is opened again comes to where the person is
		d.window.Show()
	case !d.askWindowManager(w, from, true):
		w.Restore()
		w.Focus()
	}
}

// activate hands the desktop's token to the compositor. False means that there is none, or that it is of no use.
func (d *driver) activate(w *glfw.Window, from control.Origin) bool {
	token := from.ActivationToken
	if token == "" {
		token = from.StartupID
	}
	return token != "" && front.Activate(unsafe.Pointer(glfw.GetWaylandDisplay()),
		unsafe.Pointer(w.GetWaylandWindow()), token)
}

func (d *driver) askWindowManager(w *glfw.Window, from control.Origin, insist bool) bool {
	id := from.StartupID
	if id == "" {
		id = from.ActivationToken
	}
	asked, err := front.RaiseX11(uint32(w.GetX11Window()), id, insist)
	if err != nil {
		d.log.Warn("window: not brought to the front", "err", err)
	}
	return asked
}

// arrive brings a new window to the front with what its process was started with. It works once.
func (d *driver) arrive() {
	from := control.OriginOf(os.Getenv)
	_, _ = os.Unsetenv("XDG_ACTIVATION_TOKEN"), os.Unsetenv("DESKTOP_STARTUP_ID")
	w := d.native()
	switch {
	case w == nil:
	case glfw.GetPlatform() == glfw.PlatformWayland:
		d.activate(w, from)
	case from.StartupID != "":
		d.askWindowManager(w, from, false)
	}
}

// elsewhere makes Fyne without leaving its folders: it makes one for a cache at each start, which is not used here.
func elsewhere(newApp func()) {
	const variable = "XDG_CACHE_HOME"
	before, set := os.LookupEnv(variable)
	dir, err := os.MkdirTemp("", "istratray-window-")
	if err == nil {
		defer os.RemoveAll(dir)
		_ = os.Setenv(variable, dir)
	}
	newApp()
	if !set {
		_ = os.Unsetenv(variable)
	} else {
		_ = os.Setenv(variable, before)
	}
}

// tidy takes away the folder of Fyne's own settings where nobody has any: Fyne makes it to look for them.
func tidy() {
	if dir, err := os.UserConfigDir(); err == nil {
		_ = os.Remove(filepath.Join(dir, "fyne")) // fails where something is in it
	}
}
