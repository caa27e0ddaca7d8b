package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flow puts objects side by side with a gap, and those that do not fit below. All are as high as the highest.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// Apart is a Flow whose last object stands at the right end.
func Apart(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, apart: true}, objects...)
}

// flowMin is the largest minimum width of a flow: wider objects are squeezed.
const flowMin = 160

// OneLine is a Flow that asks for a single line, and breaks it where there is less room.
func OneLine(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, line: true}, objects...)
}

// Yield has buttons of a Flow lose their labels, in that order, before a line of it breaks; their tips have them still.
// Where even that is too wide, all keep theirs.
func Yield(flowing *fyne.Container, buttons ...*Button) *fyne.Container {
	flowing.Layout.(*flow).yield = buttons
	return flowing
}

type flow struct {
	gap   float32
	yield []*Button // what gives way
	line  bool      // asks for the width of all
	apart bool      // the last one stands at the right end
	width float32   // of the last layout: how high the flow is depends on it
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	f.shorten(objects, f.width)
	var widest, all float32
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
			all += o.MinSize().Width + f.gap
		}
	}
	if f.line {
		all = max(0, all-f.gap)
		width := f.width
		if width == 0 {
			width = all
		}
		return fyne.NewSize(all, f.place(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
	}
	widest = min(widest, flowMin)
	return fyne.NewSize(widest, f.place(objects, max(f.width, widest),
		func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.shorten(objects, size.Width)
	f.place(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

// shorten takes as many labels away as one line of that width needs; 0 is not known yet.
func (f *flow) shorten(objects []fyne.CanvasObject, width float32) {
	if len(f.yield) == 0 || width <= 0 {
		return
	}
	before := make([]bool, len(f.yield))
	for i, b := range f.yield {
		before[i], b.short = b.short, false
	}
	for _, b := range f.yield {
		if f.inOneLine(objects) <= width {
			break
		}
		b.short = true
	}
	fits := f.inOneLine(objects) <= width
	for i, b := range f.yield {
		if b.short = b.short && fits; b.short != before[i] {
			b.Refresh()
		}
	}
}

// inOneLine is how wide all are in one line.
func (f *flow) inOneLine(objects []fyne.CanvasObject) float32 {
	all := -f.gap
	for _, o := range objects {
		if o.Visible() {
			all += o.MinSize().Width + f.gap
		}
	}
	return all
}

// place tells where each object goes within a width, and how high all of them are.
func (f *flow) place(objects []fyne.CanvasObject, width float32,
	put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, line, least float32
	for _, o := range objects {
		if o.Visible() {
			least = max(least, o.MinSize().Height)
		}
	}
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		s := fyne.NewSize(min(o.MinSize().Width, width), least)
		if b, ok := o.(*Button); ok && len(objects) == 1 {
			s.Width = min(max(b.wide(), s.Width), width) // it has the line to itself
		}
		if x > 0 && x+s.Width > width {
			x, y, line = 0, y+line+f.gap, 0
		}
		if f.apart && i == len(objects)-1 {
			x = width - s.Width
		}
		put(o, fyne.NewPos(x, y), s)
		x += s.Width + f.gap
		line = least
	}
	return y + line
}
