package tray

import (
	"encoding/binary"
	"testing"
)

func TestIconImage(t *testing.T) {
	le := binary.LittleEndian
	for _, size := range []int{16, 20, 24, 28, 32, 40, 48, 64} {
		picture := iconImage(icon{calm, 3}, size, onDark)
		if w, h := int(le.Uint32(picture[4:])), int(le.Uint32(picture[8:])); w != size || h != 2*size {
			t.Errorf("it is %d × %d, want %d × %d", w, h, size, 2*size)
		}
		if want := 40 + 4*size*size + (size+31)/32*4*size; len(picture) != want {
			t.Errorf("it has %d bytes, want %d", len(picture), want)
		}
		img := drawIcon(icon{calm, 3}, size, onDark)
		r, g, b, a := straight(img, size/2, size/2)
		at := 40 + 4*((size-1-size/2)*size+size/2)
		if got := [4]byte(picture[at:]); got != [4]byte{b, g, r, a} {
			t.Errorf("the middle of size %d is %v, want %v", size, got, [4]byte{b, g, r, a})
		}
	}
}
