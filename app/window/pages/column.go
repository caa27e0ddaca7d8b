package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/parts"
)

// The list keeps room for some rows, or a share of the height where that is more; what is above it then scrolls.
const (
	leastRows = 2.5
	headShare = 0.35
)

// newColumn stacks what is above a list, the list, and what is below it.
func newColumn(head, list, below fyne.CanvasObject) *fyne.Container {
	top := container.NewVScroll(head)
	return container.New(column{}, container.New(whole{top}, top), list, below)
}

// whole is the layout of a scroller that asks for the room that its content needs.
type whole struct{ scroll *container.Scroll }

// MinSize is part of fyne.Layout.
func (w whole) MinSize([]fyne.CanvasObject) fyne.Size { return w.scroll.Content.MinSize() }

// Layout is part of fyne.Layout.
func (w whole) Layout(_ []fyne.CanvasObject, size fyne.Size) { w.scroll.Resize(size) }

type column struct{}

// MinSize is part of fyne.Layout.
func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
		}
	}
	return size
}

// Layout is part of fyne.Layout.
func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, list, below := objects[0], objects[1], objects[2]
	room := size.Height
	if below.Visible() {
		for range 2 { // the height of wrapped texts is known only then
			below.Resize(fyne.NewSize(size.Width, below.MinSize().Height))
		}
		room -= below.Size().Height
		below.Move(fyne.NewPos(0, room))
	}
	most := max(room-leastRows*parts.RowHeight(), headShare*room)
	var height float32
	for range 2 {
		height = min(head.MinSize().Height, most)
		head.Resize(fyne.NewSize(size.Width, height))
	}
	list.Move(fyne.NewPos(0, height))
	list.Resize(fyne.NewSize(size.Width, room-height))
}
