package tray

import "image"

// straight is one pixel with its premultiplication undone.
func straight(img *image.RGBA, x, y int) (r, g, b, a uint8) {
	p := img.Pix[img.PixOffset(x, y):][:4]
	if p[3] == 0 {
		return 0, 0, 0, 0
	}
	whole := uint32(p[3])
	un := func(v uint8) uint8 { return uint8(min(255, (uint32(v)*255+whole/2)/whole)) }
	return un(p[0]), un(p[1]), un(p[2]), p[3]
}
