package parts_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// What has the keyboard has the same ring around it, whatever it is, and nothing else of it changes.
func TestTheKeyboardIsMarkedAlikeEverywhere(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	for name, o := range map[string]fyne.Widget{
		"button":   parts.NewButton("Save", "", parts.Plain, nil),
		"chips":    parts.NewChips("Which", []string{"All", "Unread"}, func(int) {}),
		"segments": parts.NewSegments([]string{"Light", "Dark"}, func(int) {}),
		"choice":   parts.NewChoice("One", "Two"),
		"switch":   parts.NewSwitch(true, func(bool) {}),
		"field":    parts.NewEntry(nil),
		"slider":   parts.NewSlider("Volume", 0, 1, nil),
	} {
		w := test.NewTempWindow(t, o)
		w.Resize(fyne.NewSize(300, 200))
		before := drawn(o)
		w.Canvas().Focus(o.(fyne.Focusable))
		after := drawn(o)
		if len(after) != len(before)+1 {
			t.Errorf("%s: %d rectangles are drawn, %d with the keyboard", name, len(before), len(after))
			continue
		}
		rings := 0
		for _, r := range after {
			if r.rings() {
				rings++
			}
		}
		if rings != 1 {
			t.Errorf("%s: there are %d rings", name, rings)
		}
		for i, r := range before {
			if r != after[i] {
				t.Errorf("%s: rectangle %d looks otherwise with the keyboard", name, i)
			}
		}
	}
}

// rectangle is how one looks.
type rectangle struct {
	fill, stroke color.Color
	width        float32
}

func (r rectangle) rings() bool { return r.width == 2 && r.stroke == look.Colour(look.Accent) }

// drawn are the rectangles of a widget that are seen, the ring last.
func drawn(o fyne.Widget) []rectangle {
	var out, rings []rectangle
	for _, part := range test.WidgetRenderer(o).Objects() {
		r, ok := part.(*canvas.Rectangle)
		if !ok || !r.Visible() {
			continue
		}
		if looks := (rectangle{r.FillColor, r.StrokeColor, r.StrokeWidth}); looks.rings() {
			rings = append(rings, looks)
		} else {
			out = append(out, looks)
		}
	}
	return append(out, rings...)
}
