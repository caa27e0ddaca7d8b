package frame

import "fyne.io/fyne/v2"

// Chord presses Ctrl, Shift and a key.
func (f *Frame) Chord(key fyne.KeyName) { f.chord(key) }

// Shortcut presses Ctrl and a key: the test's canvas can't.
func (f *Frame) Shortcut(key fyne.KeyName) { f.shortcut(key) }

// Back does what Alt and Left mean.
func (f *Frame) Back() bool { return f.back() }
