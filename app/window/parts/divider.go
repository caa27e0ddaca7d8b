package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// DividerWidth is the width of the area in which a Divider can be grabbed.
const DividerWidth float32 = 9

// Divider is the line between two panes. It can be dragged, and moved by the arrow keys.
type Divider struct {
	widget.BaseWidget
	name    string // for screen readers
	hovered bool
	focused bool
	bounds  func() (now, least, most float32)
	moved   func(by float32)
	ended   func()
}

// dividerStep is how far an arrow key moves a divider.
const dividerStep = 24

// NewDivider makes a divider that tells by how much it was moved, and when that is over. Bounds are where it is, and
// how far it can go.
func NewDivider(name string, bounds func() (now, least, most float32), moved func(by float32), ended func()) *Divider {
	d := &Divider{name: name, bounds: bounds, moved: moved, ended: ended}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged is part of fyne.Draggable.
func (d *Divider) Dragged(ev *fyne.DragEvent) { d.moved(ev.Dragged.DX) }

// DragEnd is part of fyne.Draggable.
func (d *Divider) DragEnd() { d.ended() }

// move moves it as a key does.
func (d *Divider) move(by float32) {
	d.moved(by)
	d.ended()
}

// FocusGained is part of fyne.Focusable.
func (d *Divider) FocusGained() { d.focused = true; d.Refresh() }

// FocusLost is part of fyne.Focusable.
func (d *Divider) FocusLost() { d.focused = false; d.Refresh() }

// TypedRune is part of fyne.Focusable.
func (d *Divider) TypedRune(rune) {}

// TypedKey moves the divider with the arrow keys.
func (d *Divider) TypedKey(ev *fyne.KeyEvent) {
	now, least, most := d.bounds()
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		d.move(-dividerStep)
	case fyne.KeyRight, fyne.KeyDown:
		d.move(dividerStep)
	case fyne.KeyHome:
		d.move(least - now)
	case fyne.KeyEnd:
		d.move(most - now)
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (d *Divider) AccessibilityLabel() string { return d.name }

// AccessibilityRole is part of fyne.Accessible.
func (d *Divider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Access is part of Accessible.
func (d *Divider) Access() Access {
	now, least, most := d.bounds()
	return Access{Role: RoleSlider, Name: d.name, Range: &Range{
		Now: float64(now), Min: float64(least), Max: float64(most), Step: dividerStep,
		Set: func(v float64) { d.move(float32(v) - now) },
	}}
}

// Cursor is part of desktop.Cursorable.
func (d *Divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn is part of desktop.Hoverable.
func (d *Divider) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (d *Divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (d *Divider) MouseOut() { d.hovered = false; d.Refresh() }

// CreateRenderer is part of fyne.Widget.
func (d *Divider) CreateRenderer() fyne.WidgetRenderer {
	r := &dividerRenderer{divider: d, line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type dividerRenderer struct {
	divider *Divider
	line    *canvas.Rectangle
}

func (r *dividerRenderer) Refresh() {
	name := look.Line
	if r.divider.hovered || r.divider.focused {
		name = look.Accent
	}
	r.line.FillColor = look.Colour(name)
	r.Layout(r.divider.Size())
	canvas.Refresh(r.divider)
}

func (r *dividerRenderer) MinSize() fyne.Size { return fyne.NewSize(DividerWidth, 1) }

func (r *dividerRenderer) Layout(size fyne.Size) {
	width := float32(1)
	if r.divider.focused {
		width = 3
	}
	r.line.Move(fyne.NewPos((size.Width-width)/2, 0))
	r.line.Resize(fyne.NewSize(width, size.Height))
}

func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *dividerRenderer) Destroy()                     {}
