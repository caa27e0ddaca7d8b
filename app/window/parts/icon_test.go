package parts_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// A drawing is read once and not each time when what has it is shown again: that takes a thousand pieces of memory.
func TestADrawingIsReadOnce(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	for name, o := range map[string]fyne.Widget{
		"button":      parts.NewButton("Save", look.IconSave, parts.Plain, nil),
		"icon":        parts.NewIcon(look.IconSave, look.Muted, 16),
		"play button": parts.NewPlayButton(48, nil),
		"navigation":  parts.NewNavItem("Calls", look.IconCalls, nil),
	} {
		test.NewTempWindow(t, o).Resize(fyne.NewSize(300, 200))
		if pieces := testing.AllocsPerRun(10, o.Refresh); pieces > 100 {
			t.Errorf("%s: %v pieces of memory for showing it again", name, pieces)
		}
	}
}
