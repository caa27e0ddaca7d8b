package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/look"
)

// focus gives an object the keyboard.
func focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o)
	}
}

// unfocus takes the keyboard from what has it in an object's window.
func unfocus(o fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Unfocus()
	}
}

// Reveal scrolls the containers of an object as little as needed to bring it, and what is near it, into view.
func Reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || c.Content() == nil {
		return
	}
	reveal(c.Content(), o)
}

// reveal looks for an object below another, and scrolls what lies between. It returns where the object
// is in the other one.
func reveal(in, o fyne.CanvasObject) (at fyne.Position, found bool) {
	if in == o {
		return fyne.Position{}, true
	}
	if !in.Visible() {
		return at, false
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if at, found = reveal(child, o); found {
				return at.Add(child.Position()), true
			}
		}
	case *container.Scroll:
		if at, found = reveal(in.Content, o); found {
			scrollTo(in, at, o.Size())
			return at.Subtract(in.Offset), true
		}
	}
	return at, false
}

// scrollTo brings a part of a scroller's content into view.
func scrollTo(s *container.Scroll, at fyne.Position, size fyne.Size) {
	const room = 2 * look.XL
	top, bottom := at.Y-room, at.Y+size.Height+room
	y, view := s.Offset.Y, s.Size().Height
	switch {
	case view <= 0:
		return
	case top < y || bottom-top > view:
		y = top
	case bottom > y+view:
		y = bottom - view
	}
	y = max(0, min(y, s.Content.MinSize().Height-view))
	if y != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, y))
	}
}
