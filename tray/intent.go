package tray

import (
	"fmt"
	"strings"
	"time"

	"istratray/app/inbox"
)

// Intent is something the user chose in the tray. Intents are comparable.
type Intent interface{ intent() }

// Open asks for the window. The zero Open is a click on the icon.
type Open struct {
	Page string // as in control.Show: voicemails, calls, dial, settings; "" = where it was
	Item string // ID to select; "" = none
	Play bool   // and play it
}

// DialClipboard asks for the dial page with the number that is in the clipboard.
type DialClipboard struct{}

// Call asks to call a number back.
type Call struct {
	Number string
	Label  string // who that is, as harmless text; "" = unknown
}

// CallerPage asks for the user's own page for an item's caller.
type CallerPage struct {
	Kind inbox.ItemKind
	ID   string
}

// Snooze asks for silence. Zero ends it.
type Snooze struct{ For time.Duration }

// Quit asks the program to end.
type Quit struct{}

// untilTomorrow becomes a Snooze when it is chosen, since only then it is known for how long.
type untilTomorrow struct{}

func (Open) intent()          {}
func (Call) intent()          {}
func (CallerPage) intent()    {}
func (Snooze) intent()        {}
func (Quit) intent()          {}
func (untilTomorrow) intent() {}
func (DialClipboard) intent() {}

// intentName is what a log may hold of an intent: its kind, not whom it is about.
func intentName(i Intent) string {
	return strings.TrimPrefix(fmt.Sprintf("%T", i), "tray.")
}
