package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/parts"
)

// The list scrolls below its head as long as it has room for some rows there, or a share of the height where that is
// more. With less, both scroll as one.
const (
	leastRows = 2.5
	headShare = 0.35
)

// column stacks what is above a list, the list, and what is below it.
type column struct {
	head   fyne.CanvasObject
	body   *fyne.Container // the list, or what there is instead
	list   *parts.List
	scroll *container.Scroll
	below  fyne.CanvasObject
}

func newColumn(head fyne.CanvasObject, body *fyne.Container, list *parts.List,
	below fyne.CanvasObject) *fyne.Container {
	c := &column{head: head, body: body, list: list, below: below}
	c.scroll = container.NewVScroll(parts.Followed(container.New(under{}, head, body), list))
	return container.New(c, c.scroll, below)
}

// under puts the second object below the first, down to the bottom.
type under struct{}

// MinSize is part of fyne.Layout.
func (under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(first.Width, second.Width), first.Height+second.Height)
}

// Layout is part of fyne.Layout.
func (under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var height float32
	for range 2 { // what breaks its line is higher only then
		height = objects[0].MinSize().Height
		objects[0].Resize(fyne.NewSize(size.Width, height))
	}
	objects[1].Move(fyne.NewPos(0, height))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-height)))
}

// MinSize is part of fyne.Layout.
func (c *column) MinSize([]fyne.CanvasObject) fyne.Size {
	head, body := c.head.MinSize(), c.body.MinSize()
	return fyne.NewSize(max(head.Width, body.Width), head.Height)
}

// Layout is part of fyne.Layout.
func (c *column) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	room := size.Height
	if c.below.Visible() {
		for range 2 { // what breaks its line is higher only then
			c.below.Resize(fyne.NewSize(size.Width, c.below.MinSize().Height))
		}
		room -= c.below.Size().Height
		c.below.Move(fyne.NewPos(0, room))
	}
	for range 2 {
		c.head.Resize(fyne.NewSize(size.Width, c.head.MinSize().Height))
	}
	outer := c.scroll
	if most := max(room-leastRows*parts.RowHeight(), headShare*room); c.head.MinSize().Height <= most {
		outer = nil
	}
	c.list.Within(outer)
	c.scroll.Resize(fyne.NewSize(size.Width, room))
	parts.Arrange(c.scroll)
}
