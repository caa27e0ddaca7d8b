package parts

import "fyne.io/fyne/v2"

// Show shows an object or hides it.
func Show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible == o.Visible():
	case visible:
		o.Show()
	default:
		o.Hide()
	}
}
