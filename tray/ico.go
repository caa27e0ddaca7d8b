package tray

import (
	"bytes"
	"encoding/binary"
	"image"
)

// icoSizes are those that Windows asks for between 100 % and 400 % scaling.
var icoSizes = []int{16, 20, 24, 32, 40, 48, 64}

// ico draws an icon as a Windows icon file. Its pictures are bitmaps: PNGs inside icon files are not
// shown in the notification area everywhere.
func ico(ic icon, f form) []byte {
	const header, dirEntry = 6, 16
	var dir, pictures bytes.Buffer
	put := func(b *bytes.Buffer, values ...any) {
		for _, v := range values {
			_ = binary.Write(b, binary.LittleEndian, v) // a buffer takes every fixed-size value
		}
	}
	put(&dir, uint16(0), uint16(1), uint16(len(icoSizes)))
	for _, size := range icoSizes {
		start := header + dirEntry*len(icoSizes) + pictures.Len()
		before := pictures.Len()
		// Height counts the picture and its mask of one bit a pixel, whose rows fill 32 bits.
		put(&pictures, uint32(40), int32(size), int32(2*size), uint16(1), uint16(32), [6]uint32{})
		pictures.Write(bottomUp(drawIcon(ic, size, f)))
		pictures.Write(make([]byte, (size+31)/32*4*size))
		put(&dir, uint8(size), uint8(size), uint16(0), uint16(1), uint16(32),
			uint32(pictures.Len()-before), uint32(start))
	}
	return append(dir.Bytes(), pictures.Bytes()...)
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
