package tray

import (
	"image"
	"image/color"
	"math"

	"istratray/assets/icons/mark"
	"istratray/assets/icons/shape"
)

// form is what the drawing must be seen on.
type form uint8

const (
	onAny    form = iota // an unknown panel, light or dark
	onLight              // a light panel
	onDark               // a dark panel
	template             // macOS: only the transparency counts
)

// extent is the size of the drawing in its own units.
const extent = 24

// palette are the colors of one form.
type palette struct {
	phone, faint, news, old, warn, ink color.NRGBA
}

var palettes = map[form]palette{
	onAny: {
		phone: color.NRGBA{0x1e, 0x88, 0xe5, 255}, faint: color.NRGBA{0x80, 0x86, 0x8f, 255},
		news: color.NRGBA{0xe5, 0x2f, 0x3c, 255}, old: color.NRGBA{0x6d, 0x74, 0x7e, 255},
		warn: color.NRGBA{0xf2, 0x9d, 0x0c, 255}, ink: color.NRGBA{255, 255, 255, 255},
	},
}

func drawIcon(ic icon, size int, f form) *image.RGBA {
	return shape.Draw(size, extent, layers(ic, size, f))
}

func layers(ic icon, size int, f form) []shape.Layer {
	p := palettes[f]
	phone := p.phone
	if ic.face != calm {
		phone = p.faint
	}
	l := []shape.Layer{{Shape: mark.Handset, Paint: shape.Even(phone)}}
	if ic.badge > 0 {
		b := shape.Circle{Center: shape.Point{X: 16.8, Y: 7.2}, Radius: 7.2}
		u := float64(extent) / float64(size)
		snap := func(v float64) float64 { return math.Round(v/u) * u }
		h := snap(9.0)
		pen := max(1.9, 1.25*u)
		w := (h-pen)/2 + pen
		o := shape.Point{X: snap(b.Center.X - w/2), Y: snap(b.Center.Y - h/2)}
		l = append(l, shape.Layer{Shape: shape.Grown{Shape: b, By: 1.3}}, shape.Layer{Shape: b, Paint: shape.Even(p.news)},
			shape.Layer{Shape: glyph(rune('0'+min(9, ic.badge)), o, h, pen), Paint: shape.Even(p.ink)})
	}
	return l
}
