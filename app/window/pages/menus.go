package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// popUp shows a context menu at a place on the canvas.
func popUp(d *desk.Desk, at fyne.Position, items ...*fyne.MenuItem) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.Window.Canvas(), at)
}

// copyNumber puts a number on the clipboard.
func copyNumber(d *desk.Desk, number string) {
	fyne.CurrentApp().Clipboard().SetContent(number)
	d.Say(lang.L("{{.Number}} copied", map[string]any{"Number": parts.Clean(number)}), desk.ToastShort)
}

// popUpBelow shows a menu at the lower edge of the button that opens it.
func popUpBelow(d *desk.Desk, button fyne.CanvasObject, items ...*fyne.MenuItem) {
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), d.Window.Canvas())
	menu.ShowAtRelativePosition(fyne.NewPos(0, button.Size().Height+look.XS), button)
}
