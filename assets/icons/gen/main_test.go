package main

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"istratray/assets/icons/mark"
	"istratray/assets/icons/shape"
)

// The files in the repository are what the code draws today.

func TestSVGIsCurrent(t *testing.T) {
	got, err := os.ReadFile(filepath.Join("..", svgFile))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != shape.SVG(mark.Extent, mark.App()) {
		t.Errorf("%s differs from its drawing: run go generate ./assets/icons", svgFile)
	}
}

func TestPNGsAreCurrent(t *testing.T) {
	for _, size := range sizes {
		f, err := os.Open(filepath.Join("..", pngFile(size)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		got, err := png.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if !alike(straight(got), straight(shape.Draw(size, mark.Extent, mark.App()))) {
			t.Errorf("%s differs from its drawing: run go generate ./assets/icons", pngFile(size))
		}
	}
}

func straight(img image.Image) *image.NRGBA {
	n := image.NewNRGBA(img.Bounds())
	draw.Draw(n, n.Bounds(), img, img.Bounds().Min, draw.Src)
	return n
}

// alike allows for the last bits of floating-point arithmetic, which differ between processors, and
// for the colors of pixels that can't be seen.
func alike(a, b *image.NRGBA) bool {
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 8 }
	return slices.EqualFunc(a.Pix, b.Pix, near)
}
