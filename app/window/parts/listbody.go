package parts

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// headingAbove and headingBelow are the spaces around a section's title.
const (
	headingAbove = look.L
	headingBelow = look.XS
)

func headingHeight() float32 {
	return headingAbove + look.LineHeight(theme.SizeNameCaptionText) + headingBelow
}

// rowY is the top of row i in the body.
func (l *List) rowY(i int) float32 {
	headings := sort.Search(len(l.sections), func(s int) bool { return l.sections[s].Start > i })
	return float32(i)*l.options.Height() + float32(headings)*headingHeight()
}

// rowAt is the first row whose lower edge is below y; count when there is none.
func (l *List) rowAt(y float32) int {
	height := l.options.Height()
	return sort.Search(l.count, func(i int) bool { return l.rowY(i)+height > y })
}

func (l *List) totalHeight() float32 {
	if l.count == 0 {
		return 0
	}
	return l.rowY(l.count-1) + l.options.Height() + look.S
}

// reveal scrolls as little as needed to have row i in view, with its heading if it is the first under one.
func (l *List) reveal(i int) {
	top, bottom := l.rowY(i), l.rowY(i)+l.options.Height()
	s := sort.Search(len(l.sections), func(s int) bool { return l.sections[s].Start >= i })
	if s < len(l.sections) && l.sections[s].Start == i {
		top -= headingHeight()
	}
	view := l.scroll.Size().Height
	switch offset := l.scroll.Offset.Y; {
	case view == 0:
	case top < offset:
		l.scrollTo(top)
	case bottom > offset+view:
		l.scrollTo(bottom - view + look.S)
	}
}

// scrollTo scrolls to an offset, held within the content.
func (l *List) scrollTo(y float32) {
	y = max(0, min(y, l.totalHeight()-l.scroll.Size().Height))
	if y != l.scroll.Offset.Y {
		l.scroll.ScrollToOffset(fyne.NewPos(0, y))
	}
}

// listBody is the content of the scroller: it keeps a pool of cells and headings, and gives them to
// the rows in view.
type listBody struct {
	widget.BaseWidget
	list     *List
	cells    map[int]*listCell // by row
	free     []*listCell
	headings []*Text
	objects  []fyne.CanvasObject
}

func newListBody(l *List) *listBody {
	b := &listBody{list: l, cells: map[int]*listCell{}}
	b.ExtendBaseWidget(b)
	return b
}

// top is the key and place of the first row in view, before the data change.
func (b *listBody) top() (key string, y float32) {
	first := -1
	for i := range b.cells {
		if first < 0 || i < first {
			first = i
		}
	}
	if first < 0 {
		return "", 0
	}
	return b.cells[first].key, b.cells[first].Position().Y
}

// arrange gives the rows in view their cells. With refill the rows that had one are shown again too.
func (b *listBody) arrange(refill bool) {
	l := b.list
	view := l.scroll.Size()
	if view.Height <= 0 {
		return
	}
	from := l.rowAt(l.scroll.Offset.Y)
	to := min(l.count, l.rowAt(l.scroll.Offset.Y+view.Height)+1)
	for i, cell := range b.cells {
		if i < from || i >= to {
			delete(b.cells, i)
			b.free = append(b.free, cell)
		}
	}
	b.objects = b.objects[:0]
	for i := from; i < to; i++ {
		cell, had := b.cells[i]
		if !had {
			cell = b.take()
			b.cells[i] = cell
		}
		cell.Move(fyne.NewPos(0, l.rowY(i)))
		cell.Resize(fyne.NewSize(view.Width, l.options.Height()))
		if refill || !had {
			cell.show(i)
		}
		b.objects = append(b.objects, cell)
	}
	b.arrangeHeadings(from, to, view.Width)
	canvas.Refresh(b)
}

func (b *listBody) take() *listCell {
	if n := len(b.free); n > 0 {
		cell := b.free[n-1]
		b.free = b.free[:n-1]
		return cell
	}
	return newListCell(b.list)
}

// arrangeHeadings places the headings of the sections that start in view.
func (b *listBody) arrangeHeadings(from, to int, width float32) {
	sections := b.list.sections
	n := 0
	for s := sort.Search(len(sections), func(s int) bool { return sections[s].Start >= from }); s < len(sections) && sections[s].Start < to; s++ {
		if n == len(b.headings) {
			b.headings = append(b.headings, NewText("", Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true}))
		}
		h := b.headings[n]
		h.Set(sections[s].Title)
		height := look.LineHeight(theme.SizeNameCaptionText)
		h.Move(fyne.NewPos(look.L, b.list.rowY(sections[s].Start)-headingBelow-height))
		h.Resize(fyne.NewSize(width-2*look.L, height))
		b.objects = append(b.objects, h)
		n++
	}
}

// MinSize is the height of all rows, in view or not.
func (b *listBody) MinSize() fyne.Size { return fyne.NewSize(0, b.list.totalHeight()) }

// CreateRenderer is part of fyne.Widget.
func (b *listBody) CreateRenderer() fyne.WidgetRenderer { return &listBodyRenderer{b} }

type listBodyRenderer struct{ body *listBody }

func (r *listBodyRenderer) Layout(fyne.Size)             { r.body.arrange(false) }
func (r *listBodyRenderer) MinSize() fyne.Size           { return r.body.MinSize() }
func (r *listBodyRenderer) Refresh()                     { canvas.Refresh(r.body) }
func (r *listBodyRenderer) Objects() []fyne.CanvasObject { return r.body.objects }
func (r *listBodyRenderer) Destroy()                     {}

// listCell is one row's place: the mark behind it, and the pointer's events on it.
type listCell struct {
	widget.BaseWidget
	list    *List
	row     fyne.CanvasObject
	mark    *canvas.Rectangle
	index   int
	key     string
	hovered bool
}

func newListCell(l *List) *listCell {
	c := &listCell{list: l, row: l.options.NewRow(), mark: canvas.NewRectangle(nil)}
	c.mark.CornerRadius = look.Radius
	c.ExtendBaseWidget(c)
	return c
}

func (c *listCell) show(i int) {
	c.index, c.key = i, c.list.options.Key(i)
	c.list.options.Fill(i, c.row)
	c.paint()
}

func (c *listCell) paint() {
	c.mark.Hidden, c.mark.StrokeWidth = false, 0
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
}

// MouseDown is part of desktop.Mouseable.
func (c *listCell) MouseDown(ev *desktop.MouseEvent) { c.list.clicked(c.index, ev) }

// MouseUp is part of desktop.Mouseable.
func (c *listCell) MouseUp(*desktop.MouseEvent) {}

// MouseIn is part of desktop.Hoverable.
func (c *listCell) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.paint() }

// MouseMoved is part of desktop.Hoverable.
func (c *listCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (c *listCell) MouseOut() { c.hovered = false; c.paint() }

// CreateRenderer is part of fyne.Widget.
func (c *listCell) CreateRenderer() fyne.WidgetRenderer { return &listCellRenderer{c} }

type listCellRenderer struct{ cell *listCell }

func (r *listCellRenderer) Layout(size fyne.Size) {
	inset := fyne.NewPos(look.S, 1)
	inner := size.SubtractWidthHeight(2*look.S, 2)
	r.cell.mark.Move(inset)
	r.cell.mark.Resize(inner)
	r.cell.row.Move(inset)
	r.cell.row.Resize(inner)
}

func (r *listCellRenderer) MinSize() fyne.Size { return r.cell.row.MinSize() }

func (r *listCellRenderer) Refresh() {
	r.cell.paint()
	r.cell.row.Refresh()
}

func (r *listCellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.cell.mark, r.cell.row}
}
func (r *listCellRenderer) Destroy() {}
