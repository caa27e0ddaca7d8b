package tray

import (
	"bytes"
	"encoding/binary"
	"image"
)

// iconImage draws an icon as Windows has it in a file or resource of icons: a bitmap with a mask of one bit a pixel.
func iconImage(ic icon, size int, f form) []byte {
	header := []any{uint32(40), int32(size), int32(2 * size), uint16(1), uint16(32), [6]uint32{}} // the height counts the mask
	var b bytes.Buffer
	for _, v := range header {
		_ = binary.Write(&b, binary.LittleEndian, v) // a buffer takes every fixed-size value
	}
	b.Write(bottomUp(drawIcon(ic, size, f)))
	b.Write(make([]byte, (size+31)/32*4*size)) // rows of the mask fill 32 bits
	return b.Bytes()
}

// bottomUp are a picture's pixels as a bitmap has them: BGRA, not premultiplied, the last row first.
func bottomUp(img *image.RGBA) []byte {
	size := img.Bounds().Size()
	pixels := make([]byte, 0, len(img.Pix))
	for y := size.Y - 1; y >= 0; y-- {
		for x := range size.X {
			r, g, b, a := straight(img, x, y)
			pixels = append(pixels, b, g, r, a)
		}
	}
	return pixels
}

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
