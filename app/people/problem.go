package people

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
)

// Code names why an address book could not be read, for views that offer an action with it.
type Code string

// What can be wrong with an address book.
const (
	NotFound       Code = "not-found"  // no such file, folder, address or entry
	Denied         Code = "denied"     // by the system, for a file; by the server, for this login
	Unreadable     Code = "unreadable" // Detail is the file, of a folder
	Cut            Code = "cut-short"  // the file ends within a person
	TooMuch        Code = "too-much"   // more than can be read: nobody, or not all
	TooMany        Code = "too-many"   // more people than are kept of one book: the first are
	WrongPassword  Code = "wrong-password"
	NoPassword     Code = "no-password" // one is needed, and none is kept
	KeyringProblem Code = "keyring"
	UnknownKey     Code = "unknown-key" // self-signed; Detail is the fingerprint
	ChangedKey     Code = "changed-key" // the pinned key changed; Detail is the new fingerprint
	BadCertificate Code = "bad-certificate"
	BadFilter      Code = "bad-filter"
	NoStartTLS     Code = "no-starttls"
	Elsewhere      Code = "elsewhere" // the server points to another one; Detail is its origin
	NoBook         Code = "no-book"   // something answered, but no address book
	ServerError    Code = "server-error"
	Timeout        Code = "timeout"
	Unreachable    Code = "unreachable"
	NoService      Code = "no-service" // this desktop has no address book of its own
	Unsupported    Code = "unsupported"
)

// Problem is why an address book could not be read. What was read before is still in use.
type Problem struct {
	Code   Code
	Detail string // what the code's comment says, else what a log may hold
	Err    error
}

// Codes are all that an address book's Problem can have.
func Codes() []Code {
	return []Code{NotFound, Denied, Unreadable, Cut, TooMuch, TooMany, WrongPassword, NoPassword, KeyringProblem,
		UnknownKey, ChangedKey, BadCertificate, BadFilter, NoStartTLS, Elsewhere, NoBook, ServerError, Timeout,
		Unreachable, NoService, Unsupported}
}

// Error is for logs: it has no sentence for people.
func (p *Problem) Error() string {
	text := "address book: " + string(p.Code)
	if p.Detail != "" {
		text += " (" + p.Detail + ")"
	}
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	return text
}

func (p *Problem) Unwrap() error { return p.Err }

// incomplete reports whether the book could be read, but for some of its people.
func (p *Problem) incomplete() bool { return p != nil && p.Code == TooMany }

// needsPerson reports whether trying again by itself would be useless or harmful: a login that is refused
// again and again gets locked.
func (p *Problem) needsPerson() bool {
	switch p.Code {
	case WrongPassword, NoPassword, KeyringProblem, BadFilter, UnknownKey, ChangedKey, Elsewhere, Unsupported:
		return true
	}
	return false
}

// problemOf classes an error.
func problemOf(err error) *Problem {
	if err == nil {
		return nil
	}
	var p *Problem
	var timeout net.Error
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, fs.ErrNotExist):
		return &Problem{Code: NotFound, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &Problem{Code: Denied, Err: err}
	case errors.Is(err, errUnfinished):
		return &Problem{Code: Cut, Err: err}
	case errors.Is(err, errNoCards), errors.Is(err, errNoColumns):
		return &Problem{Code: Unreadable, Err: err}
	case errors.Is(err, errTooMany):
		return &Problem{Code: TooMany, Err: err}
	case errors.Is(err, errTooMuch):
		return &Problem{Code: TooMuch, Err: err}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded),
		errors.As(err, &timeout) && timeout.Timeout():
		return &Problem{Code: Timeout, Err: err}
	case errors.As(err, new(*fs.PathError)):
		return &Problem{Code: Unreadable, Err: err}
	}
	return &Problem{Code: Unreachable, Err: err}
}

// errTooMuch says that a limit was reached.
var errTooMuch = errors.New("more than is read of one book")

// errTooMany says that a book has more than maxPeople, and comes with those.
var errTooMany = errors.New("more people than are kept of one book")
