package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// pageHead is the top of a list: the page's name, a line about what is in it, and one action.
type pageHead struct {
	title  string
	note   *parts.Text
	action *parts.Button // nil: none
	second *parts.Button // before the action; nil: none
	object fyne.CanvasObject
}

// titleRoom is what the name of a page gets beside the actions; with less, they are below it.
const titleRoom = 120

// titleMeasure is the longest line of a page's name.
const titleMeasure = 600

func newPageHead(title string) *pageHead {
	return &pageHead{title: title, note: parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText,
		Color: look.Muted}).Wraps().Spoken()}
}

func (h *pageHead) build(below ...fyne.CanvasObject) fyne.CanvasObject {
	title := parts.NewParagraph(h.title, parts.Style{Size: look.Title, Bold: true}, titleMeasure)
	name := parts.VBox(0, title, h.note)
	var right fyne.CanvasObject
	if h.action != nil {
		right = h.action
	}
	if h.second != nil {
		right = parts.HBox(look.XS, h.second, h.action)
	}
	top := fyne.CanvasObject(name)
	if right != nil {
		// its text is aligned with the end of the field below, less the room of the focus ring
		right = parts.Pad(right, 0, 0, 0, 4-parts.QuietInset)
		top = parts.BesideOf(look.XS, func() float32 { return max(titleRoom*look.Scale(), title.MinSize().Width) },
			name, right)
	}
	column := append([]fyne.CanvasObject{top}, below...)
	h.object = parts.Pad(parts.VBox(look.M, column...), look.L, look.XS, look.L, look.M)
	return h.object
}

// set changes the line below the name, "" for an empty one, and reports whether the action makes sense now.
func (h *pageHead) set(note string, action bool) {
	h.note.Set(note)
	if h.action == nil || h.action.Visible() == action {
		return
	}
	if action {
		h.action.Show()
	} else {
		h.action.Hide()
	}
	if h.object != nil {
		h.object.Refresh() // there is room for it, or none is needed
	}
}

// waiting is what a list shows before the first data have arrived.
func waiting(d *desk.Desk) fyne.CanvasObject {
	if d.Snap.Connection.Outage() {
		return parts.NewEmpty(look.IconOffline, lang.L("Not connected"), desk.ProblemText(d.Snap.Connection.Problem))
	}
	return parts.NewSkeleton()
}
