package view

import "fyne.io/fyne/v2"

// Chord presses Ctrl, Shift and a key.
func (u *UI) Chord(key fyne.KeyName) { u.chord(key) }

// Shortcut presses Ctrl and a key: the test's canvas can't.
func (u *UI) Shortcut(key fyne.KeyName) { u.shortcut(key) }

// ChooseVolume presses the loudspeaker of the message that is shown.
func (u *UI) ChooseVolume() { u.frame.voicemails.pane.player.chooseVolume() }

// Back does what Alt and Left mean.
func (u *UI) Back() bool { return u.back() }
