package parts

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// listBody is what is seen of the list: it keeps a pool of cells and headings, and gives them to the rows in view.
type listBody struct {
	widget.BaseWidget
	list     *List
	cells    map[int]*listCell // by row
	free     []*listCell
	worn     fyne.Theme // what the free cells have, which are in no window
	headings []*Text
	sticky   *stickyHeading
	objects  []fyne.CanvasObject
}

func newListBody(l *List) *listBody {
	b := &listBody{list: l, cells: map[int]*listCell{}, sticky: newStickyHeading()}
	b.ExtendBaseWidget(b)
	return b
}

// top is the key and place in the list of the first row in view, before the data change.
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
	return b.cells[first].key, b.cells[first].y
}

// arrange gives the rows in view their cells. With refill the rows that had one are shown again too.
func (b *listBody) arrange(refill bool) {
	l := b.list
	view := l.clip.Size()
	if view.Height <= 0 {
		return
	}
	if now := fyne.CurrentApp().Settings().Theme(); now != b.worn {
		b.free, b.worn = nil, now
	}
	from := l.rowAt(l.offset)
	to := min(l.count, l.rowAt(l.offset+view.Height)+1)
	for i, cell := range b.cells {
		if i < from || i >= to {
			delete(b.cells, i)
			b.free = append(b.free, cell)
		}
	}
	before := slices.Clone(b.objects)
	b.objects = b.objects[:0]
	for i := from; i < to; i++ {
		cell, had := b.cells[i]
		if !had {
			cell = b.take()
			b.cells[i] = cell
		}
		cell.y = l.rowY(i)
		cell.Move(fyne.NewPos(0, cell.y-l.offset))
		cell.Resize(fyne.NewSize(view.Width, l.options.Height()))
		if refill || !had {
			cell.show(i)
		}
		b.objects = append(b.objects, cell)
	}
	b.arrangeHeadings(from, to, view.Width)
	l.bar.arrange()
	if refill || !slices.Equal(b.objects, before) { // what is elsewhere only is drawn again by itself
		canvas.Refresh(b)
	}
}

func (b *listBody) take() *listCell {
	if n := len(b.free); n > 0 {
		cell := b.free[n-1]
		b.free = b.free[:n-1]
		return cell
	}
	return newListCell(b.list)
}

// CreateRenderer is part of fyne.Widget.
func (b *listBody) CreateRenderer() fyne.WidgetRenderer { return &listBodyRenderer{b} }

type listBodyRenderer struct{ body *listBody }

func (r *listBodyRenderer) Layout(fyne.Size)             { r.body.arrange(false) }
func (r *listBodyRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *listBodyRenderer) Refresh()                     { canvas.Refresh(r.body) }
func (r *listBodyRenderer) Objects() []fyne.CanvasObject { return r.body.objects }
func (r *listBodyRenderer) Destroy()                     {}
