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
	TooMuch        Code = "too-much"   // more than is read of one book
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

// messages are the problems for people, in English. {} is Detail.
var messages = map[Code]string{
	NotFound:       "It is not there. Check the path or address.",
	Denied:         "It may not be read. Check its permissions.",
	Unreadable:     "It can't be understood: it holds neither vCards nor a table with names and telephone numbers.",
	Cut:            "The file ends in the middle of a person. It may still be being written.",
	TooMuch:        "It is too large to be read whole.",
	WrongPassword:  "The server refused login or password. Add the address book again with the right ones.",
	NoPassword:     "The server asks for a login and a password. Add the address book again with them.",
	KeyringProblem: "Its password could not be read from the keyring.",
	UnknownKey:     "The server's certificate is signed by nobody this computer trusts. Compare its fingerprint with your administrator's: ",
	ChangedKey:     "The server shows another key than the one you trusted. It may not be your server. Its fingerprint is now ",
	BadCertificate: "The server's certificate is not valid for it.",
	BadFilter:      "The filter is none that LDAP knows. It looks like (objectClass=person).",
	NoStartTLS:     "The server offers no encryption (StartTLS).",
	Elsewhere:      "The server points to another one, which gets neither login nor password. If you trust it, add that address: ",
	NoBook:         "There is no address book at this address.",
	ServerError:    "The server answered with an error.",
	Timeout:        "The server takes too long to answer.",
	Unreachable:    "The server can't be reached.",
	NoService:      "This desktop has no address book of its own (Evolution Data Server).",
	Unsupported:    "The system's address book can't be read on this system yet.",
}

// Error is the problem in words, ready to show.
func (p *Problem) Error() string {
	text := messages[p.Code]
	switch p.Code {
	case UnknownKey, ChangedKey, Elsewhere:
		text += p.Detail
	case Unreadable:
		if p.Detail != "" {
			text = p.Detail + ": " + text
		}
	}
	return text
}

func (p *Problem) Unwrap() error { return p.Err }

// needsPerson says whether trying again by itself would be useless or harmful: a login that is refused
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
