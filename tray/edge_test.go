package tray

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// The handset is seen on a panel of its own color, too.
func TestTheHandsetHasAnEdge(t *testing.T) {
	for name, ic := range map[string]icon{"calm": {}, "offline": {face: offline}} {
		for _, size := range []int{16, 22, 32} {
			paint := palettes[onAny].phone.Top
			if ic.face == offline {
				paint = palettes[onAny].faint.Top
			}
			panel := image.NewRGBA(image.Rect(0, 0, size, size))
			draw.Draw(panel, panel.Rect, image.NewUniform(paint), image.Point{}, draw.Src)
			draw.Draw(panel, panel.Rect, drawIcon(ic, size, onAny), image.Point{}, draw.Over)
			seen := 0
			for y := range size {
				for x := range size {
					if c := color.GrayModel.Convert(panel.At(x, y)).(color.Gray); c.Y > 200 {
						seen++
					}
				}
			}
			if seen < size {
				t.Errorf("%s at %d pixels: %d of them are seen", name, size, seen)
			}
		}
	}
}
