// Package shape draws the program's icons: a few geometric shapes, painted sharply at any size or
// written as SVG.
//
// A shape knows its distance from any point, which gives exact antialiasing, exact unions and gaps of
// even width without any path arithmetic. All lengths are in the drawing's own units, y grows
// downwards and angles turn clockwise, as on the screen. Everything here is a value: drawing may be
// done by any goroutine.
package shape

import (
	"math"
)

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Add is p moved by q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub is p as seen from q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Len is p's distance from the origin. No drawing is large enough to need math.Hypot.
func (p Point) Len() float64 { return math.Sqrt(p.X*p.X + p.Y*p.Y) }

// Polar is the point at a distance from the origin, in a direction given in degrees.
func Polar(length, degrees float64) Point {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return Point{length * c, length * s}
}

// Shape is a region of the plane.
type Shape interface {
	// Distance is how far p is from the edge: negative inside.
	Distance(p Point) float64
}

// Circle is a disc.
type Circle struct {
	Center Point
	Radius float64
}

func (c Circle) Distance(p Point) float64 { return p.Sub(c.Center).Len() - c.Radius }

// Line is a straight stroke with round ends.
type Line struct {
	From, To Point
	Width    float64
}

func (l Line) Distance(p Point) float64 {
	d, v := l.To.Sub(l.From), p.Sub(l.From)
	t := 0.0
	if n := d.X*d.X + d.Y*d.Y; n > 0 {
		t = min(1, max(0, (v.X*d.X+v.Y*d.Y)/n))
	}
	return v.Sub(Point{d.X * t, d.Y * t}).Len() - l.Width/2
}

// Arc is a stroke along a part of a circle, with round ends. Make it with NewArc.
type Arc struct {
	center        Point
	radius, width float64
	from, to      Point
	middle        Point   // the direction of the arc's middle
	apart         float64 // the cosine of the angle between it and an end
}

// NewArc is an arc that begins in a direction and spans an angle, both in degrees; span up to 360.
func NewArc(center Point, radius, start, span, width float64) Arc {
	return Arc{center: center, radius: radius, width: width,
		from: center.Add(Polar(radius, start)), to: center.Add(Polar(radius, start+span)),
		middle: Polar(1, start+span/2), apart: math.Cos(span / 2 * math.Pi / 180)}
}

func (a Arc) Distance(p Point) float64 {
	v := p.Sub(a.center)
	away := v.Len()
	if v.X*a.middle.X+v.Y*a.middle.Y >= away*a.apart {
		return math.Abs(away-a.radius) - a.width/2
	}
	return min(p.Sub(a.from).Len(), p.Sub(a.to).Len()) - a.width/2
}

// Box is an upright rectangle with round corners.
type Box struct {
	Center        Point
	Width, Height float64
	Corner        float64 // radius, at most half the shorter side
}

func (b Box) Distance(p Point) float64 {
	v := p.Sub(b.Center)
	x, y := math.Abs(v.X)-b.Width/2+b.Corner, math.Abs(v.Y)-b.Height/2+b.Corner
	return Point{max(x, 0), max(y, 0)}.Len() + min(0, max(x, y)) - b.Corner
}

// Turned is a shape turned about a point. Make it with Turn.
type Turned struct {
	shape    Shape
	about    Point
	sin, cos float64
}

// Turn turns a shape about a point by an angle in degrees.
func Turn(s Shape, about Point, degrees float64) Turned {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Turned{s, about, sin, cos}
}

func (t Turned) Distance(p Point) float64 {
	v := p.Sub(t.about)
	return t.shape.Distance(t.about.Add(Point{v.X*t.cos + v.Y*t.sin, v.Y*t.cos - v.X*t.sin}))
}

// Union is everything that is in one of its shapes.
type Union []Shape

func (u Union) Distance(p Point) float64 {
	d := math.Inf(1)
	for _, s := range u {
		d = min(d, s.Distance(p))
	}
	return d
}

// Grown is a shape with its edge moved outwards, or inwards where By is negative.
type Grown struct {
	Shape
	By float64
}

func (g Grown) Distance(p Point) float64 { return g.Shape.Distance(p) - g.By }

// Melt is the union of two shapes with the corners between them filled, By units wide.
type Melt struct {
	A, B Shape
	By   float64
}

func (m Melt) Distance(p Point) float64 {
	a, b := m.A.Distance(p), m.B.Distance(p)
	h := max(m.By-math.Abs(a-b), 0) / m.By
	return min(a, b) - h*h*m.By/4
}

// Within is what two shapes have in common.
type Within struct{ A, B Shape }

func (w Within) Distance(p Point) float64 { return max(w.A.Distance(p), w.B.Distance(p)) }

// Scaled is a shape made larger or smaller around the origin, then moved.
type Scaled struct {
	Shape
	By    float64
	Moved Point
}

func (s Scaled) Distance(p Point) float64 {
	q := p.Sub(s.Moved)
	return s.Shape.Distance(Point{q.X / s.By, q.Y / s.By}) * s.By
}

// Stroke is a line of even width along a shape's edge.
type Stroke struct {
	Shape
	Width float64
}

func (s Stroke) Distance(p Point) float64 { return math.Abs(s.Shape.Distance(p)) - s.Width/2 }

// Polygon is the region inside a closed line through at least three points.
type Polygon []Point

func (g Polygon) Distance(p Point) float64 {
	d, inside := math.Inf(1), false
	for i, a := range g {
		b := g[(i+1)%len(g)]
		d = min(d, Line{From: a, To: b}.Distance(p))
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y) {
			inside = !inside
		}
	}
	if inside {
		return -d
	}
	return d
}
