package control

import "errors"

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

// Error is what the socket answers instead of a result. Message is one or two plain sentences for
// people, with what to do next.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Problem string `json:"problem,omitempty"` // an inbox.ProblemCode, where sign-in failed; NumberProblem, NoSound
	Detail  string `json:"detail,omitempty"`  // as in inbox.Problem; with NumberProblem what is wrong with the number

	Server      string `json:"server,omitempty"`      // as in inbox.Problem
	Certificate string `json:"certificate,omitempty"` // as in inbox.Problem
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
