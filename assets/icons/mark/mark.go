// Package mark is what the program is recognized by: the handset of its tray icon, and the
// application icon around it.
package mark

import (
	"image/color"

	"istratray/assets/icons/shape"
)

// Extent is the size of all drawings here, in their units.
const Extent = 24

// Handset is a telephone receiver that opens to the upper right, where a badge finds its place.
var Handset = handset()

// handset bends a grip and melts two capsules onto its ends, all of them flush with one outer edge.
func handset() shape.Shape {
	const (
		radius, grip = 11.2, 4.2 // of the bow, and how thick it is
		outer        = radius + grip/2
		half         = 53 // degrees from the middle to a capsule
		fillet       = 2.2
	)
	center := shape.Point{X: 17.3, Y: 6.7}
	capsule := func(angle float64) shape.Shape {
		const long, across = 7.3, 5.6
		middle := center.Add(shape.Polar(outer-long/2+0.1, angle))
		return shape.Turn(shape.Box{Center: middle, Width: long, Height: across, Corner: 1.7}, middle, angle)
	}
	const middle = 135 // to the lower left
	bow := shape.NewArc(center, radius, middle-half+8, 2*half-16, grip)
	melted := shape.Melt{A: bow, B: capsule(middle - half), By: fillet}
	melted = shape.Melt{A: melted, B: capsule(middle + half), By: fillet}
	return shape.Within{A: melted, B: shape.Circle{Center: center, Radius: outer}}
}

// The program's colours.
var (
	sky   = color.NRGBA{0x35, 0xa4, 0xff, 0xff}
	deep  = color.NRGBA{0x0f, 0x56, 0xc9, 0xff}
	white = color.NRGBA{0xff, 0xff, 0xff, 0xff}
)

// App is the application icon: the handset on a tile.
func App() []shape.Layer {
	tile := shape.Box{Center: shape.Point{X: 12, Y: 12}, Width: 22.6, Height: 22.6, Corner: 5.6}
	phone := shape.Scaled{Shape: Handset, By: 0.78, Moved: shape.Point{X: 2.64, Y: 2.64}}
	return []shape.Layer{
		{Shape: tile, Paint: shape.Paint{Top: sky, Bottom: deep}},
		{Shape: phone, Paint: shape.Even(white)},
	}
}
