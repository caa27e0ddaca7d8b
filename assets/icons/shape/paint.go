package shape

import (
	"image"
	"image/color"
	"math"
)

// Layer is one shape and what it is painted with. Later layers lie over earlier ones.
type Layer struct {
	Shape Shape
	Paint Paint
}

// Paint is a color from top to bottom of a drawing; equal ends are an even color. The zero Paint
// cuts a hole into what lies under it.
type Paint struct{ Top, Bottom color.NRGBA }

// Even is a paint of one color.
func Even(c color.NRGBA) Paint { return Paint{c, c} }

// Draw paints layers on a square of pixels. The drawing's units run from 0 to extent over it.
func Draw(pixels int, extent float64, layers []Layer) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, pixels, pixels))
	unit := extent / float64(pixels)
	for _, l := range layers {
		for y := range pixels {
			l.row(img, y, unit)
		}
	}
	return img
}

// row paints one row of pixels. Where the edge is n pixels away, the next n pixels need no look.
func (l Layer) row(img *image.RGBA, y int, unit float64) {
	pixels := img.Rect.Dx()
	height := (float64(y) + 0.5) / float64(pixels)
	for x := 0; x < pixels; {
		p := Point{(float64(x) + 0.5) * unit, (float64(y) + 0.5) * unit}
		away := l.Shape.Distance(p) / unit
		cover := min(1, max(0, 0.5-away))
		for end := min(pixels, x+1+int(max(0, math.Abs(away)-0.5))); x < end; x++ {
			if cover > 0 {
				l.Paint.over(img, x, y, cover, height)
			}
		}
	}
}

// over puts paint on one pixel. img is premultiplied.
func (p Paint) over(img *image.RGBA, x, y int, cover, height float64) {
	at := img.Pix[img.PixOffset(x, y):][:4]
	if cover == 1 && p.Top == p.Bottom && (p.Top.A == 255 || p.Top.A == 0) {
		c := p.Top
		*(*[4]uint8)(at) = [4]uint8{c.R, c.G, c.B, c.A}
		return
	}
	if p == (Paint{}) {
		for i := range at {
			at[i] = round(float64(at[i]) * (1 - cover))
		}
		return
	}
	c := p.at(height)
	alpha := cover * float64(c.A) / 255
	for i, v := range [4]uint8{c.R, c.G, c.B, 255} {
		at[i] = round(float64(v)*alpha + float64(at[i])*(1-alpha))
	}
}

// at is the color at a part of the drawing's height.
func (p Paint) at(height float64) color.NRGBA {
	m := func(a, b uint8) uint8 { return round(float64(a) + (float64(b)-float64(a))*height) }
	return color.NRGBA{m(p.Top.R, p.Bottom.R), m(p.Top.G, p.Bottom.G), m(p.Top.B, p.Bottom.B), m(p.Top.A, p.Bottom.A)}
}

func round(v float64) uint8 { return uint8(min(255, max(0, v)) + 0.5) }
