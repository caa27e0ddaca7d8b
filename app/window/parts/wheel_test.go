package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/parts"
)

func TestThePageScrollsWithThePointerOverAField(t *testing.T) {
	column := container.NewVBox()
	for range 20 {
		column.Add(parts.NewField("Address", nil).Object)
	}
	scroll := container.NewVScroll(column)
	w := use(t, scroll, fyne.NewSize(300, 200))
	for i := range 4 {
		y := 40 + 40*float32(i)
		before := scroll.Offset.Y
		test.Scroll(w.Canvas(), fyne.NewPos(100, y), 0, -20)
		if scroll.Offset.Y != before+20 {
			t.Errorf("at %v: from %v to %v", y, before, scroll.Offset.Y)
		}
	}
}
