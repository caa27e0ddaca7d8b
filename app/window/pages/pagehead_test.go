package pages

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// An action that makes sense only later gets its room then: beside the other one, and within the page.
func TestAnActionThatComesLaterHasRoom(t *testing.T) {
	h := newPageHead("Calls")
	h.second = parts.NewButton("", look.IconFigures, parts.Quiet, func() {})
	h.action = parts.NewButton("Export", look.IconSave, parts.Quiet, func() {})
	h.set("", false)
	object := h.build()
	w := test.NewTempWindow(t, object)
	w.Resize(fyne.NewSize(400, 300))
	h.set("60 calls", true)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	end := at(h.action).X + h.action.Size().Width
	if h.action.Size().Width < h.action.MinSize().Width || end > at(object).X+object.Size().Width ||
		at(h.second).X+h.second.Size().Width > at(h.action).X {
		t.Errorf("the action is at %v, of %v, after %v", at(h.action), h.action.Size(), at(h.second))
	}
}
