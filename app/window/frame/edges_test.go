package frame_test

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/access"
	"istratray/app/window/internal/bench"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// inEveryTheme calls check in light and dark, with usual and high contrast.
func inEveryTheme(t *testing.T, check func(look.Wish)) {
	t.Helper()
	settings := fyne.CurrentApp().Settings()
	t.Cleanup(func() { settings.SetTheme(bench.Light) })
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, contrast := range []look.Contrast{"", look.HighContrast} {
			wish := look.Wish{Mode: mode, Contrast: contrast}
			settings.SetTheme(look.Desktop{}.Theme(wish))
			check(wish)
		}
	}
}

// What bounds a control, or is one, stands out from what is really around it (WCAG 1.4.11): fields, drop-downs,
// switches, segments, buttons with an edge, chips, the bars of a message, the thumb of a list.
func TestEdgesStandOutAsDrawn(t *testing.T) {
	withoutRaceDetector(t)
	inEveryTheme(t, func(wish look.Wish) {
		for _, s := range screens {
			t.Run(fmt.Sprintf("%s %s %s", wish.Mode, wish.Contrast, s.name), func(t *testing.T) {
				b := s.open(t)
				b.Window.Resize(fyne.NewSize(1024, float32(max(640, lowest(b.Tree())))))
				b.Window.Canvas().(software.WindowlessCanvas).SetScale(drawnScale)
				tree := b.Tree()
				picture := b.Window.Canvas().Capture().(*image.NRGBA)
				checkEdges(t, tree, picture)
				checkButtons(t, b, picture)
			})
		}
	})
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

// edged reports whether a control is known by its edge or its shape, and not by words alone.
func edged(n *access.Node) bool {
	switch n.Role {
	case parts.RoleField, parts.RolePassword, parts.RoleChoice, parts.RoleSwitch, parts.RoleRadio:
		return n.Seen == n.Box
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
	case parts.RoleRadio: // a segment lies in the edge of all of them
		box.Min.Y = box.Max.Y - box.Dy()/8
		box.Max.Y += 4 * drawnScale
	}
	return box
}

// checkButtons looks at the buttons that have an edge or a face: what is Quiet is known by its words.
func checkButtons(t *testing.T, b *bench.Bench, picture *image.NRGBA) {
	t.Helper()
	size := b.Window.Canvas().Size()
	place(b.Window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		button, ok := p.object.(*parts.Button)
		if !ok || button.Disabled() || !p.at.In(p.clip) || !faced(button) {
			return
		}
		edge := p.at
		edge.Min.Y, edge.Max.Y = edge.Max.Y-edge.Dy()/8, edge.Max.Y+2
		if ratio, front, back := standsOut(picture, image.Rectangle{Min: edge.Min.Mul(drawnScale),
			Max: edge.Max.Mul(drawnScale)}); ratio < leastEdge {
			t.Errorf("button %q at %v: contrast %.2f of %v on %v", button.Label(), p.at, ratio, front, back)
		}
	})
}

// faced reports whether a button is more than its words: it has an edge, or is filled.
func faced(b *parts.Button) bool {
	face := test.WidgetRenderer(b).Objects()[0].(*canvas.Rectangle)
	return visible(face.StrokeColor) || visible(face.FillColor)
}

func visible(c color.Color) bool {
	_, _, _, alpha := c.RGBA()
	return alpha > 0
}

// The thumb of a list stands out from the list.
func TestTheThumbStandsOutAsDrawn(t *testing.T) {
	withoutRaceDetector(t)
	inEveryTheme(t, func(wish look.Wish) {
		b := bench.New(t, ordinary())
		b.Open("calls")
		list := thing(b, parts.RoleList, "Call history")
		picture := b.Window.Canvas().Capture().(*image.NRGBA)
		bar := list.Seen
		bar.Min.X = bar.Max.X - 8
		if ratio, front, back := standsOut(picture, bar); ratio < leastEdge {
			t.Errorf("%s %s: contrast %.2f of %v on %v", wish.Mode, wish.Contrast, ratio, front, back)
		}
	})
}
