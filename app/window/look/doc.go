// Package look is how the window looks: the palette in light and dark, the type scale, the
// spacing and the icons, as one fyne.Theme. It holds no state of the program and knows no page.
//
// A Theme is immutable; changing the appearance means setting a new one. Everything here may be
// called from any goroutine.
package look
