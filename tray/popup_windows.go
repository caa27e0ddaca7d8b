package tray

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"

	"istratray/app/win32"
)

var (
	appendMenu          = user32.NewProc("AppendMenuW")
	createPopupMenu     = user32.NewProc("CreatePopupMenu")
	destroyMenu         = user32.NewProc("DestroyMenu")
	setForegroundWindow = user32.NewProc("SetForegroundWindow")
	trackPopupMenu      = user32.NewProc("TrackPopupMenu")
)

// Kinds of a menu's lines.
const (
	mfGrayed    = 0x001
	mfPopup     = 0x010
	mfSeparator = 0x800
)

// popUp shows the menu at a place of the screen until the user has chosen or gone elsewhere; nil = nothing was chosen.
// The window continues receiving messages in the meantime.
func popUp(w *win32.Window, entries []entry, x, y int32) Intent {
	const returnChosen, rightButton, bottomAlign = 0x100, 0x002, 0x020
	var chosen []Intent
	menu := build(entries, &chosen)
	defer func() { _, _, _ = destroyMenu.Call(menu) }()   // its submenus too
	_, _, _ = setForegroundWindow.Call(uintptr(w.Handle)) // else a click elsewhere would not close it
	number, _, _ := trackPopupMenu.Call(menu, returnChosen|rightButton|bottomAlign, uintptr(x), uintptr(y), 0,
		uintptr(w.Handle), 0)
	w.Post(0, 0, 0) // likewise
	if number == 0 || number > uintptr(len(chosen)) {
		return nil
	}
	return chosen[number-1]
}

// build makes a menu; a line's number is its place in chosen, counted from one.
func build(entries []entry, chosen *[]Intent) (menu uintptr) {
	menu, _, _ = createPopupMenu.Call()
	for _, e := range entries {
		kind, id := uintptr(0), uintptr(0)
		switch {
		case e.label == "":
			kind = mfSeparator
		case len(e.children) > 0:
			kind, id = mfPopup, build(e.children, chosen)
		case e.intent == nil:
			kind = mfGrayed
		default:
			*chosen = append(*chosen, e.intent)
			id = uintptr(len(*chosen))
		}
		text, err := windows.UTF16PtrFromString(menuText(e.label))
		if err != nil {
			continue // labels hold no zeros
		}
		_, _, _ = appendMenu.Call(menu, kind, id, uintptr(unsafe.Pointer(text)))
	}
	return menu
}

// menuText keeps an ampersand from marking the next letter as the key that chooses the line.
func menuText(label string) string { return strings.ReplaceAll(label, "&", "&&") }
