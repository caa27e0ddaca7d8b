package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/plain"
	"istratray/app/window/lang"
	"istratray/app/window/look"
)

// longMenu is how many options a menu has at most; more of them are looked for by typing.
const longMenu = 60

// The size of what opens for many options, with text of the usual size, and the room that it leaves in the window.
const (
	choiceWidth, choiceHeight = 280, 340
	choiceMargin              = look.S
)

// choiceSearch is a list of options under a field that narrows it down. The keyboard stays in the field.
type choiceSearch struct {
	of    *Choice
	pop   *widget.PopUp
	field *choiceField
	list  *List
	none  *Text // in place of the list, when nothing is found
	found []string
}

// choiceField takes what is looked for, and the keys that move in the list.
type choiceField struct {
	Entry
	key func(fyne.KeyName) bool
}

// TypedKey is part of fyne.Focusable.
func (f *choiceField) TypedKey(ev *fyne.KeyEvent) {
	if !f.key(ev.Name) {
		f.Entry.TypedKey(ev)
	}
}

// TypedRune is part of fyne.Focusable. The blank that has opened the list is none of the text.
func (f *choiceField) TypedRune(r rune) {
	if r != ' ' || f.Text != "" {
		f.Entry.TypedRune(r)
	}
}

// openChoiceSearch shows the options below a choice, those with a text in them; "": all, at the one that is chosen.
func openChoiceSearch(c *Choice, text string) {
	on := fyne.CurrentApp().Driver().CanvasForObject(c)
	if on == nil {
		return
	}
	s := &choiceSearch{of: c, field: &choiceField{}}
	s.field.ExtendBaseWidget(s.field)
	s.field.Icon = look.Icon(look.IconSearch, look.Muted)
	s.field.SetPlaceHolder(lang.L("Search"))
	s.field.OnChanged = func(string) { s.find() }
	s.field.key = s.typed
	s.list = NewList(ListOptions{
		Name:   lang.L("Search"),
		NewRow: func() fyne.CanvasObject { return newOptionRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*optionRow).text.Set(s.found[i]) },
		Height: func() float32 { return look.LineHeight(theme.SizeNameText) + 2*look.S },
		Key:    func(i int) string { return s.found[i] },
		Find:   s.index,
		Pick:   s.pick,
		Keys:   func(ev *fyne.KeyEvent) { s.typed(ev.Name) },
	})
	s.none = NewText(lang.L("No results"), Style{Color: look.Muted}).Spoken()
	content := Border(Pad(s.field, 0, look.S, 0, 0), nil, nil, nil,
		container.NewStack(s.list, container.NewCenter(s.none)))
	s.pop = widget.NewPopUp(Pad(content, look.XS, look.XS, look.XS, look.XS), on)
	s.place(on)
	s.find()
	on.Focus(s.field)
	for _, r := range text {
		s.field.TypedRune(r)
	}
}

// place shows it below the choice, or where the window has room for it.
func (s *choiceSearch) place(on fyne.Canvas) {
	room := on.Size().SubtractWidthHeight(2*choiceMargin, 2*choiceMargin)
	size := fyne.NewSize(min(choiceWidth*look.Scale(), room.Width), min(choiceHeight*look.Scale(), room.Height))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.of).AddXY(s.of.Size().Width-size.Width,
		s.of.Size().Height)
	at.X = max(choiceMargin, min(at.X, on.Size().Width-choiceMargin-size.Width))
	at.Y = max(choiceMargin, min(at.Y, on.Size().Height-choiceMargin-size.Height))
	s.pop.ShowAtPosition(at)
	s.pop.Resize(size)
}

// find lists what has the text in it, first what begins with it.
func (s *choiceSearch) find() {
	text := plain.Fold(s.field.Text)
	var begins, has []string
	for _, option := range s.of.Options {
		switch at := strings.Index(plain.Fold(option), text); {
		case at == 0:
			begins = append(begins, option)
		case at > 0:
			has = append(has, option)
		}
	}
	s.found = append(begins, has...)
	s.list.Restart()
	s.list.SetItems(len(s.found), nil)
	Show(s.none, len(s.found) == 0)
	if at := s.index(s.of.Selected); text == "" && at >= 0 {
		s.list.Select(at)
	} else {
		s.list.Select(0)
	}
}

func (s *choiceSearch) index(option string) int {
	for i, found := range s.found {
		if found == option {
			return i
		}
	}
	return -1
}

// typed moves in the list, chooses what the cursor is on, or leaves the choice as it was.
func (s *choiceSearch) typed(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		s.list.TypedKey(&fyne.KeyEvent{Name: key})
	case fyne.KeyReturn, fyne.KeyEnter:
		s.pick(s.list.Cursor())
	case fyne.KeyEscape:
		s.close()
	default:
		return false
	}
	return true
}

func (s *choiceSearch) pick(i int) {
	if i < 0 || i >= len(s.found) {
		return
	}
	chosen := s.found[i]
	s.close()
	s.of.SetSelected(chosen)
}

// close gives the keyboard back.
func (s *choiceSearch) close() {
	s.pop.Hide()
	focus(s.of)
}

// optionRow is one of many options.
type optionRow struct {
	widget.BaseWidget
	text *Text
}

func newOptionRow() *optionRow {
	r := &optionRow{text: NewText("", Style{})}
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is part of fyne.Accessible.
func (r *optionRow) AccessibilityLabel() string { return r.text.Text() }

// AccessibilityRole is part of fyne.Accessible.
func (r *optionRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Pad(r.text, look.S, look.S, look.M, look.M))
}
