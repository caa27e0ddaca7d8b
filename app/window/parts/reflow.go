package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/look"
)

// Centred centres an object both ways, and gives it the width there is, up to a limit.
func Centred(o fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(centred(width), o)
}

type centred float32

func (w centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize()
}

func (w centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	width := max(min(float32(w), size.Width), o.MinSize().Width)
	var height float32
	for range 2 { // texts that wrap are higher only then
		height = o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
	}
	o.Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)/2)))
}

// Beside puts an object at the right of another one, or below it where that leaves too little room for the first: room
// is in points, for text of the usual size.
func Beside(gap, room float32, o, right fyne.CanvasObject) *fyne.Container {
	return BesideOf(gap, func() float32 { return room * look.Scale() }, o, right)
}

// BesideOf is Beside with a room that is asked for at each layout.
func BesideOf(gap float32, room func() float32, o, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap: gap, room: room}, o, right)
}

type beside struct {
	gap   float32
	room  func() float32
	width float32 // of the last layout: how high it is depends on it
}

// aside is the size of what stands at the right, with the gap before it: none while it is hidden.
func (b *beside) aside(o fyne.CanvasObject) (size fyne.Size, gap float32) {
	if !o.Visible() {
		return fyne.Size{}, 0
	}
	return o.MinSize(), b.gap
}

func (b *beside) fits(right fyne.Size, width float32) bool {
	return right.IsZero() || width >= b.room()+b.gap+right.Width
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left := objects[0].MinSize()
	right, gap := b.aside(objects[1])
	size := fyne.NewSize(max(left.Width, min(right.Width, longestWord)), left.Height+gap+right.Height)
	if b.width == 0 || b.fits(right, b.width) {
		size.Height = max(left.Height, right.Height)
	}
	return size
}

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	first := objects[0]
	right, gap := b.aside(objects[1])
	if !b.fits(right, size.Width) {
		first.Resize(fyne.NewSize(size.Width, first.MinSize().Height))
		left := first.MinSize().Height
		first.Move(fyne.Position{})
		first.Resize(fyne.NewSize(size.Width, left))
		objects[1].Move(fyne.NewPos(0, left+gap))
		for range 2 { // what breaks its line is higher only then
			objects[1].Resize(fyne.NewSize(min(right.Width, size.Width), objects[1].MinSize().Height))
		}
		return
	}
	width := size.Width - right.Width - gap
	first.Resize(fyne.NewSize(width, first.MinSize().Height))
	left := first.MinSize().Height
	first.Move(fyne.NewPos(0, max(0, (size.Height-left)/2)))
	first.Resize(fyne.NewSize(width, left))
	objects[1].Move(fyne.NewPos(size.Width-right.Width, max(0, (size.Height-right.Height)/2)))
	objects[1].Resize(right)
}

// Equal puts objects side by side, all as wide, or below each other where the widest one does not fit.
func Equal(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&equal{gap: gap}, objects...)
}

type equal struct {
	gap   float32
	width float32 // of the last layout
}

func (e *equal) MinSize(objects []fyne.CanvasObject) fyne.Size {
	one := largest(objects)
	least := min(one.Width, longestWord) // a wider label is cut
	if e.columns(one, objects) == 1 {
		return fyne.NewSize(least, float32(len(objects))*(one.Height+e.gap)-e.gap)
	}
	return fyne.NewSize(least, one.Height)
}

// columns is how many objects are side by side.
func (e *equal) columns(one fyne.Size, objects []fyne.CanvasObject) int {
	n := float32(len(objects))
	if e.width > 0 && e.width < n*(one.Width+e.gap)-e.gap {
		return 1
	}
	return len(objects)
}

func (e *equal) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	e.width = size.Width
	one := largest(objects)
	step := fyne.NewPos(0, one.Height+e.gap)
	one.Width = size.Width
	if n := float32(e.columns(largest(objects), objects)); n > 1 {
		one.Width = (size.Width - (n-1)*e.gap) / n
		step = fyne.NewPos(one.Width+e.gap, 0)
	}
	at := fyne.Position{}
	for _, o := range objects {
		o.Move(at)
		o.Resize(one)
		at = at.Add(step)
	}
}

// largest is a size that each of the objects fits into.
func largest(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
