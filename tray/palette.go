package tray

import (
	"image/color"

	"istratray/assets/icons/shape"
)

// form is the background that the icon has to stand out from.
type form uint8

const (
	onAny    form = iota // an unknown panel, light or dark: Linux tells nobody its colour
	onLight              // a light taskbar
	onDark               // a dark taskbar
	template             // macOS colours the icon itself: only the opacity counts
)

// palette are the paints of one form.
type palette struct {
	phone shape.Paint // all is well
	faint shape.Paint // what is shown is old, or nothing is known
	news  shape.Paint // the badge
	old   shape.Paint // the badge, when its number may be old
	alert shape.Paint // someone must act
	ink   shape.Paint // on badge and alert
	mark  shape.Paint // on alert
	edge  shape.Paint // around the handset, where the panel may have its colour; zero = none
}

var palettes = [...]palette{
	// Both have a contrast of at least 3:1 to white as well as to a dark panel.
	onAny:    edged(colors(0x1e88e5, 0x7f858e)),
	onLight:  colors(0x0f62c9, 0x6b7078),
	onDark:   colors(0x5cb3ff, 0xa2a8b1),
	template: {phone: opaque(255), faint: opaque(140), news: opaque(255), old: opaque(140), alert: opaque(255)},
}

func colors(phone, faint uint32) palette {
	return palette{
		phone: rgb(phone), faint: rgb(faint),
		news: rgb(0xdb2a39), old: rgb(0x676d76), alert: rgb(0xf5a623),
		ink: rgb(0xffffff), mark: rgb(0x2b1d00),
	}
}

// edged is a palette for panels of any colour, also the handset's own.
func edged(p palette) palette {
	p.edge = rgb(0xffffff)
	return p
}

func rgb(v uint32) shape.Paint {
	return shape.Even(color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255})
}

func opaque(alpha uint8) shape.Paint { return shape.Even(color.NRGBA{A: alpha}) }
