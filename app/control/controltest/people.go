package controltest

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"istratray/app/control"
	"istratray/app/inbox"
)

// SetBooks makes these the address books.
func (b *Backend) SetBooks(books ...control.ContactBook) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.contacts = books
}

// Contacts implements control.People, like the methods below.
func (b *Backend) Contacts() []control.ContactBook {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]control.ContactBook{}, b.contacts...)
}

func (b *Backend) AddContacts(_ context.Context, req control.ContactsRequest) (control.ContactBook, error) {
	if err := b.ask("addbook %s", fieldsOf(req)); err != nil {
		return control.ContactBook{}, err
	}
	book := control.ContactBook{Name: cmp.Or(req.Name, req.Kind), Kind: req.Kind, People: 214}
	b.mu.Lock()
	defer b.mu.Unlock()
	if at := slices.IndexFunc(b.contacts, named(book.Name)); at >= 0 {
		if old := b.contacts[at]; old.ProblemCode == "too-many" { // which reading it again doesn't change
			book = old
		}
		b.contacts[at] = book
	} else {
		b.contacts = append(b.contacts, book)
	}
	return book, nil
}

func fieldsOf(r control.ContactsRequest) string {
	said := strings.Join([]string{r.Kind, r.Name, r.Path + r.URL, r.Login, r.Password, r.TrustKey}, "|")
	if r.Replace {
		said += " replace"
	}
	return said
}

func named(name string) func(control.ContactBook) bool {
	return func(b control.ContactBook) bool { return b.Name == name }
}

func (b *Backend) TestContacts(_ context.Context, req control.ContactsRequest) (control.ContactsTest, error) {
	if err := b.ask("testbook %s", fieldsOf(req)); err != nil {
		return control.ContactsTest{}, err
	}
	return control.ContactsTest{People: 214, Example: "Anna Keller"}, nil
}

func (b *Backend) RemoveContacts(_ context.Context, name string) error {
	if err := b.ask("removebook %s", name); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.contacts = slices.DeleteFunc(b.contacts, named(name))
	return nil
}

func (b *Backend) OrderContacts(_ context.Context, names []string) error {
	if err := b.ask("orderbooks %s", strings.Join(names, "|")); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	slices.SortFunc(b.contacts, func(x, y control.ContactBook) int {
		return slices.Index(names, x.Name) - slices.Index(names, y.Name)
	})
	return nil
}

func (b *Backend) SyncContacts(_ context.Context, name string) error {
	return b.ask("syncbook %s", name)
}

// Lookup knows whom SetPerson or an item of the snapshot has named. It is not noted.
func (b *Backend) Lookup(_ context.Context, number string) (control.Person, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p, ok := b.people[number]; ok {
		return p, nil
	}
	for _, v := range b.snapshot.Voicemails {
		if v.Number == number && v.Name != "" {
			return control.Person{Name: v.Name, Company: v.Company, Note: v.Note, VIP: v.VIP, Muted: v.Muted}, nil
		}
	}
	return control.Person{}, &control.Error{Code: control.NotFound, Message: "Nobody is known by this number."}
}

// Suggest makes these the likely callees.
func (b *Backend) Suggest(list ...control.Suggestion) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.suggested = list
}

// Suggestions are not noted.
func (b *Backend) Suggestions(context.Context, int) ([]control.Suggestion, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]control.Suggestion{}, b.suggested...), nil
}

func (b *Backend) SetPerson(_ context.Context, number string, change control.PersonRequest) error {
	return b.change("person "+number+" "+inWords(change), func(s *inbox.Snapshot) {
		b.remember(number, change)
		for i := range s.Voicemails {
			if s.Voicemails[i].Number == number {
				tell(&s.Voicemails[i].Caller, change)
			}
		}
		for i := range s.Calls {
			if s.Calls[i].Number == number {
				tell(&s.Calls[i].Caller, change)
			}
		}
	})
}

func (b *Backend) remember(number string, change control.PersonRequest) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.people[number]
	p.Numbers = []string{number}
	set(&p.Name, change.Name)
	set(&p.Company, change.Company)
	set(&p.Note, change.Note)
	set(&p.VIP, change.VIP)
	set(&p.Muted, change.Muted)
	set(&p.Favourite, change.Favourite)
	b.people[number] = p
}

func tell(c *inbox.Caller, r control.PersonRequest) {
	set(&c.Name, r.Name)
	set(&c.Note, r.Note)
	set(&c.VIP, r.VIP)
	set(&c.Muted, r.Muted)
	set(&c.Favourite, r.Favourite)
}

func set[T any](into *T, value *T) {
	if value != nil {
		*into = *value
	}
}

// inWords is what a request changes, such as "name=Anna vip=on".
func inWords(r control.PersonRequest) string {
	var out []string
	text := func(name string, value *string) {
		if value != nil {
			out = append(out, name+"="+*value)
		}
	}
	flag := func(name string, value *bool) {
		if value != nil {
			out = append(out, name+"="+map[bool]string{true: "on", false: "off"}[*value])
		}
	}
	text("name", r.Name)
	text("note", r.Note)
	flag("vip", r.VIP)
	flag("muted", r.Muted)
	flag("favourite", r.Favourite)
	return strings.Join(out, " ")
}

func (b *Backend) ExportContacts(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, "BEGIN:VCARD\r\nEND:VCARD\r\n")
	return err
}

func (b *Backend) ImportContacts(_ context.Context, r io.Reader) (int, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	return 1, b.ask("import %d bytes", len(text))
}
