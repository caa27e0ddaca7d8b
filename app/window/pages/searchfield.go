package pages

import (
	"fyne.io/fyne/v2"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// searchField is where one types what to look for. Escape empties it, Down goes to what was found.
type searchField struct {
	parts.Entry
	leave func()
}

// newSearchField calls changed with each change, and leave when the keyboard shall go to the list.
func newSearchField(d *desk.Desk, changed, leave func()) *searchField {
	f := &searchField{Entry: parts.Entry{Takes: d.Frame.Takes}, leave: leave}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(lang.L("Search names and numbers"))
	f.Icon = look.Icon(look.IconSearch, look.Muted)
	f.OnChanged = func(string) { changed() }
	f.OnSubmitted = func(string) { leave() }
	return f
}

// TypedKey is part of fyne.Focusable.
func (f *searchField) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyEscape && f.Text != "":
		f.SetText("")
	case ev.Name == fyne.KeyEscape, ev.Name == fyne.KeyDown:
		f.leave()
	default:
		f.Entry.TypedKey(ev)
	}
}

// nothingFound is what a list shows for a search without an answer.
func nothingFound() fyne.CanvasObject {
	return parts.NewEmpty(look.IconSearch, lang.L("No results"), lang.L("Part of a name or number is enough."))
}

// newChips are what a list can be narrowed to, the first one being all of it.
func newChips(name string, labels []string, changed func()) *parts.Segments {
	chips := parts.NewSegments(labels, func(int) { changed() })
	chips.SetName(name)
	return chips
}
