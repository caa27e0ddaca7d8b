package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
)

func TestChipsBreakTheirLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	var chosen []int
	c := NewChips("Which", []string{"All", "Unread", "Urgent", "Internal"}, func(i int) { chosen = append(chosen, i) })
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(600, 200))
	line := c.boxes(600)[3]
	if line.at.Y != 0 {
		t.Errorf("in a wide window the last one is at %v", line.at)
	}
	narrow := c.boxes(180)
	if narrow[3].at.Y == 0 {
		t.Error("in a narrow window they don't break")
	}
	for _, b := range narrow {
		if b.at.X+b.size.Width > 180 || b.size.Height < 24 {
			t.Errorf("a chip is at %v, %v", b.at, b.size)
		}
	}
	c.Resize(fyne.NewSize(180, 100))
	c.Tapped(&fyne.PointEvent{Position: narrow[3].at.AddXY(5, 5)})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if len(chosen) != 2 || chosen[0] != 3 || chosen[1] != 2 {
		t.Errorf("chose %v", chosen)
	}
}

func TestAChipSaysHowManyWithoutAnotherName(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	c := NewChips("Which", []string{"All", "Unread"}, func(int) {})
	c.SetCount(1, 12)
	item := c.Access().Items[1]
	if c.text(1) != "Unread 12" || item.Name != "Unread" || item.Description != "12" {
		t.Errorf("%q, %q, %q", c.text(1), item.Name, item.Description)
	}
}
