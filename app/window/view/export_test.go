package view

import "fyne.io/fyne/v2"

// Shortcut presses Ctrl and a key: the test's canvas can't.
func (u *UI) Shortcut(key fyne.KeyName) { u.shortcut(key) }
