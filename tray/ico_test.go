package tray

import (
	"encoding/binary"
	"testing"
)

func TestIco(t *testing.T) {
	data := ico(icon{calm, 3}, onDark)
	le := binary.LittleEndian
	if le.Uint16(data[2:]) != 1 || int(le.Uint16(data[4:])) != len(icoSizes) {
		t.Fatalf("header % x", data[:6])
	}
	end := 6 + 16*len(icoSizes)
	for i, size := range icoSizes {
		dir := data[6+16*i:][:16]
		length, start := int(le.Uint32(dir[8:])), int(le.Uint32(dir[12:]))
		if int(dir[0]) != size || int(dir[1]) != size || start != end {
			t.Errorf("entry %d is %d × %d from %d, want size %d from %d", i, dir[0], dir[1], start, size, end)
		}
		picture := data[start:][:length]
		if w, h := int(le.Uint32(picture[4:])), int(le.Uint32(picture[8:])); w != size || h != 2*size {
			t.Errorf("bitmap %d is %d × %d, want %d × %d", i, w, h, size, 2*size)
		}
		img := drawIcon(icon{calm, 3}, size, onDark)
		r, g, b, a := straight(img, size/2, size/2)
		at := 40 + 4*((size-1-size/2)*size+size/2)
		if got := [4]byte(picture[at:]); got != [4]byte{b, g, r, a} {
			t.Errorf("the middle of bitmap %d is %v, want %v", i, got, [4]byte{b, g, r, a})
		}
		end = start + length
	}
	if end != len(data) {
		t.Errorf("%d bytes, directory ends at %d", len(data), end)
	}
}
