package agent

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
	"istratray/app/people"
	"istratray/app/secret"
	"istratray/app/settings"
	"istratray/app/words"
)

const (
	// gathered is how long changes of address books are collected before all items get their names again.
	gathered = 100 * time.Millisecond
	// askedFor is how long a notification waits for a directory that has to be asked who calls.
	askedFor = 300 * time.Millisecond
)

// newPeople makes the directory of people. That of a demo is kept in the demo's folder.
func (a *Agent) newPeople(places settings.Places) *people.Directory {
	cache := places.CacheDir
	if a.opts.Demo {
		cache = places.StateDir
	}
	return people.New(people.Options{
		CacheDir: filepath.Join(cache, "contacts"),
		OwnDir:   filepath.Join(places.ConfigDir, "people"),
		ExtraCAs: []byte(a.settings.get().CAPEM),
		Password: a.bookPassword,
		Changed: func() {
			select {
			case a.named <- struct{}{}:
			default:
			}
		},
		Logger: a.log,
	})
}

// nameItems keeps the names of all items up to date, and the country in which numbers are read.
func (a *Agent) nameItems(ctx context.Context) error {
	snapshots, cancel := a.hub.subscribe()
	defer cancel()
	for {
		select {
		case <-ctx.Done():
			return nil
		case s := <-snapshots:
			a.people.SetCountry(a.country(s.CallerID.Number))
			a.people.SetLine(lineOf(s))
		case <-a.named:
			select {
			case <-time.After(gathered):
			case <-ctx.Done():
			}
			a.favouriteNames.forget()
			a.logged("naming callers", a.nameAll(ctx))
			a.tray.Refresh()
		}
	}
}

// lineOf is the user's own line: the number that called parties see, and the extension in the newest call.
func lineOf(s inbox.Snapshot) people.Line {
	for _, c := range s.Calls {
		if c.Line != "" {
			return people.Line{Number: s.CallerID.Number, Extension: c.Line}
		}
	}
	return people.Line{}
}

// country is that in which numbers are read.
func (a *Agent) country(ownNumber string) string {
	return numbers.CountryFor(a.settings.get().Country, ownNumber, words.SystemRegion())
}

// usePeople switches to an account's own names and notes of callers, before its items are there.
func (a *Agent) usePeople(ctx context.Context, account string) {
	a.people.SetAccount(account)
	a.logged("reading what the hook has run for", a.hooked.use(account))
	a.logged("naming callers", a.nameAll(ctx))
}

// nameAll has all items named again.
func (a *Agent) nameAll(ctx context.Context) error {
	return a.session.PeopleChanged(ctx, inbox.PeopleChanged{Known: a.known,
		Key: func(p inbox.Party) string { return a.people.Key(people.Party(p)) }})
}

// known is what is known of a party. It does not block.
func (a *Agent) known(p inbox.Party) inbox.Caller {
	return a.callerOf(a.people.Who(people.Party(p)))
}

func (a *Agent) callerOf(k people.Known) inbox.Caller {
	return inbox.Caller{Name: a.book.Several(k.Name, k.Others), Company: k.Company, Note: k.Note,
		VIP: k.VIP, Muted: k.Muted, Favourite: k.Favourite, Person: k.Person, Picture: k.Picture}
}

// resolved asks the directories that are queried number by number who an announcement is about.
func (a *Agent) resolved(ctx context.Context, e inbox.Announce) inbox.Announce {
	ctx, cancel := context.WithTimeout(ctx, askedFor)
	defer cancel()
	if e.Voicemail != nil {
		v := *e.Voicemail
		v.Caller = a.callerOf(a.people.Resolve(ctx, people.Party(v.Party())))
		e.Voicemail = &v
	}
	if e.Call != nil {
		c := *e.Call
		c.Caller = a.callerOf(a.people.Resolve(ctx, people.Party(c.Party())))
		e.Call = &c
	}
	return e
}

// bookPassword is the password of an address book: from this run where the keyring would not take it.
func (a *Agent) bookPassword(ctx context.Context, name string) (string, error) {
	if word, ok := a.books.words.Load(name); ok {
		return word.(string), nil
	}
	word, err := a.keyring.GetBook(ctx, name)
	if errors.Is(err, secret.ErrNotFound) {
		return "", people.ErrNoPassword
	}
	return word, err
}
