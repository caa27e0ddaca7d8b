package people

import (
	"context"
	"time"

	"istratray/app/numbers"
	"istratray/app/settings"
)

// source reads one address book. Its methods are called by one goroutine at a time.
type source interface {
	// read gives the people there are now; changed is false where they are those of the reading before.
	// With an error there may be people as well: better than none.
	read(ctx context.Context, report progress) (people []Person, changed bool, err error)
	// pause is how long a reading is good for.
	pause() time.Duration
}

// watched is a source that can tell cheaply, every few seconds, whether there is something new.
type watched interface {
	stale() bool
}

// asked is a source that may be too large to be kept: then it is asked for each number. One that is kept is asked for
// pictures.
type asked interface {
	large() bool
	pictured() bool
	// ask may give people with an error: then not all of them is known yet.
	ask(ctx context.Context, key string, book *numbers.Book) ([]Person, error)
	hangUp() // asking again is fine
}

// progress is told how far a reading is; total is 0 while it isn't known.
type progress func(done, total int)

// need is what sources need from outside.
type need struct {
	password func(ctx context.Context) (string, error)
	extraCAs []byte
	cache    cache
}

// sourceOf makes the source of an address book. It reads nothing yet.
func sourceOf(c settings.Contacts, n need) source {
	switch c.Kind {
	case settings.VCard:
		return &files{path: c.Path, cache: n.cache}
	case settings.CardDAV:
		return newCardDAV(c, n)
	case settings.LDAP:
		return newDirectoryServer(c, n)
	default:
		return newSystem(n.cache)
	}
}
