package desk

import (
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// Confirm asks before something that can't be taken back. Escape is no.
func (d *Desk) Confirm(title, text, yes string, do func()) {
	var pop *widget.PopUp
	no := parts.NewButton(lang.L("Cancel"), "", parts.Plain, func() { pop.Hide() })
	ok := parts.NewButton(yes, "", parts.Danger, func() {
		pop.Hide()
		do()
	})
	column := parts.VBox(look.M,
		parts.NewParagraph(title, parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}, 360),
		parts.NewParagraph(text, parts.Style{Color: look.Muted}, 360),
		parts.Pad(parts.Equal(look.S, no, ok), look.S, 0, 0, 0))
	content := parts.FixedWidth(parts.Pad(column, look.XL, look.XL, look.XL, look.XL), func() float32 {
		return min(360+2*look.XL, d.Window.Canvas().Size().Width-2*look.M)
	})
	pop = widget.NewModalPopUp(content, d.Window.Canvas())
	no.OnEscape(pop.Hide)
	ok.OnEscape(pop.Hide)
	pop.Show()
	d.Window.Canvas().Focus(no)
}
