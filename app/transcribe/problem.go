package transcribe

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"

	"istratray/app/inbox"
	"istratray/app/plain"
	"istratray/app/safefile"
)

// Errors of asking for a transcript.
var (
	ErrNotFound = errors.New("no such voicemail")
	ErrOff      = errors.New("no transcriber is set")
	ErrBusy     = errors.New("too many transcripts are waiting")
)

// LaterError is a Fetch that failed but may succeed later.
type LaterError struct{ Err error }

func (e *LaterError) Error() string { return e.Err.Error() }

// Unwrap gives the reason.
func (e *LaterError) Unwrap() error { return e.Err }

// refusedError is a Fetch that another format may go better with.
type refusedError struct{ Err error }

func (e *refusedError) Error() string { return e.Err.Error() }

// Unwrap gives the reason.
func (e *refusedError) Unwrap() error { return e.Err }

// SaidError is a Fetch that failed for a reason that has words.
type SaidError struct {
	Reason inbox.Reason
	Err    error
}

func (e *SaidError) Error() string { return e.Err.Error() }

// Unwrap gives the reason.
func (e *SaidError) Unwrap() error { return e.Err }

// Code names why there is no text.
type Code string

// The reasons for a failed transcript.
const (
	NoProgram   Code = "no-program"   // Program was not found, or may not be run: Detail
	Failed      Code = "failed"       // Program ended with an error: Detail
	TooSlow     Code = "too-slow"     // Program took longer than it may
	TooMuch     Code = "too-much"     // Program wrote more than can be text
	NoSound     Code = "no-sound"     // the message could not be fetched or decoded: Because, Detail
	TooLong     Code = "too-long"     // the message is longer than an hour
	Late        Code = "late"         // the sound did not arrive in time
	DiskFull    Code = "disk-full"    // no room for the sound
	NoWorkplace Code = "no-workplace" // the folder for the sound can't be made: Detail
)

// Codes are all that a Problem can have.
func Codes() []Code {
	return []Code{NoProgram, Failed, TooSlow, TooMuch, NoSound, TooLong, Late, DiskFull, NoWorkplace}
}

// Problem says why a message has no text.
type Problem struct {
	Code    Code
	Program string       // its name, without the folder
	Detail  string       // as the program or the system said it; may be ""
	Because inbox.Reason // of what could not be fetched; may be zero
}

// Error is for logs.
func (p *Problem) Error() string {
	return strings.TrimSpace(fmt.Sprintf("transcript: %s %s %s", p.Code, p.Program, p.Detail))
}

// reason is the problem as app/words has it, for people.
func (p *Problem) reason() inbox.Reason {
	values := p.Because.Values.Map()
	if values == nil {
		values = map[string]string{}
	}
	if p.Because.Reason != "" && values["because"] == "" {
		values["because"] = p.Because.Reason
	}
	values["program"] = p.Program
	if p.Code != NoSound { // a decoder's error says nothing to people
		values["detail"] = strings.TrimRight(p.Detail, ".")
	}
	return inbox.Reason{Reason: "transcript-" + string(p.Code), Values: inbox.ValuesOf(values)}
}

// noSound is the problem with a message that could not be fetched or decoded.
func noSound(err error) *Problem {
	p := &Problem{Code: NoSound, Detail: oneLine(err.Error())}
	if said := new(SaidError); errors.As(err, &said) {
		p.Because = said.Reason
	}
	return p
}

// onDisk is the problem with the folder for the sound.
func onDisk(err error) *Problem {
	var path *fs.PathError
	switch {
	case safefile.IsFull(err):
		return &Problem{Code: DiskFull}
	case errors.As(err, &path):
		err = path.Err // without the path
	}
	return &Problem{Code: NoWorkplace, Detail: oneLine(err.Error())}
}

// notStarted is the problem with a program that does not run.
func notStarted(program string, err error) *Problem {
	var missing *exec.Error
	var path *fs.PathError
	if errors.As(err, &missing) {
		err = missing.Err
	}
	if errors.As(err, &path) {
		err = path.Err // without the path
	}
	return &Problem{Code: NoProgram, Program: program, Detail: oneLine(err.Error())}
}

const maxDetail = 200 // characters

// oneLine is one line without anything invisible, nor a terminal's escape sequences.
func oneLine(text string) string { return plain.Line(escapes().ReplaceAllString(text, ""), maxDetail) }
