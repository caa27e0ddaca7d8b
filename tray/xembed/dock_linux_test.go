package xembed

import (
	"bytes"
	"image"
	"image/color"
	"testing"
)

// An icon is laid over what the tray has painted, in the order of X11's bytes.
func TestBlend(t *testing.T) {
	over := image.NewRGBA(image.Rect(0, 0, 3, 1))
	over.SetRGBA(0, 0, color.RGBA{R: 200, G: 100, B: 50, A: 255})
	over.SetRGBA(1, 0, color.RGBA{R: 100, A: 128}) // half red
	pixels := bytes.Repeat([]byte{10, 20, 30, 255}, 3)
	blend(pixels, over)
	if want := []byte{50, 100, 200, 255, 4, 9, 114, 255, 10, 20, 30, 255}; !bytes.Equal(pixels, want) {
		t.Errorf("got %v, want %v", pixels, want)
	}
}
