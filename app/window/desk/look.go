package desk

import (
	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/look"
)

// WishOf is how the settings want the window to look.
func WishOf(a settings.Appearance) look.Wish {
	return look.Wish{Mode: look.Mode(a.Theme), Contrast: look.Contrast(a.Contrast), TextScale: a.TextScale}
}

// Dress shows the window as the settings want it, and the desktop where they leave it to that.
func (d *Desk) Dress() {
	fyne.CurrentApp().Settings().SetTheme(d.Desktop.Theme(WishOf(d.Preferences.Current.Appearance)))
}
