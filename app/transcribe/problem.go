package transcribe

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"

	"istratray/app/plain"
)

// Errors of asking for a transcript.
var (
	ErrNotFound = errors.New("no such voicemail")
	ErrOff      = errors.New("no transcriber is set")
	ErrBusy     = errors.New("too many transcripts are waiting")
)

// LaterError is a Fetch that may go well in a while.
type LaterError struct{ Err error }

func (e *LaterError) Error() string { return e.Err.Error() }

// Unwrap gives the reason.
func (e *LaterError) Unwrap() error { return e.Err }

// refusedError is a Fetch that another format may go better with.
type refusedError struct{ Err error }

func (e *refusedError) Error() string { return e.Err.Error() }

// Code names why there is no text.
type Code string

// The reasons for a failed transcript.
const (
	NoProgram   Code = "no-program"   // Program was not found, or may not be run: Detail
	Failed      Code = "failed"       // Program ended with an error: Detail
	TooSlow     Code = "too-slow"     // Program took longer than it may
	TooMuch     Code = "too-much"     // Program wrote more than can be text
	NoSound     Code = "no-sound"     // the message could not be fetched or decoded: Detail
	DiskFull    Code = "disk-full"    // no room for the sound
	NoWorkplace Code = "no-workplace" // the folder for the sound can't be made: Detail
)

// Problem says why a message has no text.
type Problem struct {
	Code    Code
	Program string // its name, without the folder
	Detail  string // as the program or the system said it; may be ""
}

func (p *Problem) Error() string {
	switch p.Code {
	case NoProgram:
		return fmt.Sprintf("The transcriber %s can't be run%s. Check the setting “transcriber”.", p.Program, p.because())
	case TooSlow:
		return fmt.Sprintf("%s took longer than 3 minutes and was ended. Choose a smaller model.", p.Program)
	case TooMuch:
		return fmt.Sprintf("%s wrote more than 1 MiB, which is no transcript. Check the setting “transcriber”.", p.Program)
	case NoSound:
		return fmt.Sprintf("The message's sound could not be read%s.", p.because())
	case DiskFull:
		return "The disk is full: there is no room for the message's sound. Make room, and ask for the transcript again."
	case NoWorkplace:
		return fmt.Sprintf("The message's sound could not be stored for the transcriber%s.", p.because())
	default:
		return fmt.Sprintf("%s ended with an error%s.", p.Program, p.because())
	}
}

func (p *Problem) because() string {
	if p.Detail == "" {
		return ""
	}
	return " (" + strings.TrimRight(p.Detail, ".") + ")"
}

// onDisk is the problem with the folder for the sound.
func onDisk(err error) *Problem {
	var path *fs.PathError
	switch {
	case isFull(err):
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
func oneLine(text string) string { return plain.Line(escapes.ReplaceAllString(text, ""), maxDetail) }
