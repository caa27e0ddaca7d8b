package pages_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

func TestANameThatIsCutIsSaidInFull(t *testing.T) {
	const long = "Wolfgang Amadeus Theophilus Johannes Chrysostomus Sigismundus Mozart of Salzburg and Vienna"
	s := fake.Snapshot(bench.Noon)
	s.Voicemails[0].Label = long
	b := bench.New(t, s)
	b.LayOut()
	said := func() (text string) {
		bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
			if tips, ok := o.(*parts.Tips); ok {
				text = tips.Text()
			}
		})
		return text
	}
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if name, ok := o.(*parts.Tipped); ok {
			name.MouseIn(&desktop.MouseEvent{})
		}
	})
	b.Pass(parts.TipDelay)
	if got := said(); got != long {
		t.Errorf("got %q", got)
	}
	b.Press(1, 0)
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if name, ok := o.(*parts.Tipped); ok {
			name.MouseOut()
			name.MouseIn(&desktop.MouseEvent{})
		}
	})
	b.Pass(parts.TipDelay)
	if got := said(); got != "" {
		t.Errorf("a name that fits is said: %q", got)
	}
}
