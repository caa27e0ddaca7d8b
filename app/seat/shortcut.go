package seat

import "errors"

// Shortcut is a key of the whole desktop.
type Shortcut struct {
	ID          string
	Description string // for people, who may choose another key for it
	Trigger     string // the key that we would like, as the XDG shortcuts specification writes it: CTRL+ALT+d
}

// ErrNoShortcuts means that this desktop has no portal for global shortcuts.
var ErrNoShortcuts = errors.New("this desktop has no portal for global shortcuts")

// ErrShortcutRefused says that the person, or the desktop, wants no such key.
var ErrShortcutRefused = errors.New("the portal refuses a global shortcut")
