package tray

import (
	"image"

	"istratray/assets/icons/mark"
	"istratray/assets/icons/shape"
)

// extent is the size of the drawing in its own units.
const extent = 24.0

// gap is the empty ring around what lies over the handset: it keeps both apart on any background.
const gap = 1.5

// edge is how wide the handset's is.
const edge = 0.9

// The handset fills the icon; the mark that it comes from has a margin.
var handset = shape.Scaled{Shape: mark.Handset, By: 1.2, Moved: shape.Point{X: -3.1, Y: -1.7}}

// drawIcon draws an icon of size × size pixels.
func drawIcon(ic icon, size int, f form) *image.RGBA {
	return shape.Draw(size, extent, layers(ic, newRuler(size), palettes[f]))
}

// layers put together what an icon consists of. No two faces differ by colour alone.
func layers(ic icon, r ruler, p palette) []shape.Layer {
	if ic.face == calm {
		return append(phone(p, p.phone), badge(ic.badge, r, p.news, p.ink)...)
	}
	l := phone(p, p.faint)
	if ic.face == offline {
		l = append(l, apart(slash, p.faint)...)
	}
	switch {
	case ic.face == needsYou:
		return append(l, alert(r, p)...)
	case ic.badge > 0:
		return append(l, badge(ic.badge, r, p.old, p.ink)...)
	case ic.face == waiting:
		return append(l, shape.Layer{Shape: dots, Paint: p.faint})
	}
	return l
}

// phone is the handset, with an edge where the palette has one.
func phone(p palette, paint shape.Paint) []shape.Layer {
	l := []shape.Layer{{Shape: handset, Paint: paint}}
	if p.edge == (shape.Paint{}) {
		return l
	}
	return append([]shape.Layer{{Shape: shape.Grown{Shape: handset, By: edge}, Paint: p.edge}}, l...)
}

// apart paints s with a gap around it.
func apart(s shape.Shape, p shape.Paint) []shape.Layer {
	return []shape.Layer{{Shape: shape.Grown{Shape: s, By: gap}}, {Shape: s, Paint: p}}
}

var (
	slash = shape.Line{From: shape.Point{X: 2.2, Y: 21.8}, To: shape.Point{X: 21.8, Y: 2.2}, Width: 2.4}
	dots  = shape.Union{dot(13), dot(17.5), dot(22)}
)

func dot(x float64) shape.Shape { return shape.Circle{Center: shape.Point{X: x, Y: 4}, Radius: 1.6} }
