package frame_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/parts"
)

// Whatever pops up takes the keyboard, and Escape closes it, on every page.
func TestEveryPopUpTakesTheKeyboardAndEscape(t *testing.T) {
	met := map[string]bool{}
	for _, page := range []string{"voicemails", "calls", "followups", "dial", "settings"} {
		b := bench.New(t, ordinary())
		b.Open(page)
		for _, n := range b.Tree().Nodes {
			if n.State&parts.PopsUp == 0 || n.Press == nil || !n.Enabled {
				continue
			}
			met[n.Name] = true
			n.Press()
			b.Settle()
			if b.Window.Canvas().Overlays().Top() == nil {
				t.Errorf("%s: nothing pops up from %q", page, n.Name)
				continue
			}
			b.Key(fyne.KeyDown)
			if f := b.Tree().Focused(); f == nil {
				t.Errorf("%s: what pops up from %q takes no keyboard", page, n.Name)
			}
			b.Key(fyne.KeyEscape)
			if b.Window.Canvas().Overlays().Top() != nil {
				t.Fatalf("%s: Escape doesn't close what pops up from %q", page, n.Name)
			}
		}
	}
	for _, name := range []string{"More", "Volume", "Speed"} {
		if !met[name] {
			t.Errorf("%q is not among %v", name, met)
		}
	}
}
