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

// Len is p's distance from the origin.
func (p Point) Len() float64 { return math.Hypot(p.X, p.Y) }

// Polar is the point at a distance from the origin, in a direction given in degrees.
func Polar(length, degrees float64) Point {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return Point{length * c, length * s}
}

// Turn is p turned about the origin by an angle in degrees.
func (p Point) Turn(degrees float64) Point {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return Point{p.X*c - p.Y*s, p.X*s + p.Y*c}
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

// Arc is a stroke along a part of a circle, with round ends.
type Arc struct {
	Center      Point
	Radius      float64
	Start, Span float64 // degrees; Span up to 360
	Width       float64
}

func (a Arc) Distance(p Point) float64 {
	v := p.Sub(a.Center)
	angle := math.Atan2(v.Y, v.X)*180/math.Pi - a.Start
	if angle -= 360 * math.Floor(angle/360); angle <= a.Span {
		return math.Abs(v.Len()-a.Radius) - a.Width/2
	}
	from, to := a.ends()
	return min(p.Sub(from).Len(), p.Sub(to).Len()) - a.Width/2
}

func (a Arc) ends() (from, to Point) {
	return a.Center.Add(Polar(a.Radius, a.Start)), a.Center.Add(Polar(a.Radius, a.Start+a.Span))
}

// Box is a rectangle with round corners, turned about its center.
type Box struct {
	Center        Point
	Width, Height float64
	Corner        float64 // radius, at most half the shorter side
	Turn          float64 // degrees
}

func (b Box) Distance(p Point) float64 {
	v := p.Sub(b.Center)
	if b.Turn != 0 {
		v = v.Turn(-b.Turn)
	}
	x, y := math.Abs(v.X)-b.Width/2+b.Corner, math.Abs(v.Y)-b.Height/2+b.Corner
	return Point{max(x, 0), max(y, 0)}.Len() + min(0, max(x, y)) - b.Corner
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
