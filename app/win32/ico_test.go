package win32

import (
	"encoding/binary"
	"image"
	"image/color"
	"testing"
)

func TestIconImage(t *testing.T) {
	le := binary.LittleEndian
	for _, size := range []int{16, 20, 24, 28, 32, 40, 48, 64} {
		img := image.NewRGBA(image.Rect(0, 0, size, size))
		img.Set(2, 1, color.NRGBA{200, 100, 50, 128})
		picture := IconImage(img)
		if w, h := int(le.Uint32(picture[4:])), int(le.Uint32(picture[8:])); w != size || h != 2*size {
			t.Errorf("it is %d × %d, want %d × %d", w, h, size, 2*size)
		}
		if want := 40 + 4*size*size + (size+31)/32*4*size; len(picture) != want {
			t.Errorf("it has %d bytes, want %d", len(picture), want)
		}
		at := 40 + 4*((size-2)*size+2) // the last row comes first
		if got := [4]byte(picture[at:]); got[0]-48 > 3 || got[1]-98 > 3 || got[2]-198 > 3 || got[3] != 128 {
			t.Errorf("the pixel of size %d is %v", size, got)
		}
		if picture[at+4] != 0 || picture[at+7] != 0 {
			t.Error("its neighbour is not empty")
		}
	}
}
