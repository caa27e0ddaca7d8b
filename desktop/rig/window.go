package rig

import (
	"errors"
	"fmt"
	"image"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// patience is how long a click waits for the text it is meant for: reading a screen takes seconds
// on a loaded machine.
const patience = 20 * time.Second

// ours is the class of the windows that are on the accessibility bus, and the name of the program there.
const ours = "istratray"

var errNoWindow = errors.New("no such window")

// Window is a visible top-level window.
type Window struct {
	d     *Desk
	id    string
	title string
	app   *Accessible // finds by name what is in it; nil: its picture has to be read
}

// WaitWindow waits for a visible window with title in its name.
func (d *Desk) WaitWindow(title string, within time.Duration) *Window {
	d.t.Helper()
	w := &Window{d: d, title: title}
	Eventually(d.t, within, fmt.Sprintf("window %q opens", title), func() (err error) {
		w.id, err = d.findWindow(title)
		return err
	})
	if strings.Contains(d.classOf(w.id), ours) {
		w.app = d.Accessible(ours)
	}
	return w
}

// WindowExists reports whether a visible window has title in its name.
func (d *Desk) WindowExists(title string) bool {
	_, err := d.findWindow(title)
	return err == nil
}

// WaitNoWindow waits until no visible window has title in its name.
func (d *Desk) WaitNoWindow(title string, within time.Duration) {
	d.t.Helper()
	Eventually(d.t, within, fmt.Sprintf("window %q closes", title), func() error {
		if d.WindowExists(title) {
			return errors.New("still there")
		}
		return nil
	})
}

// classOf is what the desktop knows a window's program by.
func (d *Desk) classOf(id string) string {
	if d.wayland() {
		return d.waylandClass(id)
	}
	class, _ := d.tool(nil, "xprop", "-id", id, "WM_CLASS") // it may have gone
	return string(class)
}

// Class is what the desktop knows the window's program by.
func (w *Window) Class() string { return w.d.classOf(w.id) }

func (d *Desk) findWindow(title string) (string, error) {
	if d.wayland() {
		return d.findWayland(title)
	}
	// It exits with 1 when it found none.
	out, _ := d.tool(nil, "xdotool", "search", "--onlyvisible", "--name", regexp.QuoteMeta(title))
	ids := strings.Fields(string(out))
	if len(ids) == 0 {
		return "", errNoWindow
	}
	return ids[len(ids)-1], nil // the newest
}

// Focus brings the window to the front and gives it the keyboard.
func (w *Window) Focus() {
	w.d.t.Helper()
	if w.d.wayland() {
		w.command("focus")
		return
	}
	w.xdotool("windowactivate", "--sync", w.id)
}

// Click clicks with the left button at x, y of the window.
func (w *Window) Click(x, y int) { w.d.t.Helper(); w.click(image.Pt(x, y), 1) }

// RightClick clicks with the right button at x, y of the window.
func (w *Window) RightClick(x, y int) { w.d.t.Helper(); w.click(image.Pt(x, y), 3) }

func (w *Window) click(at image.Point, button int) {
	w.d.t.Helper()
	w.xdotool(append(w.moveTo(at), "click", strconv.Itoa(button))...)
}

// Scroll turns the mouse wheel by steps at x, y of the window, down when positive.
func (w *Window) Scroll(x, y, steps int) {
	w.d.t.Helper()
	button := "5"
	if steps < 0 {
		button, steps = "4", -steps
	}
	w.xdotool(append(w.moveTo(image.Pt(x, y)), "click", "--repeat", strconv.Itoa(steps), "--delay", "15", button)...)
}

// moveTo moves the pointer to a place in the window. In window coordinates: xdotool's idea of where a window lies
// is off by its frame.
func (w *Window) moveTo(at image.Point) []string {
	if w.d.wayland() {
		at = at.Add(w.place().Min)
		return []string{"mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y)}
	}
	return []string{"mousemove", "--window", w.id, strconv.Itoa(at.X), strconv.Itoa(at.Y)}
}

// Type types text into whatever has the focus in the window.
func (w *Window) Type(text string) {
	w.d.t.Helper()
	w.Focus()
	w.xdotool("type", "--delay", "15", "--", text)
}

// Key presses keys by their X names, as in "ctrl+f" or "Return".
func (w *Window) Key(keys ...string) {
	w.d.t.Helper()
	w.Focus()
	w.xdotool(append([]string{"key", "--delay", "15", "--"}, keys...)...)
}

// Tap presses a key in a window that has the focus already.
func (w *Window) Tap(key string) {
	w.d.t.Helper()
	w.xdotool("key", "--delay", "0", "--", key)
}

// Hold presses a key again and again, as a keyboard does while it is held down.
func (w *Window) Hold(key string, times int, every time.Duration) {
	w.d.t.Helper()
	w.Focus()
	w.xdotool("key", "--repeat", strconv.Itoa(times), "--repeat-delay", strconv.FormatInt(every.Milliseconds(), 10),
		"--delay", "0", "--", key)
}

// Resize gives the window a size, without its frame.
func (w *Window) Resize(width, height int) {
	w.d.t.Helper()
	w.xdotool("windowsize", "--sync", w.id, strconv.Itoa(width), strconv.Itoa(height))
}

// Drag gives the window one width after the other, as somebody does who pulls at its edge.
func (w *Window) Drag(widths []int, height int, every time.Duration) {
	w.d.t.Helper()
	var steps []string
	for _, width := range widths {
		steps = append(steps, "windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height),
			"sleep", strconv.FormatFloat(every.Seconds(), 'f', 3, 64))
	}
	w.xdotool(steps...)
}

// Close asks the window to close, as the button in its frame does.
func (w *Window) Close() {
	w.d.t.Helper()
	if w.d.wayland() {
		w.command("kill")
		return
	}
	if _, err := w.d.tool(nil, "wmctrl", "-i", "-c", w.id); err != nil {
		w.d.t.Fatalf("window %q: %v", w.title, err)
	}
}

// Screenshot saves a PNG of the window, which comes to the front for it.
func (w *Window) Screenshot(file string) {
	w.d.t.Helper()
	w.Focus()
	w.d.save(w.id, file)
}

func (w *Window) xdotool(args ...string) {
	w.d.t.Helper()
	if _, err := w.d.tool(nil, "xdotool", args...); err != nil {
		w.d.t.Fatalf("window %q: %v", w.title, err)
	}
}
