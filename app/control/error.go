package control

import (
	"errors"

	"istratray/app/inbox"
	"istratray/app/words"
)

// Code classes an Error; each has one exit code on the command line.
type Code string

// The classes of errors a client of the socket can meet.
const (
	Refused     Code = "refused"       // the platform or the agent said no (exit 1)
	BadRequest  Code = "bad-request"   // the request itself was wrong (exit 2)
	NotRunning  Code = "not-running"   // no agent answers on the socket (exit 3)
	NotSignedIn Code = "not-signed-in" // no account, or the platform refuses it (exit 4)
	Unreachable Code = "unreachable"   // the platform could not be reached (exit 5)
	NotFound    Code = "not-found"     // no such item (exit 1)
	Unsure      Code = "unsure"        // the outcome is unknown; it was not repeated (exit 1)
)

// NoSound is the Problem of a Refused message: the platform has no sound of it in this format. Another may do.
const NoSound = "no-sound"

// Error is what the socket answers instead of a result. Message is one or two plain English sentences, with what
// to do next; Reason and Values are for saying it in another language.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Problem string `json:"problem,omitempty"` // an inbox.ProblemCode, where sign-in failed; NumberProblem, NoSound
	Detail  string `json:"detail,omitempty"`  // as in inbox.Problem; with NumberProblem what is wrong with the number
	inbox.Reason

	Server      string `json:"server,omitempty"`      // as in inbox.Problem
	Certificate string `json:"certificate,omitempty"` // as in inbox.Problem
}

// NewError is an Error for a problem of app/words.
func NewError(code Code, p words.Problem) *Error {
	return &Error{Code: code, Message: words.English(p), Reason: ReasonOf(p)}
}

// ReasonOf is a problem as the socket has it.
func ReasonOf(p words.Problem) inbox.Reason {
	return inbox.Reason{Reason: p.Code, Values: inbox.ValuesOf(p.Values)}
}

// Teller says problems: a *words.Book, or a *words.Terminal.
type Teller interface {
	Or(p words.Problem, text string) string
}

// Tell is the error in the language of a book; in English where it is of a problem that the book doesn't know.
func (e *Error) Tell(b Teller) string { return Tell(b, e.Reason, e.Message) }

// Tell is a reason in the language of a book, or the text where the book doesn't know it.
func Tell(b Teller, r inbox.Reason, text string) string { return b.Or(ProblemOf(r), text) }

// ProblemOf is a reason as app/words has it.
func ProblemOf(r inbox.Reason) words.Problem {
	return words.Problem{Code: r.Reason, Values: r.Values.Map()}
}

// NumberProblem is the Problem of a call that was not placed because of its number.
const NumberProblem = "number"

func (e *Error) Error() string { return e.Message }

// CodeOf is the class of err, or "" when no Error is in its chain.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
