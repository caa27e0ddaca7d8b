package agent

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
	"istratray/app/secret"
	"istratray/app/settings"
	"istratray/app/words"
)

// addressBooks is what the agent remembers of address books beside the settings.
type addressBooks struct {
	sync.Mutex          // held while the list changes
	words      sync.Map // passwords that no keyring has taken, by the book's name
}

// Contacts implements control.People.
func (a *Agent) Contacts() []control.ContactBook {
	all := []control.ContactBook{}
	for _, s := range a.people.Books() {
		all = append(all, bookOf(s))
	}
	return all
}

func bookOf(s people.Status) control.ContactBook {
	b := control.ContactBook{Name: s.Name, Kind: s.Kind, People: s.People, Updated: control.Moment{Time: s.Updated},
		Asked: s.Asked, Syncing: s.Syncing, Done: s.Done, Total: s.Total}
	if s.Problem != nil {
		said := contactsProblem(s.Problem)
		b.Problem, b.Reason = words.English(said), control.ReasonOf(said)
		b.ProblemCode, b.Detail = string(s.Problem.Code), s.Problem.Detail
	}
	return b
}

// contactsProblem is an address book's problem with words.
func contactsProblem(p *people.Problem) words.Problem {
	return words.New("contacts-"+string(p.Code), "detail", p.Detail)
}

// AddContacts implements control.People. One of the same name and place is renewed: that is how a password
// is changed.
func (a *Agent) AddContacts(ctx context.Context, req control.ContactsRequest) (control.ContactBook, error) {
	c, renewed, err := a.addContacts(req)
	if err != nil {
		return control.ContactBook{}, err
	}
	if renewed {
		err = a.people.Sync(ctx, c.Name)
	}
	a.keepBookPassword(ctx, c.Name, req.Password)
	status, failed := a.people.First(ctx, c.Name)
	return bookOf(status), answerOf(errors.Join(err, failed, a.nameAll(ctx)))
}

// addContacts puts the address book on the list; renewed reports whether the same one was there before.
func (a *Agent) addContacts(req control.ContactsRequest) (c settings.Contacts, renewed bool, err error) {
	a.books.Lock()
	defer a.books.Unlock()
	if c, err = a.contactsOf(req); err != nil {
		return c, false, err
	}
	list := a.settings.get().Contacts
	at := slices.IndexFunc(list, func(old settings.Contacts) bool { return old.Name == c.Name })
	switch {
	case at < 0:
		list = append(list, c)
	case !req.Replace && (list[at].Kind != c.Kind || list[at].Path != c.Path || list[at].URL != c.URL):
		return c, false, refused("contacts-name-taken", "name", c.Name)
	case c.Login != "" && req.Password == "" && !sameServer(list[at], c):
		return c, false, bookRefused(&people.Problem{Code: people.NoPassword})
	default:
		list[at] = c
	}
	if req.Password != "" {
		a.books.words.Store(c.Name, req.Password)
	}
	renewed = a.people.Has(c)
	return c, renewed, a.useContacts(list)
}

// sameServer reports whether the password that is kept for a book may be sent to the server of the other one.
func sameServer(kept, c settings.Contacts) bool {
	from, err := url.Parse(kept.URL)
	to, err2 := url.Parse(c.URL)
	return err == nil && err2 == nil && strings.EqualFold(from.Scheme, to.Scheme) &&
		strings.EqualFold(from.Host, to.Host)
}

// contactsOf turns a request into settings. The error is a *control.Error.
func (a *Agent) contactsOf(req control.ContactsRequest) (settings.Contacts, error) {
	c := settings.Contacts{Name: strings.TrimSpace(req.Name), Kind: req.Kind, Path: req.Path,
		URL: strings.TrimSpace(req.URL), Login: strings.TrimSpace(req.Login),
		Base: strings.TrimSpace(req.Base), Filter: strings.TrimSpace(req.Filter), Attributes: req.Attributes,
		PinnedKey: strings.TrimSpace(req.TrustKey)}
	if c.Name == "" {
		c.Name = a.freeName(c)
	}
	if c.Kind == settings.VCard && c.Path != "" && !filepath.IsAbs(c.Path) {
		return c, control.NewError(control.BadRequest, words.New("contacts-path"))
	}
	if !c.Usable() {
		return c, control.NewError(control.BadRequest, words.New("contacts-incomplete"))
	}
	if c.Kind != settings.VCard {
		return c, nil
	}
	if _, err := os.Stat(c.Path); err != nil {
		return c, control.NewError(control.NotFound, words.New("contacts-no-file"))
	}
	return c, nil
}

// freeName is a name made of path or host that no other address book has; a renewed one keeps its name.
func (a *Agent) freeName(c settings.Contacts) string {
	list := a.settings.get().Contacts
	for _, old := range list {
		if old.Kind == c.Kind && old.Path == c.Path && old.URL == c.URL {
			return old.Name
		}
	}
	base := "System"
	switch c.Kind {
	case settings.VCard:
		base = strings.TrimSuffix(filepath.Base(c.Path), filepath.Ext(c.Path))
	case settings.CardDAV, settings.LDAP:
		if u, err := url.Parse(c.URL); err == nil {
			base = u.Hostname()
		}
	}
	name := base
	for n := 2; slices.ContainsFunc(list, func(old settings.Contacts) bool { return old.Name == name }); n++ {
		name = fmt.Sprintf("%s %d", base, n)
	}
	return name
}

// keepBookPassword brings a password into the keyring. Until then, and where that fails, it is in memory.
func (a *Agent) keepBookPassword(ctx context.Context, name, password string) {
	if password == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	if err := a.keyring.SetBook(ctx, name, password); err != nil {
		a.log.Warn("keeping an address book's password", "err", err)
		a.opts.Warn(a.words().Tell(words.New(secret.Reason(err)).Behind("contacts-password-not-kept")))
		return
	}
	a.books.words.CompareAndDelete(name, password)
}

// useContacts saves the list of address books and applies it.
func (a *Agent) useContacts(list []settings.Contacts) error {
	if err := a.settings.change(func(s *settings.Settings) { s.Contacts = list }); err != nil {
		return refused("settings-not-saved", "error", err.Error())
	}
	a.people.Use(list)
	return nil
}

// RemoveContacts implements control.People.
func (a *Agent) RemoveContacts(ctx context.Context, name string) error {
	if err := a.dropContacts(name); err != nil {
		return err
	}
	a.logged("naming callers", a.nameAll(ctx))
	a.books.words.Delete(name)
	ctx, cancel := context.WithTimeout(ctx, keyringLimit)
	defer cancel()
	if err := a.keyring.DeleteBook(ctx, name); err != nil && !errors.Is(err, secret.ErrNoKeyring) {
		return refused("contacts-password-left", "name", name)
	}
	return nil
}

func (a *Agent) dropContacts(name string) error {
	a.books.Lock()
	defer a.books.Unlock()
	list := a.settings.get().Contacts
	left := slices.DeleteFunc(slices.Clone(list), func(c settings.Contacts) bool { return c.Name == name })
	if len(left) == len(list) {
		return noBook()
	}
	return a.useContacts(left)
}

func noBook() error { return control.NewError(control.NotFound, words.New("contacts-no-name")) }

// OrderContacts implements control.People.
func (a *Agent) OrderContacts(ctx context.Context, names []string) error {
	a.books.Lock()
	list := a.settings.get().Contacts
	rank := func(c settings.Contacts) int {
		if at := slices.Index(names, c.Name); at >= 0 {
			return at
		}
		return len(names)
	}
	slices.SortStableFunc(list, func(x, y settings.Contacts) int { return rank(x) - rank(y) })
	err := a.useContacts(list)
	a.books.Unlock()
	if err != nil {
		return err
	}
	return answerOf(a.nameAll(ctx))
}

// SyncContacts implements control.People.
func (a *Agent) SyncContacts(ctx context.Context, name string) error {
	if name != "" && !a.people.HasName(name) {
		return noBook()
	}
	if err := a.people.Sync(ctx, name); err != nil {
		return answerOf(err)
	}
	return answerOf(a.nameAll(ctx))
}

// TestContacts implements control.People.
func (a *Agent) TestContacts(ctx context.Context, req control.ContactsRequest) (control.ContactsTest, error) {
	c, err := a.contactsOf(req)
	if err != nil {
		return control.ContactsTest{}, err
	}
	kept := slices.ContainsFunc(a.settings.get().Contacts, func(old settings.Contacts) bool {
		return old.Name == c.Name && sameServer(old, c)
	})
	if req.Password == "" && req.Login != "" && kept {
		req.Password, _ = a.bookPassword(ctx, c.Name)
	}
	n, example, err := a.people.Try(ctx, c, req.Password)
	var p *people.Problem
	if errors.As(err, &p) {
		return control.ContactsTest{}, bookRefused(p)
	}
	return control.ContactsTest{People: n, Example: example}, answerOf(err)
}

// bookRefused is an address book's problem as an answer.
func bookRefused(p *people.Problem) error {
	refusal := control.NewError(control.Refused, contactsProblem(p))
	refusal.Problem, refusal.Detail = string(p.Code), p.Detail
	return refusal
}

// Lookup implements control.People. Someone whom no address book knows may have been named by the platform.
func (a *Agent) Lookup(ctx context.Context, number string) (control.Person, error) {
	number, err := numbers.Typed(number)
	if err != nil {
		return control.Person{}, notANumber(err)
	}
	number = a.meant(number)
	party := people.Party{Label: number, Number: number}
	k := a.people.Resolve(ctx, a.partyOf(party))
	if k.Empty() {
		return control.Person{}, control.NewError(control.NotFound, words.New("person-unknown"))
	}
	c := a.callerOf(k)
	return control.Person{Name: c.Name, Company: c.Company, Numbers: append([]string{}, k.Numbers...), Note: c.Note,
		VIP: c.VIP, Muted: c.Muted, Favourite: k.Favourite, Source: k.Source,
		Picture: k.Picture}, nil
}

// meant strips the prefix for outside lines from a number that may have been written with it.
func (a *Agent) meant(number string) string {
	dialled := a.people.Key(people.Party{Callback: number})
	nobody := func(n string) bool {
		return a.people.Who(a.partyOf(people.Party{Label: n, Number: n})).Empty()
	}
	if dialled == "" || !nobody(number) || nobody(dialled) {
		return number
	}
	return dialled
}

// partyOf is what the platform says about a number in the newest item that has it.
func (a *Agent) partyOf(asked people.Party) people.Party {
	key, s := a.people.Key(asked), a.hub.latest()
	named := func(p inbox.Party) bool {
		return people.IsName(p.Label) && a.people.Key(people.Party(p)) == key
	}
	for _, v := range s.Voicemails {
		if p := v.Party(); named(p) {
			return people.Party(p)
		}
	}
	for _, c := range s.Calls {
		if p := c.Party(); named(p) {
			return people.Party(p)
		}
	}
	return asked
}

// notANumber explains why a text is no number.
func notANumber(err error) error {
	why := numbers.ReasonOf(err)
	if why == "" {
		why = numbers.NoNumber
	}
	return control.NewError(control.BadRequest, words.New("number-"+string(why)))
}

// SetPerson implements control.People.
func (a *Agent) SetPerson(ctx context.Context, number string, change control.PersonRequest) error {
	number, err := numbers.Typed(number)
	if err != nil {
		return notANumber(err)
	}
	_, err = a.people.Set(a.meant(number), func(o *people.Own) {
		take(&o.Name, change.Name)
		take(&o.Company, change.Company)
		take(&o.Note, change.Note)
		take(&o.VIP, change.VIP)
		take(&o.Muted, change.Muted)
		take(&o.Favourite, change.Favourite)
	})
	if err != nil {
		return ownAnswer(err)
	}
	a.favouriteNames.forget()
	a.tray.Refresh()
	return answerOf(a.nameAll(ctx))
}

func take[T any](into *T, value *T) {
	if value != nil {
		*into = *value
	}
}

func ownAnswer(err error) error {
	var p *people.Problem
	switch {
	case errors.Is(err, people.ErrNoNumber):
		return notANumber(nil)
	case errors.Is(err, people.ErrNoAccount):
		return control.NewError(control.NotSignedIn, words.New("person-no-account"))
	case errors.As(err, &p):
		return control.NewError(control.Refused, contactsProblem(p))
	}
	return refused("person-not-saved", "error", err.Error())
}

// ExportContacts implements control.People.
func (a *Agent) ExportContacts(_ context.Context, w io.Writer) error { return a.people.Export(w) }

// ImportContacts implements control.People.
func (a *Agent) ImportContacts(ctx context.Context, r io.Reader) (int, error) {
	n, err := a.people.Import(r)
	if err != nil {
		return 0, ownAnswer(err)
	}
	return n, answerOf(a.nameAll(ctx))
}

func refused(code string, pairs ...string) error {
	return control.NewError(control.Refused, words.New(code, pairs...))
}
