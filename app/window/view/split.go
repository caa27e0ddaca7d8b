package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/parts"
)

// The list's share of the width, and its bounds.
const (
	listShare = 0.44
	listMin   = 320
	listMax   = 460
)

// newSplit puts a list beside what is chosen in it, with a hairline between.
func newSplit(list, pane fyne.CanvasObject) fyne.CanvasObject {
	return container.New(split{}, list, parts.NewLine(), pane)
}

type split struct{}

func (split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(a.Width, listMin)+1+b.Width, max(a.Height, b.Height))
}

func (split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(max(size.Width*listShare, listMin), listMax)
	left = max(min(left, size.Width-1-objects[2].MinSize().Width), listMin)
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
	objects[2].Move(fyne.NewPos(left+1, 0))
	objects[2].Resize(fyne.NewSize(max(size.Width-left-1, 0), size.Height))
}

// dock gives its first object the room it asks for, at the left or at the top, and the second one the
// rest. There is no seam between them.
type dock struct{ top bool }

func (d dock) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := d.first(objects), objects[1].MinSize()
	if d.top {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

// first is the room for the first object: none while it is hidden.
func (d dock) first(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return objects[0].MinSize()
}

func (d dock) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	edge := d.first(objects)
	rest := fyne.NewPos(edge.Width, 0)
	if d.top {
		rest = fyne.NewPos(0, edge.Height)
		edge.Width = size.Width
	} else {
		edge.Height = size.Height
	}
	objects[0].Resize(edge)
	objects[1].Move(rest)
	objects[1].Resize(size.SubtractWidthHeight(rest.X, rest.Y))
}
