package view

import (
	"fyne.io/fyne/v2"
)

// bindKeys takes the keys that no focused widget wants.
func (u *UI) bindKeys() {
	c := u.Window.Canvas()
	c.SetOnTypedKey(u.typed)
}

// typed handles a key for the page in view.
func (u *UI) typed(ev *fyne.KeyEvent) {
	if u.gate.object.Visible() {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		u.escape()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		u.frame.page().focus()
	default:
		u.frame.page().key(ev)
	}
}

// escape undoes the least: it lets go of the focus, and stops what plays.
func (u *UI) escape() {
	c := u.Window.Canvas()
	if c.Focused() != nil {
		c.Unfocus()
		return
	}
	u.Sound.Stop()
}
