package controltest

import (
	"context"
	"fmt"
	"io"

	"istratray/app/control"
)

// Contacts implements control.People, like the methods below.
func (b *Backend) Contacts() []control.ContactBook {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]control.ContactBook{}, b.contacts...)
}

func (b *Backend) AddContacts(_ context.Context, req control.ContactsRequest) (control.ContactBook, error) {
	book := control.ContactBook{Name: req.Name, Kind: req.Kind, People: 214}
	b.mu.Lock()
	b.contacts = append(b.contacts, book)
	b.mu.Unlock()
	return book, b.ask("add contacts %s", fmt.Sprintf("%+v", req))
}

func (b *Backend) TestContacts(_ context.Context, req control.ContactsRequest) (control.ContactsTest, error) {
	return control.ContactsTest{People: 214, Example: "Anna Keller"}, b.ask("test contacts %s", req.Kind)
}

func (b *Backend) RemoveContacts(_ context.Context, name string) error {
	return b.ask("remove contacts %s", name)
}

func (b *Backend) OrderContacts(_ context.Context, names []string) error {
	return b.ask("order contacts %q", names)
}

func (b *Backend) SyncContacts(_ context.Context, name string) error {
	return b.ask("sync contacts %q", name)
}

func (b *Backend) Lookup(_ context.Context, number string) (control.Person, error) {
	if err := b.ask("look up %s", number); err != nil {
		return control.Person{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.people[number]
	if !ok {
		return p, &control.Error{Code: control.NotFound, Message: "Nobody is known under this number."}
	}
	return p, nil
}

func (b *Backend) Suggestions(_ context.Context, limit int) ([]control.Suggestion, error) {
	return []control.Suggestion{}, b.ask("suggest %d", limit)
}

func (b *Backend) SetPerson(_ context.Context, number string, change control.PersonRequest) error {
	b.mu.Lock()
	p := b.people[number]
	p.Numbers = []string{number}
	set(&p.Name, change.Name)
	set(&p.Company, change.Company)
	set(&p.Note, change.Note)
	set(&p.VIP, change.VIP)
	set(&p.Muted, change.Muted)
	set(&p.Favourite, change.Favourite)
	if b.people == nil {
		b.people = map[string]control.Person{}
	}
	b.people[number] = p
	b.mu.Unlock()
	return b.ask("set person %s", number)
}

func set[T any](into *T, value *T) {
	if value != nil {
		*into = *value
	}
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
