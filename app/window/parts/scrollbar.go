package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// The scroll bar's place, its thumb's width, and how long that is at least, however long the list is.
const (
	scrollBarWidth = 14
	thumbWidth     = 8
	thumbMin       = 32
)

// scrollBar shows which part of a list is in view, and moves it by its thumb. The keyboard and the wheel do the same,
// so screen readers don't need it.
type scrollBar struct {
	widget.BaseWidget
	list    *List
	thumb   *canvas.Rectangle
	hovered bool
}

func newScrollBar(l *List) *scrollBar {
	b := &scrollBar{list: l, thumb: canvas.NewRectangle(nil)}
	b.thumb.CornerRadius = thumbWidth / 2
	b.ExtendBaseWidget(b)
	return b
}

// sizes are the lengths of the thumb, of the way that it can go, and how far the list can be scrolled.
func (b *scrollBar) sizes() (thumb, way, scroll float32) {
	view, all := b.list.clip.Size().Height, b.list.totalHeight()
	if view <= 0 || all <= view {
		return 0, 0, 0
	}
	thumb = min(max(view*view/all, thumbMin), view)
	return thumb, view - thumb, all - view
}

// arrange puts the thumb where the list is; there is none where nothing can be scrolled.
func (b *scrollBar) arrange() {
	thumb, way, scroll := b.sizes()
	Show(b.thumb, scroll > 0)
	if scroll <= 0 {
		return
	}
	fill := look.Edge
	if b.hovered {
		fill = look.Muted
	}
	colour(b.thumb, fill)
	b.thumb.Resize(fyne.NewSize(thumbWidth, thumb))
	b.thumb.Move(fyne.NewPos(scrollBarWidth-thumbWidth-1, way*b.list.offset/scroll))
}

// Dragged is part of fyne.Draggable.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if _, way, scroll := b.sizes(); way > 0 {
		b.list.scrollTo(b.list.offset + ev.Dragged.DY*scroll/way)
	}
}

// DragEnd is part of fyne.Draggable.
func (b *scrollBar) DragEnd() {}

// Tapped goes a page towards the pointer. It is part of fyne.Tappable.
func (b *scrollBar) Tapped(ev *fyne.PointEvent) {
	view := b.list.clip.Size().Height
	switch top := b.thumb.Position().Y; {
	case b.thumb.Hidden:
	case ev.Position.Y < top:
		b.list.scrollTo(b.list.offset - view)
	case ev.Position.Y > top+b.thumb.Size().Height:
		b.list.scrollTo(b.list.offset + view)
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.arrange() }

// MouseMoved is part of desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.hovered = false; b.arrange() }

// CreateRenderer is part of fyne.Widget.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer { return &scrollBarRenderer{b} }

type scrollBarRenderer struct{ bar *scrollBar }

func (r *scrollBarRenderer) Layout(fyne.Size)             { r.bar.arrange() }
func (r *scrollBarRenderer) MinSize() fyne.Size           { return fyne.NewSize(scrollBarWidth, thumbMin) }
func (r *scrollBarRenderer) Refresh()                     { r.bar.arrange() }
func (r *scrollBarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.bar.thumb} }
func (r *scrollBarRenderer) Destroy()                     {}
