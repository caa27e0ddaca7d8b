package view

import (
	"maps"
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcutPages are the pages that Ctrl and a key lead to.
var shortcutPages = map[fyne.KeyName]pageID{
	fyne.Key1: pageVoicemails, fyne.Key2: pageCalls, fyne.Key3: pageFollowUps, fyne.Key4: pageDial, fyne.KeyN: pageDial, fyne.KeyComma: pageSettings,
}

// bindKeys takes the keys that no focused widget wants.
func (u *UI) bindKeys() {
	c := u.Window.Canvas()
	c.SetOnTypedKey(u.typed)
	c.SetOnTypedRune(u.typedRune)
	for _, key := range append(slices.Collect(maps.Keys(shortcutPages)), fyne.KeyF) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { u.shortcut(key) })
	}
	for _, key := range []fyne.KeyName{fyne.KeyC, fyne.KeyU, fyne.KeyN} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(fyne.Shortcut) { u.chord(key) })
	}
	altLeft := &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
	c.AddShortcut(altLeft, func(fyne.Shortcut) { u.back() })
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { u.chord(fyne.KeyA) })
	// Fyne has a shortcut of its own for Ctrl+Z. A field that has the focus takes it first.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { u.shortcut(fyne.KeyZ) })
}

// takes does what a shortcut means that was pressed in a field, and says whether it meant anything.
func (u *UI) takes(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	if _, page := shortcutPages[custom.KeyName]; !page && custom.KeyName != fyne.KeyF {
		return false
	}
	u.shortcut(custom.KeyName)
	return true
}

// shortcut does what Ctrl and a key mean.
func (u *UI) shortcut(key fyne.KeyName) {
	if u.gate.object.Visible() {
		return
	}
	switch key {
	case fyne.KeyF:
		u.frame.page().search()
	case fyne.KeyZ:
		u.toast.undo()
	default:
		u.goTo(shortcutPages[key])
	}
}

// chord does what Ctrl, Shift and a key mean for what is chosen on a page, or Ctrl and A.
func (u *UI) chord(key fyne.KeyName) {
	if !u.gate.object.Visible() {
		u.frame.page().chord(key)
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
	case fyne.KeySpace:
		u.space(ev)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		u.frame.page().focus()
	default:
		u.frame.page().key(ev)
	}
}

// typedRune handles what is typed at no field. A question mark, which on some keyboards is another key, asks for
// the keys; all else goes to the search of the page.
func (u *UI) typedRune(r rune) {
	switch {
	case u.gate.object.Visible(), unicode.IsSpace(r), !unicode.IsGraphic(r):
	case r == '?':
		u.showShortcuts()
	default:
		u.frame.page().search()
		if field, ok := u.Window.Canvas().Focused().(fyne.Shortcutable); ok {
			field.(fyne.Focusable).TypedRune(r)
		}
	}
}

// escape undoes the least: it goes back to the list, lets go of the focus, and stops what plays.
func (u *UI) escape() {
	c := u.Window.Canvas()
	switch {
	case u.back():
	case c.Focused() != nil:
		c.Unfocus()
	default:
		u.Sound.Stop()
	}
}

// back goes from an item that is alone in the window to its list, and says whether there was one.
func (u *UI) back() bool {
	s := u.frame.split()
	if s == nil || !s.alone() || u.gate.object.Visible() {
		return false
	}
	s.close()
	return true
}

// space pauses what plays. Else it is for the page, which may have something to play, or lets what is paused go on.
func (u *UI) space(ev *fyne.KeyEvent) {
	switch {
	case u.playback.Phase == Playing, u.playback.Phase == Loading:
		u.Sound.Pause()
	case u.frame.page().key(ev):
	case u.playback.Phase == Paused:
		u.Sound.Resume()
	}
}
