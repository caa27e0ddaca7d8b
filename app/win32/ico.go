package win32

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// IconImage is a square picture as Windows has it in a file or resource of icons: a bitmap with a mask of one bit a
// pixel.
func IconImage(img *image.RGBA) []byte {
	size := img.Bounds().Dx()
	header := []any{uint32(40), int32(size), int32(2 * size), uint16(1), uint16(32), [6]uint32{}} // #nosec G115 -- an icon is small; the height counts the mask
	var b bytes.Buffer
	for _, v := range header {
		_ = binary.Write(&b, binary.LittleEndian, v) // a buffer takes every fixed-size value
	}
	b.Write(bottomUp(img))
	b.Write(make([]byte, (size+31)/32*4*size)) // rows of the mask fill 32 bits
	return b.Bytes()
}

// bottomUp are a picture's pixels as a bitmap has them: BGRA, not premultiplied, the last row first.
func bottomUp(img *image.RGBA) []byte {
	size := img.Bounds().Size()
	pixels := make([]byte, 0, len(img.Pix))
	for y := size.Y - 1; y >= 0; y-- {
		for x := range size.X {
			c, _ := color.NRGBAModel.Convert(img.RGBAAt(x, y)).(color.NRGBA)
			pixels = append(pixels, c.B, c.G, c.R, c.A)
		}
	}
	return pixels
}
