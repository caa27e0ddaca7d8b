package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// selectionBar is below a list while several rows are selected: how many, and what can be done with all of them.
type selectionBar struct {
	object *fyne.Container
	title  *parts.Text
}

func newSelectionBar(clear func(), buttons ...*parts.Button) *selectionBar {
	b := &selectionBar{title: parts.NewFixedText("", parts.Style{Size: theme.SizeNameCaptionText, Bold: true}).Spoken()}
	none := parts.NewButton("", look.IconClose, parts.Quiet, clear)
	none.SetName(lang.L("Clear the selection"))
	all := []fyne.CanvasObject{parts.Middle(b.title)}
	for _, button := range buttons {
		all = append(all, button)
	}
	last := slices.Clone(buttons)
	slices.Reverse(last)
	row := parts.Border(nil, nil, nil, parts.Middle(none), parts.Yield(parts.Flow(look.XS, all...), last...))
	b.object = container.NewStack(parts.NewFill(look.Raised), parts.Border(parts.NewLine(), nil, nil, nil,
		parts.Group(parts.RoleGroup, lang.L("Selection"), parts.Pad(row, look.XS, look.XS, look.L, look.S))))
	b.object.Hide()
	return b
}

// set says how many there are; it is not there for none.
func (b *selectionBar) set(n int) {
	if n > 0 {
		b.title.Set(selectedText(n))
	}
	parts.Show(b.object, n > 0)
}

func selectedText(n int) string {
	return lang.N("{{.N}} selected", n, map[string]any{"N": words.Number(n)})
}

// severalPane is what a pane shows while several rows are selected.
type severalPane struct {
	object fyne.CanvasObject
	title  *parts.Text
}

func newSeveralPane() *severalPane {
	p := &severalPane{title: parts.NewText("", parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true,
		Align: fyne.TextAlignCenter})}
	p.object = parts.NewEmptyWith(look.IconDone, p.title, lang.L("Use the bar below the list to act on all of them."))
	return p
}

func (p *severalPane) set(n int) { p.title.Set(selectedText(n)) }
