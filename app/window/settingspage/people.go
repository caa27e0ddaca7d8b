package settingspage

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// peopleSection is where names come from: the address books, in the order in which they are asked.
type peopleSection struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	list   *fyne.Container
	rows   map[string]*bookRow
	books  []control.ContactBook
	known  bool // the agent has answered
	wanted bool // the section is to come into view
	ticks  int
	asking bool
	again  bool // something has changed since it was asked
	add    *parts.Button
	form   *fyne.Container // where a book is added or changed

	choosing      bool              // the desktop has a window for choosing files
	chooseButtons fyne.CanvasObject // open it; of the form that was made last
}

func newPeopleSection(d *desk.Desk) *peopleSection {
	s := &peopleSection{desk: d, rows: map[string]*bookRow{}, list: parts.VBox(look.M), form: parts.VBox(look.M)}
	s.add = parts.NewButton(lang.L("Add an address book"), "", parts.Plain, func() {
		s.lookForChooser()
		s.open(newKindQuestion(s))
	})
	about := parts.NewParagraph(lang.L("Names from your own address books. The first one that knows a number counts."),
		caption(look.Muted), settingsWidth)
	s.list.Hide()
	s.form.Hide()
	s.object = section(lang.L("People"), parts.VBox(look.M, about, s.list, s.form, parts.Flow(look.S, s.add)))
	return s
}

// open shows a form in place of the button.
func (s *peopleSection) open(form fyne.CanvasObject, first fyne.Focusable) {
	s.form.Objects = []fyne.CanvasObject{form}
	s.form.Show()
	s.form.Refresh()
	s.add.Hide()
	if first != nil {
		s.desk.Window.Canvas().Focus(first)
	}
}

// close ends adding or changing a book.
func (s *peopleSection) close() {
	s.form.RemoveAll()
	s.form.Hide()
	s.add.Show()
	s.desk.Window.Canvas().Focus(s.add)
}

// render asks for the state of the address books.
func (s *peopleSection) render() {
	if s.asking {
		s.again = true
		return
	}
	s.asking = true
	var books []control.ContactBook
	s.desk.Do(func(ctx context.Context) (err error) {
		books, err = s.desk.Agent.Contacts(ctx)
		return err
	}, func(err error) {
		s.asking = false
		if err != nil {
			s.desk.Logger.Warn("address books", "err", err)
		} else {
			s.show(books)
		}
		if s.wanted {
			s.wanted = false
			parts.Reveal(s.object)
			s.desk.Window.Canvas().Focus(s.add)
		}
		if s.again {
			s.again = false
			s.render()
		}
	})
}

// restful is after how many seconds the books are asked about while none is being read.
const restful = 5

// tick follows a reading under way, and asks now and then for the books' state. It is called once a second.
func (s *peopleSection) tick() {
	s.ticks++
	if s.ticks%restful == 0 || slices.ContainsFunc(s.books, func(b control.ContactBook) bool { return b.Syncing }) {
		s.render()
	}
}

// reveal brings the section into view as soon as it is known how large it is.
func (s *peopleSection) reveal() {
	s.wanted = true
	s.render()
}

// show shows the books in their order. Existing rows stay, and keep the focus.
func (s *peopleSection) show(books []control.ContactBook) {
	if s.known && reflect.DeepEqual(books, s.books) {
		return
	}
	s.known, s.books = true, books
	var objects []fyne.CanvasObject
	for i, b := range books {
		row := s.rows[b.Name]
		if row == nil {
			row = newBookRow(s, b.Name)
			s.rows[b.Name] = row
		}
		row.show(b, i, len(books))
		objects = append(objects, row.object, parts.NewLine())
	}
	s.list.Objects = objects
	parts.Show(s.list, len(books) > 0)
	s.list.Refresh()
}

// move puts a book further up, or down with 1.
func (s *peopleSection) move(name string, by int) {
	names := make([]string, len(s.books))
	for i, b := range s.books {
		names[i] = b.Name
	}
	at := slices.Index(names, name)
	if at < 0 || at+by < 0 || at+by >= len(names) {
		return
	}
	names[at], names[at+by] = names[at+by], names[at]
	s.change(func(ctx context.Context) error {
		_, err := s.desk.Agent.OrderContacts(ctx, names)
		return err
	})
}

// change lets the agent change the books, and shows their state during and after that.
func (s *peopleSection) change(request func(context.Context) error) {
	s.desk.Do(request, func(err error) {
		s.desk.Report(err)
		s.render()
	})
}

func (s *peopleSection) sync(name string) {
	s.change(func(ctx context.Context) error {
		_, err := s.desk.Agent.SyncContacts(ctx, name)
		return err
	})
	s.markSyncing(name)
}

// markSyncing shows a reading that was asked for before the agent reports it.
func (s *peopleSection) markSyncing(name string) {
	books := slices.Clone(s.books)
	for i := range books {
		if books[i].Name == name {
			books[i].Syncing = true
		}
	}
	s.show(books)
}

// remove asks first: what is kept of the book is deleted with it.
func (s *peopleSection) remove(name string) {
	s.desk.Confirm(lang.L("Remove “{{.Name}}”?", map[string]any{"Name": parts.Clean(name)}),
		lang.L("Its people are shown as numbers again. The address book itself is not changed."),
		lang.L("Remove"), func() {
			s.change(func(ctx context.Context) error { return s.desk.Agent.RemoveContacts(ctx, name) })
		})
}

// edit opens the form of a book with what is known of it; its password is never shown.
func (s *peopleSection) edit(name string) {
	var now settings.Settings
	s.lookForChooser()
	s.desk.Do(func(ctx context.Context) (err error) {
		now, err = s.desk.Agent.Settings(ctx)
		return err
	}, func(err error) {
		s.desk.Report(err)
		for _, c := range now.Contacts {
			if c.Name == name {
				s.open(newBookForm(s, c, true))
			}
		}
	})
}
