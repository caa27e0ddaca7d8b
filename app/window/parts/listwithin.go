package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Within makes the list as high as its rows and leaves the scrolling to a scroller around it, which then moves the
// list and what is above it as one; still only the rows in view exist. With nil it scrolls by itself again. It
// reports whether that is a change.
func (l *List) Within(s *container.Scroll) (changed bool) {
	if l.outer == s {
		return false
	}
	l.outer = s
	if s != nil {
		s.OnScrolled = func(fyne.Position) { l.follow() }
	}
	l.offset = 0
	l.Refresh()
	return true
}

// Followed has a list show what is in view after each layout of a container that moves it.
func Followed(c *fyne.Container, l *List) *fyne.Container {
	c.Layout = followed{layout: c.Layout, list: l}
	return c
}

type followed struct {
	layout fyne.Layout
	list   *List
}

// MinSize is part of fyne.Layout.
func (f followed) MinSize(objects []fyne.CanvasObject) fyne.Size { return f.layout.MinSize(objects) }

// Layout is part of fyne.Layout.
func (f followed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.layout.Layout(objects, size)
	f.list.follow()
}

// follow shows the rows that the scroller around the list has in view.
func (l *List) follow() {
	if l.outer == nil {
		return
	}
	at, height := l.view()
	size := l.Size()
	from := max(0, min(at, size.Height))
	to := max(from, min(at+height, size.Height))
	l.clip.Move(fyne.NewPos(0, from))
	l.clip.Resize(fyne.NewSize(size.Width, to-from))
	if l.offset != from {
		hideTip(l)
	}
	l.offset = from
	if from < l.options.Height() {
		l.sawNewest()
	}
	l.placeNews()
	l.body.arrange(false)
}

// view is which part of the list can be seen: from where, and how much.
func (l *List) view() (from, height float32) {
	if l.outer == nil {
		return l.offset, l.clip.Size().Height
	}
	at, _ := placeIn(l.outer.Content, l)
	return l.outer.Offset.Y - at.Y, l.outer.Size().Height
}

// scrollOuter moves the scroller around the list so that its view begins at y of the list.
func (l *List) scrollOuter(y float32) {
	at, _ := placeIn(l.outer.Content, l)
	most := l.outer.Content.MinSize().Height - l.outer.Size().Height
	l.outer.ScrollToOffset(fyne.NewPos(0, max(0, min(at.Y+y, most))))
	l.follow()
}

// placeIn looks for an object below another, through containers only, and is where it is in that.
func placeIn(in, o fyne.CanvasObject) (at fyne.Position, found bool) {
	if in == o {
		return fyne.Position{}, true
	}
	if c, ok := in.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if at, found = placeIn(child, o); found {
				return at.Add(child.Position()), true
			}
		}
	}
	return at, false
}
