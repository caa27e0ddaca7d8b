// Package wcag measures colours for tests, as the Web Content Accessibility Guidelines do. It is not part of the
// program.
package wcag

import (
	"image/color"
	"math"
)

// Contrast is the contrast ratio of two opaque colours, from 1 to 21.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear undoes the gamma curve of sRGB.
func linear(v uint32) float64 {
	s := float64(v) / 0xFFFF
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}
