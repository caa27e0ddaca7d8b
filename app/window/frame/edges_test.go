package frame_test

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"istratray/app/window/access"
	"istratray/app/window/internal/bench"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// What bounds a control, or is one, stands out from what is really around it (WCAG 1.4.11): fields, drop-downs,
// switches, segments, buttons with an edge, chips, the bars of a message, the thumb of a list.
func TestEdgesStandOutAsDrawn(t *testing.T) {
	if raceDetector {
		t.Skip("pictures have no races to find")
	}
	app := fyne.CurrentApp()
	t.Cleanup(func() { app.Settings().SetTheme(bench.Light) })
	for _, wish := range []look.Wish{{Mode: look.Light}, {Mode: look.Dark},
		{Mode: look.Light, Contrast: look.HighContrast}, {Mode: look.Dark, Contrast: look.HighContrast}} {
		app.Settings().SetTheme(look.Desktop{}.Theme(wish))
		for _, s := range screens {
			t.Run(fmt.Sprintf("%s %s %s", wish.Mode, wish.Contrast, s.name), func(t *testing.T) {
				b := s.open(t)
				b.Window.Resize(fyne.NewSize(1024, float32(max(640, lowest(b.Tree())))))
				b.Window.Canvas().(software.WindowlessCanvas).SetScale(drawnScale)
				checkEdges(t, b.Tree(), b.Window.Canvas().Capture().(*image.NRGBA))
			})
		}
	}
}

// leastEdge is the contrast that edges need.
const leastEdge = 3

func checkEdges(t *testing.T, tree *access.Tree, picture *image.NRGBA) {
	t.Helper()
	looked := 0
	for _, n := range tree.Nodes {
		if !edged(n) || !n.Enabled || n.Seen.Empty() {
			continue
		}
		looked++
		if ratio, front, back := standsOut(picture, strip(n)); ratio < leastEdge {
			t.Errorf("%q (role %d) at %v: contrast %.2f of %v on %v", n.Name, n.Role, n.Box, ratio, front, back)
		}
	}
	if looked == 0 {
		t.Error("there is nothing with an edge")
	}
}

// edged says whether a control is known by its edge or its shape, and not by words alone.
func edged(n *access.Node) bool {
	switch n.Role {
	case parts.RoleField, parts.RolePassword, parts.RoleChoice, parts.RoleSwitch:
		return true
	case parts.RoleSlider:
		return n.Range != nil && n.Range.Runs // the bars of a message
	}
	return false
}

// strip is the part of a control in which its edge lies, without its words: the lower quarter, and what is just below.
func strip(n *access.Node) image.Rectangle {
	box := n.Seen
	switch n.Role {
	case parts.RoleField, parts.RolePassword, parts.RoleChoice:
		box.Min.Y = box.Max.Y - box.Dy()/8
		box.Max.Y += 2 * drawnScale
	}
	return box
}

// The thumb of a list stands out from the list.
func TestTheThumbStandsOutAsDrawn(t *testing.T) {
	if raceDetector {
		t.Skip("pictures have no races to find")
	}
	app := fyne.CurrentApp()
	t.Cleanup(func() { app.Settings().SetTheme(bench.Light) })
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		app.Settings().SetTheme(look.New(mode, 1))
		b := bench.New(t, ordinary())
		b.Open("calls")
		list := thing(b, parts.RoleList, "Call history")
		picture := b.Window.Canvas().Capture().(*image.NRGBA)
		bar := list.Seen
		bar.Min.X = bar.Max.X - 8
		if ratio, front, back := standsOut(picture, bar); ratio < leastEdge {
			t.Errorf("%s: contrast %.2f of %v on %v", mode, ratio, front, back)
		}
	}
}
