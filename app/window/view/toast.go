package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// How long a message stays. Ticks come once a second, so each is half a second short.
const (
	toastUndo = 4500 * time.Millisecond // as long as the agent waits with a deletion
	toastLong = 7500 * time.Millisecond
)

// toast is the message at the bottom of the window.
type toast struct {
	ui     *UI
	bar    *parts.Snackbar
	object fyne.CanvasObject
	until  time.Time
}

func newToast(u *UI) *toast {
	t := &toast{ui: u, bar: parts.NewSnackbar()}
	t.object = container.New(lowMiddle{}, t.bar)
	return t
}

func (t *toast) say(text string, stay time.Duration) { t.offer(text, "", stay, nil) }

// offer shows a message with an action; the action makes it go.
func (t *toast) offer(text, action string, stay time.Duration, do func()) {
	t.until = t.ui.Now().Add(stay)
	t.bar.Say(text, action, func() {
		t.bar.Hide()
		do()
	})
	t.object.Refresh()
}

// act does what the message offers, if there is one.
func (t *toast) act() {
	if t.bar.Visible() {
		t.bar.Act()
	}
}

func (t *toast) tick(now time.Time) {
	if t.bar.Visible() && !now.Before(t.until) {
		t.bar.Hide()
	}
}

// lowMiddle puts its only object at the bottom, in the middle.
type lowMiddle struct{}

func (lowMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (lowMiddle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	want := objects[0].MinSize()
	objects[0].Resize(want)
	objects[0].Move(fyne.NewPos((size.Width-want.Width)/2, size.Height-want.Height-look.XL))
}
