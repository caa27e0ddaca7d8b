package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// DividerWidth is how wide the place is where a Divider can be taken hold of.
const DividerWidth float32 = 9

// Divider is the line between two panes. It can be dragged.
type Divider struct {
	widget.BaseWidget
	hovered bool
	moved   func(by float32)
	ended   func()
}

// NewDivider makes a divider that tells by how much it was dragged, and when it was let go.
func NewDivider(moved func(by float32), ended func()) *Divider {
	d := &Divider{moved: moved, ended: ended}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged is part of fyne.Draggable.
func (d *Divider) Dragged(ev *fyne.DragEvent) { d.moved(ev.Dragged.DX) }

// DragEnd is part of fyne.Draggable.
func (d *Divider) DragEnd() { d.ended() }

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
	if r.divider.hovered {
		name = look.Accent
	}
	r.line.FillColor = look.Colour(name)
	r.Layout(r.divider.Size())
	canvas.Refresh(r.divider)
}

func (r *dividerRenderer) MinSize() fyne.Size { return fyne.NewSize(DividerWidth, 1) }

func (r *dividerRenderer) Layout(size fyne.Size) {
	r.line.Move(fyne.NewPos((size.Width-1)/2, 0))
	r.line.Resize(fyne.NewSize(1, size.Height))
}

func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *dividerRenderer) Destroy()                     {}
