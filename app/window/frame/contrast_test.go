package frame_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"istratray/app/window/access"
	"istratray/app/window/internal/bench"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/internal/wcag"
)

// The letters of the window are drawn larger for these tests, so that strokes are not mixed with what is behind them.
const drawnScale = 2

// Every text that someone is to read stands out from what is really behind it, on every screen.
func TestTextsStandOutAsDrawn(t *testing.T) {
	withoutRaceDetector(t)
	app := fyne.CurrentApp()
	t.Cleanup(func() { app.Settings().SetTheme(bench.Light) })
	for _, c := range []struct {
		name  string
		wish  look.Wish
		least float64
	}{
		{"light", look.Wish{Mode: look.Light}, 4.5},
		{"dark", look.Wish{Mode: look.Dark}, 4.5},
		{"light, high", look.Wish{Mode: look.Light, Contrast: look.HighContrast}, 7},
		{"dark, high", look.Wish{Mode: look.Dark, Contrast: look.HighContrast}, 7},
	} {
		app.Settings().SetTheme(look.Desktop{}.Theme(c.wish))
		for _, s := range everyState() {
			t.Run(c.name+" "+s.name, func(t *testing.T) {
				b := s.open(t)
				b.Window.Resize(fyne.NewSize(1024, float32(max(640, lowest(b.Tree())))))
				b.Window.Canvas().(software.WindowlessCanvas).SetScale(drawnScale)
				checkDrawn(t, b.Tree(), b.Window.Canvas().Capture().(*image.NRGBA), c.least)
			})
		}
	}
}

// lowest is how far down there is something.
func lowest(tree *access.Tree) int {
	lowest := 0
	for _, n := range tree.Nodes {
		if n.Role != parts.RoleRow {
			lowest = max(lowest, n.Box.Max.Y+margin)
		}
	}
	return lowest
}

// margin is the room below the last thing of a page.
const margin = 24

// checkDrawn looks at each text in the picture that is neither scrolled away nor below a menu. Half a step of slack:
// thin strokes don't reach their full colour.
func checkDrawn(t *testing.T, tree *access.Tree, picture *image.NRGBA, least float64) {
	t.Helper()
	looked := 0
	for _, id := range tree.Order {
		n := tree.Nodes[id]
		if !written(n) || !n.Enabled || n.Disabled || n.Seen != n.Box || covered(tree, n) {
			continue
		}
		looked++
		if ratio, front, back := standsOut(picture, n.Box); ratio < least-0.5 {
			t.Errorf("%q at %v: contrast %.2f of %v on %v, want %.1f", n.Name, n.Box, ratio, front, back, least)
		}
	}
	if looked == 0 {
		t.Error("there is nothing to read")
	}
}

// written reports whether a node is text by itself.
func written(n *access.Node) bool {
	switch n.Role {
	case parts.RoleText, parts.RoleHeading, parts.RoleButton, parts.RoleTab, parts.RoleRadio,
		parts.RoleAlert, parts.RoleNotice:
		return n.Name != "" && n.Box.Dx() > 8 && n.Box.Dy() > 8
	}
	return false
}

// covered reports whether a menu or another thing that opens over the page lies over a node.
func covered(tree *access.Tree, n *access.Node) bool {
	under := topOf(tree, n)
	for _, id := range tree.Top {
		if top := tree.Nodes[id]; id != under.ID && opens(top) && top.Box.Overlaps(n.Box) {
			return true
		}
	}
	return false
}

// opens reports whether a node is something that opens over the page.
func opens(n *access.Node) bool { return n.Role == parts.RoleMenu || n.Role == parts.RoleDialog }

// topOf is what a node is in at last.
func topOf(tree *access.Tree, n *access.Node) *access.Node {
	for n.Parent != 0 {
		n = tree.Nodes[n.Parent]
	}
	return n
}

// standsOut is the best contrast in a part of a picture with the colour that most of it has.
func standsOut(picture *image.NRGBA, box image.Rectangle) (ratio float64, front, back color.NRGBA) {
	counts := map[color.NRGBA]int{}
	box = box.Intersect(picture.Bounds())
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; {
			c, from := picture.NRGBAAt(x, y), x
			for x++; x < box.Max.X && picture.NRGBAAt(x, y) == c; x++ {
			}
			counts[c] += x - from // much of a picture is of one colour
		}
	}
	for c, n := range counts {
		if n > counts[back] {
			back = c
		}
	}
	for c := range counts {
		if r := wcag.Contrast(c, back); r > ratio {
			ratio, front = r, c
		}
	}
	return ratio, front, back
}
