package parts_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/parts"
)

func TestAParagraphKnowsWhereItsLettersAre(t *testing.T) {
	text := "The first line\nand  a second"
	p := parts.NewParagraph(text, parts.Style{}, 400)
	p.Resize(fyne.NewSize(400, 60))
	first, size, ok := p.Letters(0, 1)
	if !ok || first != (fyne.Position{}) || size.Width < 4 || size.Width > 14 {
		t.Errorf("the first letter is at %v, %v large", first, size)
	}
	second := strings.Index(text, "and")
	if at, _, ok := p.Letters(second, second+1); !ok || at.X != 0 || at.Y < size.Height-1 {
		t.Errorf("the second line begins at %v", at)
	}
	before, _, _ := p.Letters(second+2, second+3)
	if at, size, _ := p.Letters(second+3, second+5); at.X <= before.X || size.Width < 2 {
		t.Errorf("two spaces are at %v, %v wide", at, size.Width)
	}
	if at, size, _ := p.Letters(second-1, second); size.Width != 0 || at.Y != 0 || at.X < 50 {
		t.Errorf("the line break is at %v, %v large", at, size)
	}
	if at, all, _ := p.Letters(0, len(text)); at != (fyne.Position{}) || all.Height < 2*size.Height-1 {
		t.Errorf("all of it is at %v, %v large", at, all)
	}
}

func TestALineKnowsWhereItsLettersAre(t *testing.T) {
	for _, align := range []fyne.TextAlign{fyne.TextAlignLeading, fyne.TextAlignCenter, fyne.TextAlignTrailing} {
		line := parts.NewText("Anna Keller", parts.Style{Align: align})
		line.Resize(fyne.NewSize(300, 20))
		first, _, ok := line.Letters(0, 1)
		last, size, _ := line.Letters(10, 11)
		right := last.X + size.Width
		if want := (300 - (right - first.X)) * float32(align) / 2; !ok || abs(first.X-want) > 1 {
			t.Errorf("aligned %v it begins at %v, want %v", align, first.X, want)
		}
	}
	cut := parts.NewText("Anna Keller of Keller and Sons", parts.Style{})
	cut.Resize(fyne.NewSize(60, 20))
	if at, size, ok := cut.Letters(25, 26); !ok || at.X > 60 || at.X+size.Width > 61 {
		t.Errorf("what is cut off is at %v, %v wide", at.X, size.Width)
	}
	if _, _, ok := cut.Letters(30, 31); ok {
		t.Error("there is a letter behind the last")
	}
}

func abs(x float32) float32 { return max(x, -x) }
