package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// popUp shows a context menu at a place on the canvas.
func (u *UI) popUp(at fyne.Position, items ...*fyne.MenuItem) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), u.Window.Canvas(), at)
}

// copy puts a number on the clipboard.
func (u *UI) copy(number string) {
	fyne.CurrentApp().Clipboard().SetContent(number)
	u.toast.say(lang.L("{{.Number}} copied", map[string]any{"Number": parts.Clean(number)}), toastShort)
}

// popUpBelow shows a menu at the lower edge of the button that opens it.
func (u *UI) popUpBelow(button fyne.CanvasObject, items ...*fyne.MenuItem) {
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), u.Window.Canvas())
	menu.ShowAtRelativePosition(fyne.NewPos(0, button.Size().Height+look.XS), button)
}
