package seat

import "os"

// Screen is where windows can be opened: an X11 display, a Wayland compositor, or both of one desktop.
type Screen struct {
	Display    string // DISPLAY
	Wayland    string // WAYLAND_DISPLAY
	RuntimeDir string // XDG_RUNTIME_DIR, in which the compositor's socket is
}

// Own is the screen that this process was started on.
func Own() Screen {
	return Screen{Display: os.Getenv("DISPLAY"), Wayland: os.Getenv("WAYLAND_DISPLAY"),
		RuntimeDir: os.Getenv("XDG_RUNTIME_DIR")}
}

// None reports whether no screen is named.
func (s Screen) None() bool { return s.Display == "" && s.Wayland == "" }
