package tray

import (
	"math"

	"istratray/assets/icons/shape"
)

// ruler measures in whole pixels: edges that fall between two pixels are what makes a small drawing
// look blurred.
type ruler struct{ unit float64 } // units a pixel

func newRuler(size int) ruler { return ruler{extent / float64(size)} }

// px is n pixels in units.
func (r ruler) px(n float64) float64 { return n * r.unit }

// near is a length of about v units in whole pixels, odd or even as like is, so that one can be
// centered on the other.
func (r ruler) near(v, like float64) float64 {
	n := math.Round(v / r.unit)
	if int(n)%2 != int(like)%2 {
		if v/r.unit > n {
			n++
		} else {
			n--
		}
	}
	return n
}

// badge is a number on a disc in the upper right corner, "9+" on a longer one. Nothing for 0.
func badge(n int, r ruler, ground, ink shape.Paint) []shape.Layer {
	if n <= 0 {
		return nil
	}
	high := math.Round(13 / r.unit) // pixels, as all lengths here
	if r.unit > 0.8 {
		high = math.Round(14.4 / r.unit) // few pixels: the number counts more than the handset
	}
	tall := r.near(0.66*r.px(high), high)
	wide := r.near(0.6*r.px(tall), high)
	pen := max(1.25, math.Round(tall*0.4)/2)
	long, figures := high, wide
	if n >= most {
		long, figures = high+wide-1, 2*wide
	}
	disc := shape.Box{
		Center: shape.Point{X: extent - r.px(long/2), Y: r.px(high / 2)},
		Width:  r.px(long), Height: r.px(high), Corner: r.px(high / 2),
	}
	g := pencil{unit: r.unit, pen: r.px(pen), w: r.px(wide - pen), h: r.px(tall - pen)}
	g.at = shape.Point{X: extent - r.px((long+figures-pen)/2), Y: r.px((high - tall + pen) / 2)}
	l := append(apart(disc, ground), shape.Layer{Shape: g.digit(min(n, most-1)), Paint: ink})
	if n >= most {
		g.at.X += r.px(wide)
		l = append(l, shape.Layer{Shape: g.plus(), Paint: ink})
	}
	return l
}

// alert is a warning triangle in the upper right corner.
func alert(r ruler, p palette) []shape.Layer {
	const round = 1.8
	triangle := shape.Grown{By: round, Shape: shape.Polygon{
		{X: 16.3, Y: round}, {X: extent - round, Y: 13.4 - round}, {X: 8.6 + round, Y: 13.4 - round},
	}}
	width := max(2, r.px(1.5))
	stem := shape.Line{From: shape.Point{X: 16.3, Y: 4.3}, To: shape.Point{X: 16.3, Y: 7}, Width: width}
	point := shape.Circle{Center: shape.Point{X: 16.3, Y: 10.4}, Radius: width * 0.6}
	return append(apart(triangle, p.alert), shape.Layer{Shape: shape.Union{stem, point}, Paint: p.mark})
}
