package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// NewEmpty is what a place without content shows: a drawing, a title, and what will be here or
// how to get it. The title may be "". Further objects, such as a button, go below.
func NewEmpty(icon look.IconName, title, text string, more ...fyne.CanvasObject) *fyne.Container {
	heading := NewParagraph(title,
		Style{Size: theme.SizeNameSubHeadingText, Bold: true, Align: fyne.TextAlignCenter}, 300)
	Show(heading, title != "")
	return NewEmptyWith(icon, heading, text, more...)
}

// NewEmptyWith is a NewEmpty whose title changes.
func NewEmptyWith(icon look.IconName, title fyne.CanvasObject, text string, more ...fyne.CanvasObject) *fyne.Container {
	disc := canvas.NewCircle(look.Colour(look.Raised))
	drawing := container.NewStack(
		container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(72), disc)),
		container.NewCenter(NewIcon(icon, look.Muted, 32)),
	)
	column := []fyne.CanvasObject{
		drawing,
		title,
		NewParagraph(text, Style{Color: look.Muted, Align: fyne.TextAlignCenter}, 300),
	}
	for _, o := range more {
		column = append(column, container.NewCenter(o))
	}
	return Centred(Pad(VBox(look.M, column...), 0, 0, look.L, look.L), 300+2*look.L)
}
