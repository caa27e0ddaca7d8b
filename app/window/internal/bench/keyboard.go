package bench

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keyboard is a canvas that keeps the shortcuts, which that of Fyne's test driver forgets.
type keyboard struct {
	fyne.Canvas
	shortcuts fyne.ShortcutHandler
}

// AddShortcut is part of fyne.Canvas.
func (k *keyboard) AddShortcut(s fyne.Shortcut, do func(fyne.Shortcut)) {
	k.shortcuts.AddShortcut(s, do)
}

// window is one with such a canvas.
type window struct {
	fyne.Window
	keyboard *keyboard
}

// Canvas is part of fyne.Window.
func (w window) Canvas() fyne.Canvas { return w.keyboard }

// Key types a key where the focus is, or into the window.
func (b *Bench) Key(name fyne.KeyName) {
	b.T.Helper()
	ev := &fyne.KeyEvent{Name: name}
	if f := b.Window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
	} else {
		b.Window.Canvas().OnTypedKey()(ev)
	}
	b.Settle()
}

// TypeText types at whatever has the focus, as a keyboard does: each letter is a key as well.
func (b *Bench) TypeText(text string) {
	b.T.Helper()
	for _, r := range text {
		b.Key(fyne.KeyName(strings.ToUpper(string(r))))
		if f := b.Window.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else {
			b.Window.Canvas().OnTypedRune()(r)
		}
		b.Settle()
	}
}

// WithShift presses keys while Shift is held down.
func (b *Bench) WithShift(names ...fyne.KeyName) {
	b.T.Helper()
	list := b.Window.Canvas().Focused().(desktop.Keyable)
	list.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for _, name := range names {
		b.Key(name)
	}
	list.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// Shortcut presses one in the window.
func (b *Bench) Shortcut(s fyne.Shortcut) {
	b.T.Helper()
	b.keyboard.shortcuts.TypedShortcut(s)
	b.Settle()
}

// Ctrl presses Ctrl and a key.
func (b *Bench) Ctrl(key fyne.KeyName) {
	b.T.Helper()
	switch key {
	case fyne.KeyA:
		b.Shortcut(&fyne.ShortcutSelectAll{})
	case fyne.KeyZ:
		b.Shortcut(&fyne.ShortcutUndo{})
	default:
		b.Shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
	}
}

// CtrlShift presses Ctrl, Shift and a key.
func (b *Bench) CtrlShift(key fyne.KeyName) {
	b.T.Helper()
	b.Shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
}

// AltLeft goes back.
func (b *Bench) AltLeft() {
	b.T.Helper()
	b.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
}
