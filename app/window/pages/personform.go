package pages

import (
	"fyne.io/fyne/v2"

	"istratray/app/numbers"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// personForm is where the user gives a caller a name and a note, in place. Enter saves, Escape leaves all as it was.
type personForm struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	name   *parts.Field
	note   *parts.Field
	around func() // lays out again what the form is in: a container that was never shown can't ask for that itself
	about  party
	before string // the name that the form began with
}

func newPersonForm(d *desk.Desk, around func()) *personForm {
	f := &personForm{desk: d, around: around,
		name: parts.NewField(lang.L("Name"), d.Frame.Takes), note: parts.NewField(lang.L("Note"), d.Frame.Takes)}
	for _, field := range []*parts.Field{f.name, f.note} {
		field.OnSubmitted = func(string) { f.save() }
		field.OnEscape = f.close
	}
	save := parts.NewButton(lang.L("Save"), "", parts.Primary, f.save)
	cancel := parts.NewButton(lang.L("Cancel"), "", parts.Plain, f.close)
	save.OnEscape(f.close)
	cancel.OnEscape(f.close)
	f.object = parts.Group(parts.RoleGroup, lang.L("Name and note"),
		parts.VBox(look.S, f.name.Object, f.note.Object, parts.Flow(look.S, save, cancel)))
	f.object.Hide()
	return f
}

// open shows the form about a caller, and brings the keyboard to the name or the note.
func (f *personForm) open(p party, note bool) {
	f.about, f.before = p, ""
	if shown := f.desk.Book.Named(p.name); parts.Initials(shown) != "" && shown != desk.UnknownCaller() {
		f.before = shown // a number is no name
	}
	f.name.SetText(f.before)
	f.note.SetText(p.who.Note)
	f.object.Show()
	f.around()
	first := f.name
	if note {
		first = f.note
	}
	first.CursorColumn = len([]rune(first.Text))
	f.desk.Window.Canvas().Focus(first.Entry)
	if !note {
		first.Select() // another name takes its place; a note is added to
	}
}

// keep closes the form when another caller is shown.
func (f *personForm) keep(p party) {
	if f.object.Visible() && p.number != f.about.number {
		f.object.Hide()
		f.around()
	}
}

func (f *personForm) close() {
	f.object.Hide()
	f.around()
	f.desk.Window.Canvas().Unfocus()
}

// save says what was changed.
func (f *personForm) save() {
	var name, note *string
	if typed := numbers.Trim(f.name.Text); typed != f.before {
		name = &typed
	}
	if typed := numbers.Trim(f.note.Text); typed != f.about.who.Note {
		note = &typed
	}
	f.close()
	if name != nil || note != nil {
		rewrite(f.desk, f.about, name, note)
	}
}
