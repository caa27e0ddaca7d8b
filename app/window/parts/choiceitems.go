package parts

import "fyne.io/fyne/v2"

// arrowStep is where an arrow key leads from what is chosen: -1, 1, or 0 for any other key.
func arrowStep(ev *fyne.KeyEvent) int {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		return -1
	case fyne.KeyRight, fyne.KeyDown:
		return 1
	}
	return 0
}

// choiceAccess is one of n choices side by side, for screen readers: a radio button. focused is whether the widget
// has the keyboard.
func choiceAccess(w interface {
	fyne.CanvasObject
	fyne.Focusable
	Choose(int)
}, label string, i, n int, chosen, focused bool) Access {
	return Access{
		Role: RoleRadio, Name: label, Key: label, Position: i + 1, Total: n,
		State: Checkable | Checked.When(chosen) | Selectable | Selected.When(chosen),
		Press: func() { w.Choose(i) }, Focus: func() { focus(w) }, Focused: focused && chosen,
	}
}
