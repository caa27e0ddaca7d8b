package tray

import (
	"bytes"
	"image/png"
	"strconv"

	"fyne.io/systray"
)

// The menu bar is 22 points high; the picture has two pixels a point.
const menuBarPixels = 44

// setIcon sends a template, which the system colours for the menu bar, and the number as text beside it, where it is
// larger than a badge could be.
func (m *systemMenu) setIcon(ic icon) {
	number := ""
	switch {
	case ic.badge >= most:
		number = "9+"
	case ic.badge > 0:
		number = strconv.Itoa(ic.badge)
	}
	ic.badge = 0
	var b bytes.Buffer
	if err := png.Encode(&b, drawIcon(ic, menuBarPixels, template)); err != nil {
		return // writing to a buffer never fails
	}
	systray.SetTemplateIcon(b.Bytes(), b.Bytes())
	systray.SetTitle(number)
}

func menuText(label string) string { return label }
