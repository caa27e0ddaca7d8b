package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/parts"
)

// entry is a field that leaves the window's own shortcuts to the window: Fyne gives all of them to what
// has the focus.
type entry struct {
	widget.Entry
	takes func(fyne.Shortcut) bool // whether the window had a use for it
}

func newEntry(u *UI) *entry {
	e := &entry{takes: u.takes}
	e.ExtendBaseWidget(e)
	return e
}

// Field is what the field is made of.
func (e *entry) Field() *widget.Entry { return &e.Entry }

// FocusGained is part of fyne.Focusable.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	parts.Reveal(e)
}

// TypedShortcut is part of fyne.Shortcutable.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if !e.takes(s) {
		e.Entry.TypedShortcut(s)
	}
}
