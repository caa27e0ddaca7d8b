package player

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"istratray/player/clip"
	"istratray/player/decode"
	"istratray/player/output"
)

// RefusedError is returned by a Source when the platform does not deliver this format.
type RefusedError struct {
	Format Format
	Err    error
}

// Error implements error.
func (e *RefusedError) Error() string { return fmt.Sprintf("refused as %s: %v", e.Format, e.Err) }

// Unwrap gives the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// LoadError says that a message did not arrive whole, in any format.
type LoadError struct {
	Partial bool  // some of it did, and can be played
	Err     error // of all attempts
}

// Error implements error.
func (e *LoadError) Error() string { return "load message: " + e.Err.Error() }

// Unwrap gives the causes.
func (e *LoadError) Unwrap() error { return e.Err }

// MissingError says that the longest version of a message is shorter than its source states, though what arrived is
// intact.
type MissingError struct {
	Have, Want time.Duration
}

// Error implements error.
func (e *MissingError) Error() string { return fmt.Sprintf("%v of %v came", e.Have, e.Want) }

// enough reports whether nothing is missing after all: sources count in whole seconds, and not always correctly.
func (e *MissingError) enough() bool { return e.Have >= e.Want-e.Want/100-time.Second }

// EndIsMissing reports whether everything there is of a message was loaded, and its end is missing.
func EndIsMissing(err error) bool {
	var missing *MissingError
	var load *LoadError
	return errors.As(err, &missing) && !errors.As(err, &load) ||
		errors.As(err, &load) && load.Partial && kindOf(err) == decode.Short
}

// CameDamaged reports whether some of a message came, in whatever format, and could not be decoded.
func CameDamaged(err error) bool {
	kind := kindOf(err)
	return kind != 0 && kind != decode.NotAudio
}

// DeviceError says that no sound device works, or no longer does.
type DeviceError struct {
	Lost bool // the device was there and stopped working
	Err  error
}

// Error implements error.
func (e *DeviceError) Error() string { return "sound device: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *DeviceError) Unwrap() error { return e.Err }

var (
	// ErrTooLong says that a message is too long to be kept; its beginning can be played.
	ErrTooLong = errors.New("player: message too long")
	// ErrStalled says that a message stopped arriving.
	ErrStalled = errors.New("player: message stopped arriving")
)

var errSilentDevice = errors.New("the device asks for no more sound")

// Reasons are all codes of Reason.
func Reasons() []string {
	return []string{
		"device-lost", "device-none", "device-silent", "device-unsupported", "end-missing", "file-not-writable",
		"load-broken", "load-damaged", "load-failed", "load-not-audio", "load-not-fetched", "load-partial",
		"load-refused", "load-stalled", "load-unknown-form", "too-long",
	}
}

// Reason names what an error means to a person, and the values that a sentence about it may hold: "because" is the
// code of its cause, "count" a number of minutes. Errors that are not this package's are taken for a Source's. For
// nil both are empty.
func Reason(err error) (code string, values map[string]string) {
	var device *DeviceError
	var load *LoadError
	var file *fs.PathError
	switch {
	case err == nil:
		return "", nil
	case errors.As(err, &device):
		return deviceReason(device), nil
	case errors.Is(err, ErrTooLong):
		return "too-long", map[string]string{"count": strconv.Itoa(int(clip.MaxLength.Minutes()))}
	case EndIsMissing(err):
		return "end-missing", nil
	case errors.As(err, &load) && load.Partial:
		return "load-partial", map[string]string{"because": loadReason(err)}
	case errors.As(err, &file) && load == nil:
		return "file-not-writable", nil
	}
	return "load-failed", map[string]string{"because": loadReason(err)}
}

func deviceReason(err *DeviceError) string {
	switch {
	case errors.Is(err, output.ErrNoCgo):
		return "device-unsupported"
	case errors.Is(err, output.ErrHung):
		return "device-silent"
	case err.Lost:
		return "device-lost"
	}
	return "device-none"
}

func loadReason(err error) string {
	var source *decode.SourceError
	var coding *decode.Error
	var refused *RefusedError
	switch {
	case errors.Is(err, ErrStalled):
		return "load-stalled"
	case errors.As(err, &source):
		return "load-broken"
	case errors.As(err, &coding):
		return codingReason(coding.Kind)
	case errors.As(err, &refused):
		return "load-refused"
	}
	return "load-not-fetched"
}

func codingReason(kind decode.Kind) string {
	switch kind {
	case decode.NotAudio:
		return "load-not-audio"
	case decode.Unsupported:
		return "load-unknown-form"
	}
	return "load-damaged"
}
