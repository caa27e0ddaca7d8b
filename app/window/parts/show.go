package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/look"
)

// Show shows an object or hides it.
func Show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible == o.Visible():
	case visible:
		o.Show()
	default:
		o.Hide()
	}
}

// colour fills a rectangle. One that has the colour already is not drawn again.
func colour(r *canvas.Rectangle, name fyne.ThemeColorName) {
	if c := look.Colour(name); r.FillColor != c {
		r.FillColor = c
		r.Refresh()
	}
}

// Arrange lays out what is in an object, from the outside in, drawing nothing that stays where it is. Fyne does so for
// what asks for another size, but forgets one of two neighbours that change at once: a gap remains.
func Arrange(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		for _, inner := range o.Objects {
			Arrange(inner)
		}
	case *container.Scroll:
		size := o.Size()
		o.Content.Resize(fyne.NewSize(size.Width, max(size.Height, o.Content.MinSize().Height)))
		Arrange(o.Content)
		if most := o.Content.Size().Height - size.Height; o.Offset.Y > most {
			o.ScrollToOffset(fyne.NewPos(0, most))
		}
	case *List:
		o.follow() // what is above it may have another height
	}
}
