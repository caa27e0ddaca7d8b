package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Lamp is a small disc that tells a state by its colour, always beside a text that says it.
type Lamp struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
}

// NewLamp makes a grey lamp.
func NewLamp() *Lamp {
	l := &Lamp{colour: look.Muted}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes the colour.
func (l *Lamp) Set(colour fyne.ThemeColorName) {
	if colour != l.colour {
		l.colour = colour
		l.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (l *Lamp) CreateRenderer() fyne.WidgetRenderer {
	r := &lampRenderer{lamp: l, disc: canvas.NewCircle(nil)}
	r.Refresh()
	return r
}

type lampRenderer struct {
	lamp *Lamp
	disc *canvas.Circle
}

func (r *lampRenderer) MinSize() fyne.Size { return fyne.NewSize(8+look.XS+2, 8) }

func (r *lampRenderer) Layout(size fyne.Size) {
	r.disc.Resize(fyne.NewSquareSize(8))
	r.disc.Move(fyne.NewPos(0, (size.Height-8)/2))
}

func (r *lampRenderer) Refresh() {
	r.disc.FillColor = look.Colour(r.lamp.colour)
	r.disc.Refresh()
}

func (r *lampRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.disc} }
func (r *lampRenderer) Destroy()                     {}
