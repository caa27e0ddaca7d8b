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
	now     func() time.Time
	changed func() // it came or went; lays it out, too
	bar     *parts.Snackbar
	object  fyne.CanvasObject
	until   time.Time

	undoes    func()    // takes the last act back; nil: there is none
	undoUntil time.Time // after that it is too late
	undoing   bool      // what is shown offers it
}

// newToast makes one that lies in the room that there is for it; grown lays out again what makes room for its height.
func newToast(now func() time.Time, room func(fyne.Size) (fyne.Position, fyne.Size), grown, changed func()) *toast {
	t := &toast{now: now, changed: changed, bar: parts.NewSnackbar()}
	t.object = container.New(lowMiddle{room, grown}, t.bar)
	return t
}

// offer shows a message with an action; the action makes it go.
func (t *toast) offer(text, action string, stay time.Duration, do func()) {
	t.until, t.undoing = t.now().Add(stay), false
	t.bar.Say(text, action, func() {
		t.hide()
		do()
	})
	t.moved()
}

// hide takes the message away, and the keyboard from it.
func (t *toast) hide() {
	t.bar.Hide()
	t.moved()
}

// moved lays the message out, and around it what makes room for it.
func (t *toast) moved() {
	t.object.Refresh()
	t.changed()
}

// offerUndo says what was done, and offers to take it back. Ctrl+Z does for as long as kept, whatever is shown
// in the meantime.
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
		t.hide()
	}
	if undo != nil && !late {
		undo()
	}
}

// tick takes the message away when its time is over, but not while it has the pointer or the focus: the time begins
// again then.
func (t *toast) tick(now time.Time) {
	switch {
	case !t.bar.Visible():
	case t.bar.Attended():
		t.until = later(t.until, now.Add(toastLinger))
	case !now.Before(t.until):
		t.hide()
	}
}

// toastLinger is how long a message stays at least when someone turns away from it.
const toastLinger = 3 * time.Second

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// lowMiddle puts its only object at the bottom of a room, in the middle.
type lowMiddle struct {
	room  func(fyne.Size) (fyne.Position, fyne.Size)
	grown func()
}

func (lowMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l lowMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar := objects[0].(*parts.Snackbar)
	before := bar.Size().Height
	_, first := l.room(size)
	width := min(bar.Width(), first.Width-2*look.M)
	for range 2 { // the height of a wrapped text is known only then
		bar.Resize(fyne.NewSize(width, bar.MinSize().Height))
	}
	if bar.Visible() && bar.Size().Height != before { // the window has become wider or narrower
		l.grown()
	}
	at, room := l.room(size) // which may depend on its height
	bar.Move(at.AddXY((room.Width-width)/2, room.Height-bar.Size().Height-look.S))
}
