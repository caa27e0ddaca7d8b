package parts

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// The mark of what has the keyboard, the same around everything.
const (
	ringWidth = 2
	ringGap   = 2 // around what it marks
)

// chosenWidth is the edge of what is chosen among things that have an edge of 1, and barWidth that of the bar at the
// left of what is chosen where there are none: nobody has to tell their colours apart.
const (
	chosenWidth = 2.5
	barWidth    = 3
)

// placeBar puts the bar of something chosen at its left edge.
func placeBar(bar *canvas.Rectangle, at fyne.Position, height float32) {
	bar.FillColor, bar.CornerRadius = look.Colour(look.Accent), barWidth/2.0
	bar.Move(at.AddXY(0, height/4))
	bar.Resize(fyne.NewSize(barWidth, height/2))
}

func newRing() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

// showRing gives a ring its colour as that is now.
func showRing(ring *canvas.Rectangle, focused bool) {
	ring.FillColor, ring.StrokeColor = color.Transparent, look.Colour(look.Accent)
	ring.StrokeWidth, ring.Hidden = ringWidth, !focused
}

// placeRing puts a ring around something with such corners.
func placeRing(ring *canvas.Rectangle, at fyne.Position, size fyne.Size, radius float32) {
	ring.Move(at.SubtractXY(ringGap, ringGap))
	ring.Resize(size.AddWidthHeight(2*ringGap, 2*ringGap))
	ring.CornerRadius = radius + ringGap
}

// ringed has a widget of Fyne's marked as all others are while it has the keyboard.
type ringed struct {
	fyne.WidgetRenderer
	ring    *canvas.Rectangle
	radius  float32
	focused func() bool
}

func newRinged(inner fyne.WidgetRenderer, radius float32, focused func() bool) *ringed {
	r := &ringed{WidgetRenderer: inner, ring: newRing(), radius: radius, focused: focused}
	r.mark()
	return r
}

// mark shows who has the keyboard. An edge that Fyne draws in the colour of the ring stays as it is without.
func (r *ringed) mark() {
	showRing(r.ring, r.focused())
	if r.ring.Hidden {
		return
	}
	for _, o := range r.WidgetRenderer.Objects() {
		if edge, ok := o.(*canvas.Rectangle); ok && edge.StrokeWidth > 0 {
			edge.StrokeColor = look.Colour(theme.ColorNameInputBorder)
			edge.Refresh()
		}
	}
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	placeRing(r.ring, fyne.Position{}, size, r.radius)
}

func (r *ringed) Refresh() {
	r.WidgetRenderer.Refresh()
	r.mark()
	r.ring.Refresh()
}

func (r *ringed) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.ring)
}
