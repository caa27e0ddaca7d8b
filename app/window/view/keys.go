package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// bindKeys takes the keys that no focused widget wants.
func (u *UI) bindKeys() {
	c := u.Window.Canvas()
	c.SetOnTypedKey(u.typed)
	c.SetOnTypedRune(u.typedRune)
	bind := func(key fyne.KeyName, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			if !u.gate.object.Visible() {
				do()
			}
		})
	}
	bind(fyne.KeyF, func() { u.frame.page().search() })
	bind(fyne.KeyZ, u.toast.act)
	for key, id := range map[fyne.KeyName]pageID{
		fyne.Key1: pageVoicemails, fyne.Key2: pageCalls, fyne.Key3: pageFollowUps, fyne.Key4: pageDial, fyne.KeyN: pageDial, fyne.KeyComma: pageSettings,
	} {
		bind(key, func() { u.goTo(id) })
	}
}

// goTo opens a page and gives it the keyboard.
func (u *UI) goTo(id pageID) {
	u.frame.open(id)
	u.frame.page().focus()
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

// typedRune handles what only a letter can say: on some keyboards ? is another key.
func (u *UI) typedRune(r rune) {
	if r == '?' && !u.gate.object.Visible() {
		u.showShortcuts()
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
