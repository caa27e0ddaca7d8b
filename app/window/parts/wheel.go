package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a field and has its page scroll: Fyne's entries take the wheel even where they have nothing to
// scroll, and a page would stop at each of them. Those who don't see it have no use for it.
type wheel struct{ widget.BaseWidget }

// Wheeled is a field, a *Entry or what is made of one, over which the wheel scrolls the page.
func Wheeled(field fyne.CanvasObject) fyne.CanvasObject { return container.NewStack(field, newWheel()) }

func newWheel() *wheel {
	w := &wheel{}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is part of fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil || c.Content() == nil {
		return
	}
	if s, _ := scrollerOf(c.Content(), w); s != nil {
		s.Scrolled(ev)
	}
}

// CreateRenderer is part of fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// scrollerOf looks for an object below another, and is the innermost scroller that it is in; nil: none.
func scrollerOf(in, o fyne.CanvasObject) (s *container.Scroll, found bool) {
	if in == o {
		return nil, true
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if s, found = scrollerOf(child, o); found {
				return s, true
			}
		}
	case *container.Scroll:
		if s, found = scrollerOf(in.Content, o); found && s == nil {
			s = in
		}
	}
	return s, found
}
