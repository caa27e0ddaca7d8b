package tray

import (
	"math"

	"istratray/assets/icons/shape"
)

// pencil draws figures with round strokes. Its box is measured along the middle of the pen.
type pencil struct {
	at        shape.Point // upper left corner
	w, h, pen float64
	unit      float64 // units a pixel
}

// digit draws 1 to 9.
func (g pencil) digit(n int) shape.Shape {
	const mid = 0.48 // of the height, where the bowls of 3, 5, 6 and 8 meet
	switch n {
	case 1:
		stem := math.Round(0.6*g.w/g.unit) * g.unit / g.w // between two pixels it would be grey
		return shape.Union{g.line(stem-0.55, 0.24, stem, 0), g.line(stem, 0, stem, 1)}
	case 2:
		return shape.Union{g.turn(0, 0.55, 190, 200), g.line(0.94, 0.42, 0, 1), g.line(0, 1, 1, 1)}
	case 3:
		return shape.Union{g.bowl(0, mid, 195, 90), g.bowl(mid, 1, 270, 165)}
	case 4:
		return shape.Union{g.line(0.74, 0, 0, 0.7), g.line(0, 0.7, 1.1, 0.7), g.line(0.74, 0, 0.74, 1)}
	case 5:
		return shape.Union{g.line(0.95, 0, 0.08, 0), g.line(0.08, 0, 0.04, 0.5), g.bowl(0.4, 1, 215, 160)}
	case 6:
		return shape.Union{g.ring(mid-0.06, 1), g.line(0, 0.7, 0, 0.3), g.turn(0, 1, 180, 140)}
	case 7:
		return shape.Union{g.line(0, 0, 1, 0), g.line(1, 0, 0.35, 1)}
	case 8:
		return shape.Union{g.ring(0, mid), g.ring(mid, 1)}
	case 9:
		return shape.Union{g.ring(0, 1-mid+0.06), g.line(1, 0.3, 1, 0.7), g.foot(0, 1, 0, 140)}
	}
	return shape.Union{}
}

// plus draws a plus sign, as high as it is wide.
func (g pencil) plus() shape.Shape {
	half := 0.45 * g.w
	c := g.point(0.62, 0.5)
	thin := 0.85 * g.pen
	return shape.Union{
		shape.Line{From: c.Add(shape.Point{X: -half}), To: c.Add(shape.Point{X: half}), Width: thin},
		shape.Line{From: c.Add(shape.Point{Y: -half}), To: c.Add(shape.Point{Y: half}), Width: thin},
	}
}

// point is at a part of width and height.
func (g pencil) point(x, y float64) shape.Point {
	return g.at.Add(shape.Point{X: x * g.w, Y: y * g.h})
}

func (g pencil) line(x1, y1, x2, y2 float64) shape.Shape {
	return shape.Line{From: g.point(x1, y1), To: g.point(x2, y2), Width: g.pen}
}

// ring is a closed bowl between two heights.
func (g pencil) ring(top, bottom float64) shape.Shape {
	high := (bottom - top) * g.h
	return shape.Stroke{Width: g.pen, Shape: shape.Box{
		Center: g.point(0.5, (top+bottom)/2), Width: g.w, Height: high, Corner: min(g.w, high) / 2,
	}}
}

// bowl opens to the left: it comes from an angle over the top, goes down on the right and under the
// bottom to another angle.
func (g pencil) bowl(top, bottom, from, to float64) shape.Shape {
	return shape.Union{
		g.turn(top, bottom, from, 360-from),
		g.line(1, top+g.radius(top, bottom)/g.h, 1, bottom-g.radius(top, bottom)/g.h),
		g.foot(top, bottom, 0, to),
	}
}

// turn is an arc below the top of a bowl, foot one above its bottom.
func (g pencil) turn(top, bottom, start, span float64) shape.Shape {
	return g.arc(top*g.h+g.radius(top, bottom), g.radius(top, bottom), start, span)
}

func (g pencil) foot(top, bottom, start, span float64) shape.Shape {
	return g.arc(bottom*g.h-g.radius(top, bottom), g.radius(top, bottom), start, span)
}

func (g pencil) radius(top, bottom float64) float64 { return min(g.w, (bottom-top)*g.h) / 2 }

func (g pencil) arc(y, radius, start, span float64) shape.Shape {
	c := g.at.Add(shape.Point{X: g.w - radius, Y: y})
	return shape.NewArc(c, radius, start, span, g.pen)
}
