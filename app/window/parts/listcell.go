package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// listCell is one row's place: the mark behind it, and the pointer's events on it.
type listCell struct {
	widget.BaseWidget
	list    *List
	row     fyne.CanvasObject
	mark    *canvas.Rectangle
	bar     *canvas.Rectangle // shown while it is marked
	index   int
	key     string
	y       float32 // its top in the list, wherever that is scrolled to
	hovered bool
	actions *rowActions // nil until the pointer was on it
}

func newListCell(l *List) *listCell {
	c := &listCell{list: l, row: l.options.NewRow(), mark: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	c.mark.CornerRadius = look.Radius
	c.ExtendBaseWidget(c)
	return c
}

func (c *listCell) show(i int) {
	c.index, c.key = i, c.list.options.Key(i)
	c.list.options.Fill(i, c.row)
	if c.actions != nil {
		c.actions.set(c.offered())
	}
	c.paint()
}

func (c *listCell) paint() {
	c.mark.Hidden, c.mark.StrokeWidth = false, 0
	c.bar.Hidden, c.bar.FillColor = !c.list.marked[c.key], look.Colour(look.Accent)
	switch {
	case c.list.marked[c.key]:
		c.mark.FillColor = look.Colour(look.AccentSoft)
		if c.list.focused && c.key == c.list.cursor {
			c.mark.StrokeWidth, c.mark.StrokeColor = 1.5, look.Colour(look.Accent)
		}
	case c.hovered:
		c.mark.FillColor = look.Colour(theme.ColorNameHover)
	default:
		c.mark.Hidden = true
	}
	c.mark.Refresh()
	c.bar.Refresh()
}

// MouseDown is part of desktop.Mouseable.
func (c *listCell) MouseDown(ev *desktop.MouseEvent) {
	hideTip(c)
	if ev.Button != desktop.MouseButtonSecondary && c.actions.press() {
		return
	}
	c.list.clicked(c.index, ev)
}

// MouseUp is part of desktop.Mouseable.
func (c *listCell) MouseUp(*desktop.MouseEvent) {}

// MouseIn is part of desktop.Hoverable.
func (c *listCell) MouseIn(ev *desktop.MouseEvent) { c.hover(true, ev) }

// MouseMoved is part of desktop.Hoverable.
func (c *listCell) MouseMoved(ev *desktop.MouseEvent) { c.point(ev) }

// MouseOut is part of desktop.Hoverable.
func (c *listCell) MouseOut() { c.hover(false, nil) }

// hover shows or hides what can be done with the row.
func (c *listCell) hover(on bool, ev *desktop.MouseEvent) {
	c.hovered = on
	switch {
	case !on:
		c.actions.set(nil)
		hideTip(c)
	case c.actions == nil:
		c.actions = newRowActions()
		fallthrough
	default:
		c.actions.set(c.offered())
		c.layoutActions()
		c.point(ev)
	}
	c.Refresh()
}

// point is where the pointer is: on one of the actions, or on the row.
func (c *listCell) point(ev *desktop.MouseEvent) {
	text := ""
	if tip := c.list.options.Tip; tip != nil && c.hovered {
		text = tip(c.index)
	}
	if c.actions.point(ev.Position) {
		c.Refresh()
	}
	if a := c.actions.at(); a != nil {
		text = a.Name
	}
	below := ev.AbsolutePosition.Y - ev.Position.Y + c.Size().Height // what can be done with the row stays in view
	showTip(c, text, fyne.NewPos(ev.AbsolutePosition.X, below-tipGap))
}

// offered are the actions of the row while the pointer is on it. Where several are marked, what is done is for all of
// them, and no row's.
func (c *listCell) offered() []RowAction {
	if !c.hovered || c.list.options.Actions == nil || len(c.list.marked) > 1 {
		return nil
	}
	return c.list.options.Actions(c.index)
}

// CreateRenderer is part of fyne.Widget.
func (c *listCell) CreateRenderer() fyne.WidgetRenderer { return &listCellRenderer{c} }

type listCellRenderer struct{ cell *listCell }

func (r *listCellRenderer) Layout(size fyne.Size) {
	inset := fyne.NewPos(look.S, 1)
	inner := size.SubtractWidthHeight(2*look.S, 2)
	r.cell.mark.Move(inset)
	r.cell.mark.Resize(inner)
	placeBar(r.cell.bar, inset, inner.Height)
	r.cell.row.Move(inset)
	r.cell.row.Resize(inner)
	r.cell.layoutActions()
}

func (r *listCellRenderer) MinSize() fyne.Size { return r.cell.row.MinSize() }

func (r *listCellRenderer) Refresh() {
	r.cell.paint()
	r.cell.row.Refresh()
	r.cell.layoutActions()
}

func (r *listCellRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.cell.mark, r.cell.bar, r.cell.row}, r.cell.actions.objects()...)
}
func (r *listCellRenderer) Destroy() {}
