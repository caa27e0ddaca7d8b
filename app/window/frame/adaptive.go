package frame

import (
	"fyne.io/fyne/v2"

	"istratray/app/window/look"
)

// shape is the layout of the frame for the width that it has.
type shape int

// The shapes, from the widest to the narrowest.
const (
	wide   shape = iota // navigation with names, list and pane
	medium              // navigation of icons, list and pane
	narrow              // list or pane, above a navigation of icons
)

// The widths from which a shape fits, with text of the usual size.
const (
	wideFrom   = 1100
	mediumFrom = 720
)

// lowBelow is the height from which the banner has as many lines as it needs, with text of the usual size.
const lowBelow = 360

// shapeFor is the shape for a width. With larger text the same width is worth less.
func shapeFor(width float32) shape {
	switch width /= look.Scale(); {
	case width >= wideFrom:
		return wide
	case width >= mediumFrom:
		return medium
	}
	return narrow
}

// leastFrame is the smallest frame. Everything in it is laid out for any size from this one on.
var leastFrame = fyne.NewSize(320, 300)

// adaptive lays the frame out: navigation, banner, page, player bar.
type adaptive struct{ frame *Frame }

// MinSize is part of fyne.Layout.
func (adaptive) MinSize([]fyne.CanvasObject) fyne.Size { return leastFrame }

// Layout is part of fyne.Layout.
func (a adaptive) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.frame.reshape(shapeFor(size.Width))
	nav, banner, page, bar := objects[0], objects[1], objects[2], objects[3]
	var at fyne.Position
	room := size
	if edge := nav.MinSize(); a.frame.desk.Narrow {
		room.Height -= edge.Height
		nav.Move(fyne.NewPos(0, room.Height))
		nav.Resize(fyne.NewSize(size.Width, edge.Height))
	} else {
		at.X, room.Width = edge.Width, size.Width-edge.Width
		nav.Move(fyne.Position{})
		nav.Resize(fyne.NewSize(edge.Width, size.Height))
	}
	a.frame.banner.shorten(size.Height < lowBelow*look.Scale())
	if height := strip(banner, room.Width); height > 0 {
		banner.Move(at)
		at.Y, room.Height = height, room.Height-height
	}
	if height := strip(bar, room.Width); height > 0 {
		room.Height -= height
		bar.Move(at.AddXY(0, room.Height))
	}
	room.Height -= a.frame.toastStrip()
	page.Move(at)
	page.Resize(room)
}

// strip gives an object the whole width and the height that it then needs, and returns that height: 0 while it is
// hidden.
func strip(o fyne.CanvasObject, width float32) float32 {
	if !o.Visible() {
		return 0
	}
	for range 2 { // the height of wrapped texts is known only then
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.Size().Height
}

// reshape takes over the shape that the width allows.
func (f *Frame) reshape(s shape) {
	f.desk.Narrow = s == narrow
	f.sidebar.reshape(s)
	f.bar.render()
}
