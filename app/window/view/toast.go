package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// How long a message stays. Ticks come once a second, so each is half a second short.
const (
	toastShort = 4500 * time.Millisecond
	toastLong  = 7500 * time.Millisecond
	toastUndo  = 10500 * time.Millisecond // what can be taken back
)

// undoKept is how long Ctrl+Z takes back what nothing else ends.
const undoKept = 10 * time.Minute

// toast is the message at the bottom of the window.
type toast struct {
	ui     *UI
	bar    *parts.Snackbar
	object fyne.CanvasObject
	until  time.Time

	undoes    func()    // takes the last act back; nil: there is none
	undoUntil time.Time // after that it is too late
	undoing   bool      // what is shown offers it
}

func newToast(u *UI) *toast {
	t := &toast{ui: u, bar: parts.NewSnackbar()}
	t.object = container.New(lowMiddle{u}, t.bar)
	return t
}

func (t *toast) say(text string, stay time.Duration) { t.offer(text, "", stay, nil) }

// offer shows a message with an action; the action makes it go.
func (t *toast) offer(text, action string, stay time.Duration, do func()) {
	t.until, t.undoing = t.ui.Now().Add(stay), false
	t.bar.Say(text, action, func() {
		t.bar.Hide()
		do()
	})
	t.object.Refresh()
}

// offerUndo says what was done, and offers to take it back. Ctrl+Z does for as long as kept, whatever is shown meanwhile.
func (t *toast) offerUndo(text string, kept time.Duration, undo func()) {
	t.undoes, t.undoUntil = undo, t.ui.Now().Add(kept)
	t.offer(text, lang.L("Undo"), toastUndo, t.undo)
	t.undoing = true
}

// undo takes the last act back, once.
func (t *toast) undo() {
	undo, late := t.undoes, t.ui.Now().After(t.undoUntil)
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
type lowMiddle struct{ ui *UI }

// above is how far the message stays from the lower edge: it covers neither a navigation there nor what plays.
func (l lowMiddle) above() float32 {
	gap := look.XL
	if l.ui.frame.bar.object.Visible() {
		gap += l.ui.frame.bar.object.Size().Height
	}
	if l.ui.shape == narrow {
		gap += l.ui.frame.sidebar.object.Size().Height - look.S
	}
	return gap
}

func (lowMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l lowMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar := objects[0].(*parts.Snackbar)
	width := min(bar.Width(), size.Width-2*look.M)
	for range 2 { // a text that wraps is higher only then
		bar.Resize(fyne.NewSize(width, bar.MinSize().Height))
	}
	bar.Move(fyne.NewPos((size.Width-width)/2, size.Height-bar.Size().Height-l.above()))
}
