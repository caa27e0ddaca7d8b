package player

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"istratray/player/clip"
	"istratray/player/decode"
	"istratray/player/output"
)

// RefusedError is a Source's way to say that the platform does not deliver this format.
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

// MissingError says that the fullest that could be had of a message is shorter than its source says it is,
// though all that came is in order.
type MissingError struct {
	Have, Want time.Duration
}

// Error implements error.
func (e *MissingError) Error() string { return fmt.Sprintf("%v of %v came", e.Have, e.Want) }

// enough says whether nothing is missing after all: sources count in whole seconds, and not always well.
func (e *MissingError) enough() bool { return e.Have >= e.Want-e.Want/100-time.Second }

// EndIsMissing says whether a message was loaded as far as it goes, and should go on.
func EndIsMissing(err error) bool {
	var missing *MissingError
	var load *LoadError
	return errors.As(err, &missing) && !errors.As(err, &load) ||
		errors.As(err, &load) && load.Partial && kindOf(err) == decode.Short
}

// CameDamaged says whether some of a message came, in whatever format, and could not be decoded.
func CameDamaged(err error) bool {
	kind := kindOf(err)
	return kind != 0 && kind != decode.NotAudio
}

// DeviceError says that there is no sound, or none any more.
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

// Explain says in plain words what is wrong and what to do. Errors that are not this package's
// are taken for a Source's.
func Explain(err error) string {
	var device *DeviceError
	var load *LoadError
	var file *fs.PathError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &device):
		return explainDevice(device)
	case errors.Is(err, ErrTooLong):
		return fmt.Sprintf("The message is longer than can be played here; its first %d minutes or so are. Save it to hear the rest.",
			int(clip.MaxLength.Minutes()))
	case EndIsMissing(err):
		return "The end of this message is missing."
	case errors.As(err, &load) && load.Partial:
		return "The rest of the message could not be loaded: " + explainLoad(err)
	case errors.As(err, &file) && load == nil:
		return "The file cannot be written there. Choose another place."
	}
	return "The message could not be loaded: " + explainLoad(err)
}

func explainDevice(err *DeviceError) string {
	switch {
	case errors.Is(err, output.ErrNoCgo):
		return "This build of the program has no sound. Save the message to hear it elsewhere."
	case errors.Is(err, output.ErrHung):
		return "The computer's sound system does not answer. Restart it, or the computer, and try again."
	case err.Lost:
		return "The sound device stopped working. Check that it is connected, then go on playing."
	}
	return "No sound device was found. Connect loudspeakers or a headset and try again."
}

func explainLoad(err error) string {
	var source *decode.SourceError
	var coding *decode.Error
	var refused *RefusedError
	switch {
	case errors.Is(err, ErrStalled):
		return "it stopped arriving. Check the connection and try again."
	case errors.As(err, &source):
		return "the connection broke. Try again."
	case errors.As(err, &coding):
		return explainCoding(coding.Kind)
	case errors.As(err, &refused):
		return "the platform does not deliver it. Call your voicemail to hear it."
	}
	return "it could not be fetched. Try again later."
}

func explainCoding(kind decode.Kind) string {
	switch kind {
	case decode.NotAudio:
		return "what the platform sent is not sound. Try again later."
	case decode.Unsupported:
		return "it is in a form that this program does not know. Save it to play it with another."
	}
	return "it is damaged. Call your voicemail to hear it."
}
