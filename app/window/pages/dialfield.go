package pages

import (
	"fyne.io/fyne/v2"

	"istratray/app/numbers"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// dialField is where a number or a name is typed. Codes with * and # are taken only from the
// keyboard: one that was pasted, or put there by another program, could divert someone's calls.
type dialField struct {
	listField
	desk   *desk.Desk
	byHand bool // no code in the field was pasted
}

func newDialField(d *desk.Desk, changed, submit, leave func()) *dialField {
	f := &dialField{listField: listField{Entry: parts.Entry{Takes: d.Frame.Takes}, leave: leave}, desk: d,
		byHand: true}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(lang.L("Number or name"))
	f.SetSign(look.IconDial)
	f.OnChanged = func(text string) {
		if text == "" {
			f.byHand = true
		}
		changed()
	}
	f.OnSubmitted = func(string) { submit() }
	return f
}

// TypedShortcut is part of fyne.Shortcutable.
func (f *dialField) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		f.Handed(paste.Clipboard.Content())
	}
	f.Entry.TypedShortcut(s)
}

// Handed is part of parts.Handed: what a program puts here is judged as pasted.
func (f *dialField) Handed(text string) {
	f.byHand = f.byHand && f.desk.Book.Check(text).Verdict != numbers.Refuse
}
