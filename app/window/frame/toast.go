package frame

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// toastUndo is how long a message stays that offers to take something back.
const toastUndo = 10500 * time.Millisecond

// toast is the message at the bottom of the window.
type toast struct {
	now    func() time.Time
	bar    *parts.Snackbar
	object fyne.CanvasObject
	until  time.Time

	undoes    func()    // takes the last act back; nil: there is none
	undoUntil time.Time // after that it is too late
	undoing   bool      // what is shown offers it
}

// newToast makes one that stays as far from the lower edge as above says.
func newToast(now func() time.Time, above func() float32) *toast {
	t := &toast{now: now, bar: parts.NewSnackbar()}
	t.object = container.New(lowMiddle{above}, t.bar)
	return t
}

// offer shows a message with an action; the action makes it go.
func (t *toast) offer(text, action string, stay time.Duration, do func()) {
	t.until, t.undoing = t.now().Add(stay), false
	t.bar.Say(text, action, func() {
		t.bar.Hide()
		do()
	})
	t.object.Refresh()
}

// offerUndo says what was done, and offers to take it back. Ctrl+Z does for as long as kept, whatever is shown meanwhile.
func (t *toast) offerUndo(text string, kept time.Duration, undo func()) {
	t.undoes, t.undoUntil = undo, t.now().Add(kept)
	t.offer(text, lang.L("Undo"), toastUndo, t.undo)
	t.undoing = true
}

// undo takes the last act back, once.
func (t *toast) undo() {
	undo, late := t.undoes, t.now().After(t.undoUntil)
	t.undoes = nil
	if t.undoing {
		t.bar.Hide()
	}
	if undo != nil && !late {
		undo()
	}
}

func (t *toast) tick(now time.Time) {
	if t.bar.Visible() && !now.Before(t.until) {
		t.bar.Hide()
	}
}

// lowMiddle puts its only object at the bottom, in the middle.
type lowMiddle struct{ above func() float32 }

func (lowMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l lowMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar := objects[0].(*parts.Snackbar)
	width := min(bar.Width(), size.Width-2*look.M)
	for range 2 { // a text that wraps is higher only then
		bar.Resize(fyne.NewSize(width, bar.MinSize().Height))
	}
	bar.Move(fyne.NewPos((size.Width-width)/2, size.Height-bar.Size().Height-l.above()))
}
