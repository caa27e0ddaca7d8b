package tray

import "time"

// Intent is something the user chose in the tray.
type Intent interface{ intent() }

// Open asks for the window. The zero Open is a click on the icon.
type Open struct {
	Page string // as in control.Show: voicemails, calls, dial, settings; "" = where it was
	Item string // ID to select; "" = none
	Play bool   // and play it
}

// Call asks to call a number back. The receiver asks the user first if that is the custom.
type Call struct{ Number, Label string }

// Snooze asks for silence. Zero or less ends it.
type Snooze struct{ For time.Duration }

// Quit asks the program to end.
type Quit struct{}

func (Open) intent()   {}
func (Call) intent()   {}
func (Snooze) intent() {}
func (Quit) intent()   {}
