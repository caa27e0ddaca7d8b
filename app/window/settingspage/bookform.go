package settingspage

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// newKindQuestion asks which kind of address book to add.
func newKindQuestion(s *peopleSection) (question fyne.CanvasObject, first fyne.Focusable) {
	kinds := []struct{ kind, label, help string }{
		{settings.VCard, lang.L("A file or folder"),
			lang.L("vCards, or a CSV file from Google or Outlook. Later changes to it are noticed.")},
		{settings.CardDAV, lang.L("An online address book (CardDAV)"),
			lang.L("Nextcloud, mailbox.org, a company's server.")},
		{settings.LDAP, lang.L("A company directory (LDAP)"), lang.L("Such as Active Directory or OpenLDAP.")},
		{settings.System, lang.L("This computer's address book"), lang.L("What Evolution and GNOME Contacts know.")},
	}
	column := parts.VBox(look.M, parts.NewParagraph(lang.L("Add an address book"),
		parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}, settingMeasure))
	for _, k := range kinds {
		b := parts.NewButton(k.label, "", parts.Plain, func() {
			s.open(newBookForm(s, settings.Contacts{Kind: k.kind}, false))
		})
		b.OnEscape(s.close)
		if first == nil {
			first = b
		}
		column.Add(parts.VBox(look.XS, parts.Flow(0, b), parts.NewParagraph(k.help,
			caption(look.Muted), settingsWidth)))
	}
	cancel := parts.NewButton(lang.L("Cancel"), "", parts.Quiet, s.close)
	cancel.OnEscape(s.close)
	column.Add(parts.Flow(0, cancel))
	return column, first
}

// bookForm describes an address book, tries it, and adds it or changes the one that is there.
type bookForm struct {
	section *peopleSection
	kind    string
	kept    settings.Contacts // of the book that is changed
	fields  *bookFields
	trust   string // a fingerprint that was accepted
	asked   int    // which request is the latest
	outcome *parts.Paragraph
	alert   *parts.Alert
	stranger,
	suggests *fyne.Container
	try, done *parts.Button
	addLabel  string
}

func newBookForm(s *peopleSection, c settings.Contacts, changes bool) (form fyne.CanvasObject, first fyne.Focusable) {
	f := &bookForm{section: s, kind: c.Kind, kept: c, fields: newBookFields(s.desk, c), trust: c.PinnedKey,
		outcome:  parts.NewParagraph("", parts.Style{Bold: true}, settingsWidth),
		alert:    parts.NewAlert(settingsWidth - 2*look.L),
		stranger: parts.VBox(look.S), suggests: parts.VBox(0), addLabel: lang.L("Add")}
	title := kindOf(c.Kind)
	if changes {
		f.addLabel, title = lang.L("Save"), parts.Clean(c.Name)
		f.fields.name.Disable()
	}
	f.outcome.Hide()
	f.try = parts.NewButton(lang.L("Test"), "", parts.Plain, f.test)
	f.done = parts.NewButton(f.addLabel, "", parts.Primary, f.add)
	cancel := parts.NewButton(lang.L("Cancel"), "", parts.Quiet, s.close)
	for _, b := range []*parts.Button{f.try, f.done, cancel} {
		b.OnEscape(s.close)
	}
	for _, field := range f.fields.all() {
		field.OnEscape = s.close
		field.OnSubmitted = func(string) { f.test() }
		field.OnChanged = func(string) { field.Fault("") }
	}
	objects := f.fields.objects()
	if f.fields.path != nil {
		f.completePaths()
		objects = slices.Concat(objects[:1], []fyne.CanvasObject{f.suggests, f.choosers()}, objects[1:])
	}
	heading := parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}
	column := parts.VBox(look.M, parts.NewParagraph(title, heading, settingMeasure))
	column.Objects = append(append(column.Objects, objects...), f.alert, f.stranger, f.outcome,
		parts.Flow(look.S, f.try, f.done, cancel))
	if f.kind == settings.System {
		f.test()
		return column, f.done
	}
	return column, f.fields.all()[0].Entry
}

func (f *bookForm) request() control.ContactsRequest {
	r := f.fields.request(f.kind)
	r.TrustKey, r.Attributes, r.Replace = f.trust, f.kept.Attributes, f.kept.Name != ""
	return r
}

// begin shows that a request is under way. The answer belongs to it as long as its number is the latest.
func (f *bookForm) begin(doing string) int {
	f.asked++
	f.fields.clear()
	f.alert.Set("")
	f.stranger.RemoveAll()
	f.outcome.Set(doing)
	f.outcome.Show()
	f.try.SetEnabled(false)
	f.done.SetEnabled(false)
	return f.asked
}

// end takes the answer to a request in, unless the form is gone; ok is that it was a good one.
func (f *bookForm) end(number int, err error) (ok bool) {
	if number != f.asked || !f.section.form.Visible() {
		return false
	}
	f.try.SetEnabled(true)
	f.done.SetEnabled(true)
	if err != nil {
		f.outcome.Hide()
		f.fail(err)
	}
	return err == nil
}

// test reads the book without adding it, and says how many people are in it.
func (f *bookForm) test() {
	if !f.fields.complete() || f.try.Disabled() {
		return
	}
	number, r := f.begin(lang.L("Reading the address book…")), f.request()
	var found control.ContactsTest
	f.section.desk.Do(func(ctx context.Context) (err error) {
		found, err = f.section.desk.Agent.TestContacts(ctx, r)
		return err
	}, func(err error) {
		if f.end(number, err) {
			f.outcome.Set(foundText(found))
			f.section.desk.Window.Canvas().Focus(f.done)
		}
	})
}

func foundText(t control.ContactsTest) string {
	n := map[string]any{"N": words.Number(t.People)}
	if t.Example == "" {
		return lang.N("{{.N}} people found", t.People, n)
	}
	n["Name"] = parts.Clean(t.Example)
	return lang.N("{{.N}} people found, such as {{.Name}}", t.People, n)
}

// add adds the book, or changes it. One that can't be read is on the list with its problem.
func (f *bookForm) add() {
	if !f.fields.complete() || f.done.Disabled() {
		return
	}
	number, r := f.begin(lang.L("Reading the address book…")), f.request()
	f.section.desk.Do(func(ctx context.Context) error {
		_, err := f.section.desk.Agent.AddContacts(ctx, r)
		return err
	}, func(err error) {
		if f.end(number, err) {
			f.section.close()
		}
		f.section.render()
	})
	f.section.render()
}

// fail says what is wrong, at the field that it is about. For a key that no authority has signed it asks.
func (f *bookForm) fail(err error) {
	var e *control.Error
	text := desk.Explain(err)
	if errors.As(err, &e) {
		switch inbox.ProblemCode(e.Problem) {
		case inbox.UnknownKey, inbox.ChangedKey:
			f.ask(e.Detail)
			return
		}
		if e.Reason.Reason == "contacts-incomplete" && f.fields.address != nil {
			f.fields.address.Fault(lang.L("Enter the server's address."))
			f.fields.address.Focus()
			return
		}
		if at := f.fields.at(e.Problem); at != nil {
			at.Fault(text)
			at.Focus()
			return
		}
	}
	f.alert.Set(text)
}

// ask asks whether to trust a server whose key no authority has signed.
func (f *bookForm) ask(fingerprint string) {
	text := lang.L("No authority that your computer trusts has signed the certificate of {{.Server}}. Compare the fingerprint with the one that its administrator has:",
		map[string]any{"Server": parts.Clean(text(f.fields.address))})
	shown := container.NewStack(parts.NewCard(look.Raised, look.Line, look.Radius),
		parts.Pad(parts.NewParagraph(pieces(fingerprint), parts.Style{Mono: true}, settingsWidth), look.M,
			look.M, look.M, look.M))
	copied := parts.NewButton(lang.L("Copy key"), look.IconCopy, parts.Quiet, func() {
		fyne.CurrentApp().Clipboard().SetContent(fingerprint)
	})
	accept := parts.NewButton(lang.L("Trust this server"), look.IconLock, parts.Plain, func() {
		f.trust = fingerprint
		f.test()
	})
	for _, b := range []*parts.Button{copied, accept} {
		b.OnEscape(f.section.close)
	}
	f.stranger.Objects = []fyne.CanvasObject{parts.NewParagraph(text, parts.Style{}, settingsWidth), shown,
		parts.Flow(look.S, accept, copied)}
	f.stranger.Refresh()
	f.section.desk.Window.Canvas().Focus(copied)
}

// pieces breaks a fingerprint into pieces that can be compared by eye and wrap.
func pieces(fingerprint string) string {
	var out []rune
	for i, r := range []rune(fingerprint) {
		if i > 0 && i%8 == 0 {
			out = append(out, ' ')
		}
		out = append(out, r)
	}
	return string(out)
}
