package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
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

// menu is the context menu of a message.
func (p *voicemailPage) menu(i int, at fyne.Position) {
	v := p.items[i]
	mark := lang.L("Mark read")
	if v.Read {
		mark = lang.L("Mark unread")
	}
	p.ui.popUp(at,
		fyne.NewMenuItem(lang.L("Play"), func() { p.ui.play(v.ID, 0) }),
		fyne.NewMenuItem(lang.L("Call back"), func() { p.ui.call(v.Dialable(), v.Label) }),
		fyne.NewMenuItem(lang.L("Copy number"), func() { p.ui.copy(v.Number) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(mark, func() { p.ui.setRead(v.ID, !v.Read) }),
		fyne.NewMenuItem(lang.L("Delete"), func() { p.ui.remove(inbox.VoicemailItem, v.ID, v.Label) }),
	)
}
