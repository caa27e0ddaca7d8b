package rig

import (
	"encoding/json"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"time"
)

// wayland reports whether the desktop's windows are a Wayland compositor's.
func (d *Desk) wayland() bool { return d.Getenv("DESK_X") != "" }

// container is a part of sway's tree: an output, a workspace, a window.
type container struct {
	ID       int         `json:"id"`
	Name     string      `json:"name"`
	Type     string      `json:"type"`
	Class    string      `json:"app_id"`
	Visible  bool        `json:"visible"`
	Focused  bool        `json:"focused"`
	Place    rectangle   `json:"rect"`        // on the screen, in units of the output's scale
	Inside   rectangle   `json:"window_rect"` // in Place
	Nodes    []container `json:"nodes"`
	Floating []container `json:"floating_nodes"`
}

type rectangle struct {
	X, Y, Width, Height int
}

// windows are those of all workspaces, in the order of the tree.
func (d *Desk) windows() []container {
	out, err := d.tool(nil, "swaymsg", "--raw", "--type", "get_tree")
	var root container
	if err != nil || json.Unmarshal(out, &root) != nil {
		return nil
	}
	var found []container
	var walk func(container)
	walk = func(c container) {
		if c.Class != "" {
			found = append(found, c)
		}
		for _, child := range slices.Concat(c.Nodes, c.Floating) {
			walk(child)
		}
	}
	walk(root)
	return found
}

func (d *Desk) findWayland(title string) (id string, err error) {
	for _, c := range d.windows() {
		if c.Visible && strings.Contains(c.Name, title) {
			return strconv.Itoa(c.ID), nil
		}
	}
	return "", errNoWindow
}

func (d *Desk) byID(id string) (container, error) {
	for _, c := range d.windows() {
		if strconv.Itoa(c.ID) == id {
			return c, nil
		}
	}
	return container{}, errNoWindow
}

func (d *Desk) waylandClass(id string) string {
	c, _ := d.byID(id) // it may have gone
	return c.Class
}

// place is where the window's content is on the screen.
func (w *Window) place() image.Rectangle {
	w.d.t.Helper()
	c, err := w.d.byID(w.id)
	if err != nil {
		w.d.t.Fatalf("window %q: %v", w.title, err)
	}
	return c.content()
}

func (c container) content() image.Rectangle {
	at := image.Pt(c.Place.X+c.Inside.X, c.Place.Y+c.Inside.Y)
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(c.Inside.Width, c.Inside.Height))}
}

// command has sway do something with the window.
func (w *Window) command(what string) {
	w.d.t.Helper()
	w.d.Sway("[con_id=" + w.id + "] " + what)
}

// Sway carries out a command of sway's.
func (d *Desk) Sway(command string) {
	d.t.Helper()
	if _, err := d.tool(nil, "swaymsg", "--", command); err != nil {
		d.t.Fatalf("sway: %s: %v", command, err)
	}
}

// MoveToOutput takes the window to another output of sway's.
func (w *Window) MoveToOutput(name string) {
	w.d.t.Helper()
	w.command("move container to output " + name)
}

// Size is that of the window's content, under sway in units of the output's scale.
func (w *Window) Size() image.Point { w.d.t.Helper(); return w.place().Size() }

// captureWayland is capture from the screen that sway is shown on, for a window of its own.
func (d *Desk) captureWayland(window, format string) ([]byte, error) {
	args := []string{"-silent", "-window", "root"}
	if window != "root" {
		c, err := d.byID(window)
		if err != nil {
			return nil, err
		}
		in := c.content()
		args = append(args, "-crop", fmt.Sprintf("%dx%d+%d+%d", in.Dx(), in.Dy(), in.Min.X, in.Min.Y), "+repage")
	}
	return d.tool(nil, "import", append(args, format+":-")...)
}

// Focused reports whether the window has the keyboard.
func (w *Window) Focused() bool {
	if w.d.wayland() {
		c, err := w.d.byID(w.id)
		return err == nil && c.Focused && c.Visible
	}
	active, _ := w.d.tool(nil, "xdotool", "getactivewindow") // none at times
	return strings.TrimSpace(string(active)) == w.id
}

// WaitInFront waits until a window with title in its name is visible and has the keyboard.
func (d *Desk) WaitInFront(title string, within time.Duration) {
	d.t.Helper()
	Eventually(d.t, within, fmt.Sprintf("window %q is in front", title), func() error {
		id, err := d.findWindow(title)
		if err != nil {
			return err
		}
		if !(&Window{d: d, id: id}).Focused() {
			return fmt.Errorf("it has no focus")
		}
		return nil
	})
}
