package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// VBox stacks objects with a gap between them.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// HBox puts objects side by side with a gap between them.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), objects...)
}

// Pad puts space around an object: above, below, left, right.
func Pad(o fyne.CanvasObject, top, bottom, left, right float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Middle centres an object vertically and gives it all the width.
func Middle(o fyne.CanvasObject) *fyne.Container {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

// FixedWidth gives an object exactly the width that a function says, as the theme is now.
func FixedWidth(o fyne.CanvasObject, width func() float32) *fyne.Container {
	return container.New(fixedWidth(width), o)
}

type fixedWidth func() float32

func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(w(), objects[0].MinSize().Height)
}

func (w fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(min(w(), size.Width), size.Height))
}

// AtMost centres an object horizontally and gives it the width there is, up to a limit.
func AtMost(o fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(atMost(width), o)
}

type atMost float32

func (w atMost) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (w atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(min(float32(w), size.Width), objects[0].MinSize().Width)
	objects[0].Move(fyne.NewPos((size.Width-width)/2, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
}

// Border puts objects at the edges and one into the rest; nil for none. Unlike Fyne's, it keeps them
// in reading order, which is the order in which Tab goes.
func Border(top, bottom, left, right, rest fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewBorderLayout(top, bottom, left, right))
	for _, o := range []fyne.CanvasObject{top, left, rest, right, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}
