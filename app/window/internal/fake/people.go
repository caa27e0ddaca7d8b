package fake

import (
	"context"
	"slices"
	"strings"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
)

// SetBooks makes address books those that there are.
func (a *Agent) SetBooks(books ...control.ContactBook) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.books = books
}

// Hang makes sign-ins wait until they are given up, or answers them again.
func (a *Agent) Hang(on bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.silent = on
}

func (a *Agent) hangs() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.silent
}

// Contacts is part of desk.People.
func (a *Agent) Contacts(context.Context) ([]control.ContactBook, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.books), a.failures["contacts"]
}

// AddContacts is part of desk.People.
func (a *Agent) AddContacts(_ context.Context, r control.ContactsRequest) (control.ContactBook, error) {
	if err := a.note("addbook", asked(r)); err != nil {
		return control.ContactBook{}, err
	}
	book := control.ContactBook{Name: r.Name, Kind: r.Kind, People: 214}
	if book.Name == "" {
		book.Name = r.Kind
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if at := a.book(book.Name); at >= 0 {
		a.books[at] = book
	} else {
		a.books = append(a.books, book)
	}
	return book, nil
}

func asked(r control.ContactsRequest) string {
	return strings.Join([]string{r.Kind, r.Name, r.Path + r.URL, r.Login, r.Password, r.TrustKey}, "|")
}

func (a *Agent) book(name string) int {
	return slices.IndexFunc(a.books, func(b control.ContactBook) bool { return b.Name == name })
}

// TestContacts is part of desk.People.
func (a *Agent) TestContacts(_ context.Context, r control.ContactsRequest) (control.ContactsTest, error) {
	if err := a.note("testbook", asked(r)); err != nil {
		return control.ContactsTest{}, err
	}
	return control.ContactsTest{People: 214, Example: "Anna Keller"}, nil
}

// SyncContacts is part of desk.People.
func (a *Agent) SyncContacts(ctx context.Context, name string) ([]control.ContactBook, error) {
	if err := a.note("syncbook", name); err != nil {
		return nil, err
	}
	return a.Contacts(ctx)
}

// OrderContacts is part of desk.People.
func (a *Agent) OrderContacts(ctx context.Context, names []string) ([]control.ContactBook, error) {
	if err := a.note("orderbooks", strings.Join(names, "|")); err != nil {
		return nil, err
	}
	a.mu.Lock()
	slices.SortFunc(a.books, func(x, y control.ContactBook) int {
		return slices.Index(names, x.Name) - slices.Index(names, y.Name)
	})
	a.mu.Unlock()
	return a.Contacts(ctx)
}

// RemoveContacts is part of desk.People.
func (a *Agent) RemoveContacts(_ context.Context, name string) error {
	if err := a.note("removebook", name); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.books = slices.DeleteFunc(a.books, func(b control.ContactBook) bool { return b.Name == name })
	return nil
}

// Lookup is part of desk.People: it knows whom the snapshot knows.
func (a *Agent) Lookup(_ context.Context, number string) (control.Person, error) {
	s := a.Snapshot()
	for _, v := range s.Voicemails {
		if numbers.SameLine(v.Number, number) && v.Name != "" {
			return control.Person{Name: v.Name, Company: v.Company, Note: v.Note, VIP: v.VIP, Muted: v.Muted}, nil
		}
	}
	return control.Person{}, &control.Error{Code: control.NotFound}
}

// SetPerson is part of desk.People.
func (a *Agent) SetPerson(_ context.Context, number string, change control.PersonRequest) error {
	if err := a.note("person", number+" "+said(change)); err != nil {
		return err
	}
	a.Change(func(s *inbox.Snapshot) {
		s.Calls = slices.Clone(s.Calls)
		for i := range s.Voicemails {
			if numbers.SameLine(s.Voicemails[i].Number, number) {
				tell(&s.Voicemails[i].Caller, change)
			}
		}
		for i := range s.Calls {
			if numbers.SameLine(s.Calls[i].Number, number) {
				tell(&s.Calls[i].Caller, change)
			}
		}
	})
	return nil
}

func said(r control.PersonRequest) string {
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

func tell(c *inbox.Caller, r control.PersonRequest) {
	put(&c.Name, r.Name)
	put(&c.Note, r.Note)
	put(&c.VIP, r.VIP)
	put(&c.Muted, r.Muted)
}

func put[T any](into *T, value *T) {
	if value != nil {
		*into = *value
	}
}

// OpenCallerPage is part of desk.People.
func (a *Agent) OpenCallerPage(_ context.Context, r control.PageRequest) error {
	return a.note("page", string(r.Kind)+" "+r.ID)
}

// TryHook is part of desk.People.
func (a *Agent) TryHook(_ context.Context, r control.HookTrial) (control.HookOutcome, error) {
	return control.HookOutcome{Output: "lamp on", Seconds: 0.2}, a.note("hook", strings.Join(r.Command, "|"))
}
