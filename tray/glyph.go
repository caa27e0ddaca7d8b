package tray

import "istratray/assets/icons/shape"

// glyph draws a digit with round pen strokes. Its outline is height tall and as wide as glyphWidth
// says, with the upper left corner at at.
func glyph(r rune, at shape.Point, height, pen float64) shape.Shape {
	h := height - pen // of the pen's way
	g := pencil{at: at.Add(shape.Point{X: pen / 2, Y: pen / 2}), w: h / 2, h: h, pen: pen}
	switch r {
	case '1':
		return shape.Union{g.line(0, 0.26, 0.6, 0), g.line(0.6, 0, 0.6, 1)}
	case '2':
		return shape.Union{g.arc(0.25, 185, 215), g.line(0.88, 0.41, 0, 1), g.line(0, 1, 1, 1)}
	case '3':
		return shape.Union{g.arc(0.25, 200, 250), g.arc(0.75, 270, 250)}
	case '4':
		return shape.Union{g.line(0.72, 0, 0, 0.7), g.line(0, 0.7, 1.1, 0.7), g.line(0.72, 0, 0.72, 1)}
	case '5':
		return shape.Union{g.line(0.95, 0, 0.1, 0), g.line(0.1, 0, 0.06, 0.55), g.arc(0.72, 215, 305)}
	case '6':
		return shape.Union{g.arc(0.75, 0, 360), g.line(0, 0.75, 0, 0.27), g.arc(0.25, 180, 140)}
	case '7':
		return shape.Union{g.line(0, 0, 1, 0), g.line(1, 0, 0.35, 1)}
	case '8':
		return shape.Union{g.arc(0.25, 0, 360), g.arc(0.75, 0, 360)}
	case '9':
		return shape.Union{g.arc(0.25, 0, 360), g.line(1, 0.25, 1, 0.73), g.arc(0.75, 0, 140)}
	}
	return shape.Union{}
}

// pencil draws within a box whose corners are the middle of the pen.
type pencil struct {
	at        shape.Point
	w, h, pen float64
}

func (g pencil) point(x, y float64) shape.Point {
	return g.at.Add(shape.Point{X: x * g.w, Y: y * g.h})
}

func (g pencil) line(x1, y1, x2, y2 float64) shape.Shape {
	return shape.Line{From: g.point(x1, y1), To: g.point(x2, y2), Width: g.pen}
}

// arc is a part of the circle, as wide as the glyph, around the middle at height y.
func (g pencil) arc(y, start, span float64) shape.Shape {
	return shape.Arc{Center: g.point(0.5, y), Radius: g.w / 2, Start: start, Span: span, Width: g.pen}
}
