package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"istratray/app/window/look"
)

// The mark of what has the keyboard, the same around everything.
const (
	ringWidth = 2
	ringGap   = 2 // around what it marks
)

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
