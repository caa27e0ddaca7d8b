package desk

import (
	"context"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/memory"
)

// People is what the window asks of the agent about address books and callers. Methods that read an address book
// take as long as that takes.
type People interface {
	Contacts(ctx context.Context) ([]control.ContactBook, error)
	AddContacts(ctx context.Context, r control.ContactsRequest) (control.ContactBook, error)
	TestContacts(ctx context.Context, r control.ContactsRequest) (control.ContactsTest, error)
	SyncContacts(ctx context.Context, name string) ([]control.ContactBook, error)
	OrderContacts(ctx context.Context, names []string) ([]control.ContactBook, error)
	RemoveContacts(ctx context.Context, name string) error
	Lookup(ctx context.Context, number string) (control.Person, error)
	SetPerson(ctx context.Context, number string, change control.PersonRequest) error
	OpenCallerPage(ctx context.Context, r control.PageRequest) error
	TryHook(ctx context.Context, trial control.HookTrial) (control.HookOutcome, error)
}

// OpenCallerPage has the user's own page for an item's caller opened in the browser.
func (d *Desk) OpenCallerPage(kind inbox.ItemKind, id string) {
	d.Do(func(ctx context.Context) error {
		return d.Agent.OpenCallerPage(ctx, control.PageRequest{Kind: kind, ID: id})
	}, d.Report)
}

// ToCall is how many callers wait for a call, without those whom the user has muted.
func (d *Desk) ToCall() int {
	n := 0
	for _, f := range d.Waiting {
		if !f.Caller.Muted {
			n++
		}
	}
	return n
}

// Leave remembers what was in view: a list, as control.Show names it, and what was chosen there.
func (d *Desk) Leave(page, item string) {
	d.Memory.Change(func(m *memory.Memory) { m.Page, m.Item = page, item })
}

// Tell remembers that someone was told what closing the window does not do.
func (d *Desk) Tell() {
	d.Memory.Change(func(m *memory.Memory) { m.Told = true })
	d.KeepMemory()
}

// Greet reports whether nobody was greeted after a sign-in yet, and remembers that someone was.
func (d *Desk) Greet() bool {
	if d.Memory.Get().Greeted {
		return false
	}
	d.Memory.Change(func(m *memory.Memory) { m.Greeted = true })
	d.KeepMemory()
	return true
}
