package frame_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// A message that needs more lines in a narrower window still covers nothing of the navigation below it.
func TestAMessageStaysAboveTheNavigation(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.UI.OfferUndo("Message from somebody whose name is rather long deleted", time.Second, func() {})
	b.Window.Resize(leastWindow)
	nav := b.Find("Settings").(fyne.CanvasObject)
	_, low := edges(toastOf(b))
	if high, _ := edges(nav); low+look.S > high {
		t.Errorf("the message ends at %v, the navigation begins at %v", low, high)
	}
}

// edges are where an object begins and ends, from the top of the window.
func edges(o fyne.CanvasObject) (high, low float32) {
	high = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
	return high, high + o.Size().Height
}

// toastOf is the message that is shown.
func toastOf(b *bench.Bench) (found fyne.CanvasObject) {
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*parts.Snackbar); ok && s.Visible() {
			found = s
		}
	})
	return found
}

// The questions after the first sign-in stand above a message and what plays.
func TestTheQuestionsStandAboveWhatIsBelowThePages(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1120, Height: 680}, leastWindow} {
		b := bench.New(t, bench.SignedOut)
		b.Window.Resize(size)
		greeted(b)
		b.Agent.Change(func(s *inbox.Snapshot) { *s = fake.Snapshot(bench.Noon) })
		b.Settle()
		b.UI.OfferUndo("Message from Anna deleted", time.Second, func() {})
		skip := b.Find("Skip").(fyne.CanvasObject)
		_, low := edges(skip)
		if high, _ := edges(toastOf(b)); low > high {
			t.Errorf("%v: the button ends at %v, the message begins at %v", size, low, high)
		}
	}
}
