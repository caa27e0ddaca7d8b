package access

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/parts"
)

// dot stands for a letter of a password.
const dot = "•"

// describeField describes a field of one line. Its hint is what it is called by where nothing else names it.
func describeField(o fyne.CanvasObject, e *widget.Entry) (parts.Access, *Text) {
	a := parts.Access{Role: parts.RoleField}
	hint := e.PlaceHolder
	if hinted, ok := o.(interface{ Hint() string }); ok {
		hint = hinted.Hint()
	}
	if e.OnSubmitted != nil {
		a.Open = func() { e.OnSubmitted(e.Text) }
	}
	if e.ActionItem != nil {
		a.Children = []fyne.CanvasObject{e.ActionItem}
	}
	t := &Text{
		Content: e.Text, Hint: hint, Caret: e.CursorTextOffset(),
		Set:      func(text string) bool { return hand(o, e, text) },
		Insert:   func(at int, text string) bool { return splice(o, e, at, at, text) },
		Delete:   func(from, to int) { splice(o, e, from, to, "") },
		SetCaret: func(at int) { setCaret(e, at) },
		Select:   func(from, to int) { selectText(e, from, to) },
	}
	if !o.Size().IsZero() { // before that, Fyne has not made it ready
		t.From, t.To = selection(e)
	}
	if e.Password {
		a.Role = parts.RolePassword
		t.Content = strings.Repeat(dot, utf8.RuneCountInString(e.Text))
	}
	return a, t
}

// selection is what is selected: Fyne tells the text, which begins or ends at the caret.
func selection(e *widget.Entry) (from, to int) {
	n := utf8.RuneCountInString(e.SelectedText())
	caret := e.CursorTextOffset()
	all := []rune(e.Text)
	if n == 0 {
		return caret, caret
	}
	if caret-n >= 0 && caret <= len(all) && string(all[caret-n:caret]) == e.SelectedText() {
		return caret - n, caret
	}
	return caret, min(caret+n, len(all))
}

// setText replaces what is in a field, as typing does.
func setText(e *widget.Entry, text string) {
	setCaret(e, 0)
	e.SetText(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " "))
	setCaret(e, utf8.RuneCountInString(e.Text))
}

// hand puts text into a field that may want to know that nobody typed it, and reports whether it is short enough.
func hand(o fyne.CanvasObject, e *widget.Entry, text string) bool {
	if n := utf8.RuneCountInString(text); n > parts.MostLetters && n > utf8.RuneCountInString(e.Text) {
		return false
	}
	if field, ok := o.(parts.Handed); ok {
		field.Handed(text)
	}
	setText(e, text)
	return true
}

// splice puts text in place of some, as hand does.
func splice(o fyne.CanvasObject, e *widget.Entry, from, to int, text string) bool {
	all := []rune(e.Text)
	from = min(max(from, 0), len(all))
	to = min(max(to, from), len(all))
	if !hand(o, e, string(all[:from])+text+string(all[to:])) {
		return false
	}
	setCaret(e, from+utf8.RuneCountInString(text))
	return true
}

// setCaret moves the caret; nothing is selected then.
func setCaret(e *widget.Entry, at int) {
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) // lets go of what is selected
	e.CursorColumn = min(max(at, 0), utf8.RuneCountInString(e.Text))
	e.Refresh()
}

// selectText selects with the keys that people have for it: Fyne has no function.
func selectText(e *widget.Entry, from, to int) {
	n := utf8.RuneCountInString(e.Text)
	from, to = min(max(from, 0), n), min(max(to, 0), n)
	setCaret(e, min(from, to))
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range max(from, to) - min(from, to) {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// lettersOf is how to find the letters of an object; nil is that it has none, or doesn't know.
func lettersOf(o fyne.CanvasObject) func(from, to int) (fyne.Position, fyne.Size, bool) {
	switch o := o.(type) {
	case parts.Lettered:
		return o.Letters
	case *widget.Entry:
		return func(from, to int) (fyne.Position, fyne.Size, bool) { return lettersOfField(o, from, to) }
	case interface{ Field() *widget.Entry }:
		return func(from, to int) (fyne.Position, fyne.Size, bool) { return lettersOfField(o.Field(), from, to) }
	}
	return nil
}

// lettersOfField is where letters of a field are: behind its edge, and moved by as much as it is scrolled.
func lettersOfField(e *widget.Entry, from, to int) (fyne.Position, fyne.Size, bool) {
	text := e.Text
	if e.Password {
		text = strings.Repeat(dot, utf8.RuneCountInString(text))
	}
	inset := e.Theme().Size(theme.SizeNameInnerPadding)
	at := fyne.NewPos(inset, inset)
	if e.Icon != nil {
		at.X += e.Theme().Size(theme.SizeNameInlineIcon) + inset
	}
	if scroll, ok := field(e, "scroll"); ok && !scroll.IsNil() {
		at.X -= float32(scroll.Elem().FieldByName("Offset").FieldByName("X").Float())
	}
	return parts.LettersOfLine(text, at, from, to)
}
