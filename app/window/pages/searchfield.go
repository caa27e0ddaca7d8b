package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// listField is a field above a list. Escape empties it, Down goes to the list.
type listField struct {
	parts.Entry
	leave func() // the focus goes to the list
}

// TypedKey is part of fyne.Focusable.
func (f *listField) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyEscape && f.Text != "":
		f.SetText("")
	case ev.Name == fyne.KeyEscape, ev.Name == fyne.KeyDown:
		f.leave()
	default:
		f.Entry.TypedKey(ev)
	}
}

// searchField takes search terms. The cross at its end empties it.
type searchField struct{ listField }

// newSearchField calls changed with each change, and leave when the focus should go to the list.
func newSearchField(d *desk.Desk, changed, leave func()) *searchField {
	f := &searchField{listField{Entry: parts.Entry{Takes: d.Frame.Takes}, leave: leave}}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(lang.L("Search names and numbers"))
	f.SetSign(look.IconSearch)
	clear := parts.NewButton("", look.IconClose, parts.Quiet, func() {
		f.SetText("")
		d.Window.Canvas().Focus(f)
	})
	clear.SetName(lang.L("Clear the search"))
	clear.Hide()
	f.ActionItem = container.NewHBox(clear) // which takes no room while there is nothing to clear
	f.OnChanged = func(text string) {
		if clear.Visible() != (text != "") {
			parts.Show(clear, text != "")
			f.Resize(f.Size().AddWidthHeight(1, 0)) // Fyne lays a field out for another size only
			f.Resize(f.Size().SubtractWidthHeight(1, 0))
		}
		changed()
	}
	f.OnSubmitted = func(string) { leave() }
	return f
}

// nothingFound is what a list shows for a search without results, with a button that clears it.
func nothingFound(clear func()) fyne.CanvasObject {
	return parts.NewEmpty(look.IconSearch, lang.L("No results"), lang.L("Part of a name or number is enough."),
		parts.NewButton(lang.L("Clear"), "", parts.Plain, clear))
}

// noneOfThese is what a list shows when nothing passes its filter.
func noneOfThese(icon look.IconName, text string, all func()) fyne.CanvasObject {
	return parts.NewEmpty(icon, lang.L("None of these"), text,
		parts.NewButton(lang.L("Show all"), "", parts.Plain, all))
}

// found are the pieces of a text that a search found in it.
func found(text, query string) (out parts.Found) {
	for i, piece := range history.Pieces(text, query, len(out)) {
		out[i] = parts.Span{From: piece.From, To: piece.To}
	}
	return out
}

// mark marks in a row what a search found.
func mark(d *parts.RowData, query string) {
	if query != "" {
		d.NameFound, d.DetailFound = found(parts.Clean(d.Name), query), found(parts.Clean(d.Detail), query)
	}
}

// tipOf is all that a row says, in full.
func tipOf(d parts.RowData, number string) string {
	when := d.When
	if when == "" {
		when = d.Time
	}
	facts := []string{parts.Clean(d.Name)}
	for _, fact := range []string{number, d.Detail, when, d.Note} {
		if fact = parts.Clean(fact); fact != "" && !slices.Contains(facts, fact) {
			facts = append(facts, fact)
		}
	}
	return strings.Join(facts, " · ")
}
