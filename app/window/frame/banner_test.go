package frame_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// In a low window the strip of the demo is one line, which is said in full to those who ask; else it has all its lines.
func TestTheBannerIsOneLineInALowWindow(t *testing.T) {
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	for _, c := range []struct {
		scale float64
		size  fyne.Size
		short bool
	}{
		{1, leastWindow, false}, {2, leastWindow, true},
		{1, fyne.NewSize(640, 340), true}, {2, fyne.NewSize(1280, 800), false},
	} {
		fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, c.scale))
		s := fake.Snapshot(bench.Noon)
		s.Account.Demo = true
		b := bench.New(t, s)
		sized(b, c.size)
		var whole, height float32
		bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
			switch o := o.(type) {
			case *parts.TipText:
				if strings.HasPrefix(o.Text.Text(), "This is the demo") {
					height = o.Size().Height
				}
			case *parts.Paragraph:
				if strings.HasPrefix(o.Text(), "This is the demo") {
					whole = o.Size().Height
				}
			}
		})
		oneLine := whole == 0 && height > 0 && height < c.size.Height/12
		if c.short && !oneLine || !c.short && (whole == 0 || height != 0) {
			t.Errorf("%v at %.0f: a line of %.0f, a paragraph of %.0f", c.size, c.scale, height, whole)
		}
		const all = "This is the demo: a simulated phone system with made-up callers. No call leaves this computer."
		if !c.short || c.scale == 1 {
			continue
		}
		over(b, all, true)
		b.Pass(2 * parts.TipDelay)
		if got := tipOf(b); got != all {
			t.Errorf("%v at %.0f: %q is said of it", c.size, c.scale, got)
		}
	}
}
