package frame

import (
	"maps"
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/desk"
	"istratray/app/window/parts"
)

// shortcutPages are the pages that Ctrl and a key lead to.
var shortcutPages = map[fyne.KeyName]pageID{
	fyne.Key1: pageVoicemails, fyne.Key2: pageCalls, fyne.Key3: pageFollowUps, fyne.Key4: pageDial, fyne.KeyN: pageDial,
	fyne.KeyComma: pageSettings,
}

// bindKeys takes the keys that no focused widget wants.
func (f *Frame) bindKeys() {
	c := f.desk.Window.Canvas()
	c.SetOnTypedKey(f.Typed)
	c.SetOnTypedRune(f.TypedRune)
	for _, key := range append(slices.Collect(maps.Keys(shortcutPages)), fyne.KeyF) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault},
			func(fyne.Shortcut) {
				f.shortcut(key)
			})
	}
	for _, key := range []fyne.KeyName{fyne.KeyC, fyne.KeyU, fyne.KeyN} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key,
			Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}, func(fyne.Shortcut) {
			f.chord(key)
		})
	}
	altLeft := &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
	c.AddShortcut(altLeft, func(fyne.Shortcut) { f.back() })
	c.AddShortcut(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { f.chord(fyne.KeyA) })
	// Fyne has a shortcut of its own for Ctrl+Z. A field that has the focus takes it first.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { f.shortcut(fyne.KeyZ) })
	f.bindSoundKeys()
}

// Takes is part of desk.Frame. It carries out a shortcut that was pressed in a field, and reports whether there is
// such a shortcut.
func (f *Frame) Takes(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	if _, page := shortcutPages[custom.KeyName]; !page && custom.KeyName != fyne.KeyF {
		return false
	}
	f.shortcut(custom.KeyName)
	return true
}

// shortcut does what Ctrl and a key mean.
func (f *Frame) shortcut(key fyne.KeyName) {
	if f.gate.Open() {
		return
	}
	switch key {
	case fyne.KeyF:
		f.search()
	case fyne.KeyZ:
		f.toast.undo()
	default:
		f.goTo(shortcutPages[key])
	}
}

// chord does what Ctrl, Shift and a key mean for what is chosen on a page, or Ctrl and A.
func (f *Frame) chord(key fyne.KeyName) {
	if p := f.places.list(); p != nil && !f.gate.Open() {
		p.Chord(key)
	}
}

// search goes to the search field of the page, where it has one.
func (f *Frame) search() {
	if p := f.places.list(); p != nil {
		p.Search()
	}
}

// Typed is part of desk.Frame: it handles a key for the page in view.
func (f *Frame) Typed(ev *fyne.KeyEvent) {
	parts.HideTips(f.desk.Window.Canvas())
	if f.gate.Open() {
		if ev.Name == fyne.KeyEscape {
			f.gate.Escape()
		}
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		f.escape()
	case fyne.KeySpace:
		f.space(ev)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		f.move(ev.Name)
	default:
		f.pageKey(ev)
	}
}

// move brings the keyboard to the list in view, or scrolls a page without one.
func (f *Frame) move(key fyne.KeyName) {
	if p, ok := f.places.page().(interface{ Scroll(fyne.KeyName) }); ok {
		p.Scroll(key)
		return
	}
	f.goTo(f.places.current)
}

// pageKey hands a key to the page, and reports whether it had a use for it.
func (f *Frame) pageKey(ev *fyne.KeyEvent) bool {
	p := f.places.list()
	return p != nil && p.Key(ev)
}

// TypedRune is part of desk.Frame: it handles what is typed at no field. A question mark, which on some keyboards is
// another key, asks for the keys; all else goes to the search of the page.
func (f *Frame) TypedRune(r rune) {
	switch {
	case f.gate.Open(), unicode.IsSpace(r), !unicode.IsGraphic(r):
	case r == '?':
		showShortcuts(f.desk.Window)
	default:
		f.search()
		if field, ok := f.desk.Window.Canvas().Focused().(fyne.Shortcutable); ok {
			field.(fyne.Focusable).TypedRune(r)
		}
	}
}

// escape does the first of these that it can: go back to the list, drop the focus, stop what plays.
func (f *Frame) escape() {
	c := f.desk.Window.Canvas()
	switch {
	case f.back():
	case c.Focused() != nil:
		c.Unfocus()
	default:
		f.eager = false
		f.desk.Player.Stop()
	}
}

// back goes from an item that is alone in the window to its list, and reports whether there was one.
func (f *Frame) back() bool {
	p := f.places.list()
	return p != nil && !f.gate.Open() && p.Back()
}

// space pauses what plays. Else it is for the page, which may have something to play, or lets what is paused continue.
func (f *Frame) space(ev *fyne.KeyEvent) {
	switch player := f.desk.Player; {
	case player.Playback.Phase == desk.Playing, player.Playback.Phase == desk.Loading:
		player.Pause()
	case f.pageKey(ev):
	case player.Playback.Phase == desk.Paused:
		player.Resume()
	}
}
