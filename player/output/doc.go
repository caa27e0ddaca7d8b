// Package output opens sound devices, through miniaudio: PulseAudio (or PipeWire in its place) and
// ALSA on Linux, WASAPI on Windows, Core Audio on macOS.
//
// The libraries below can hang forever when a sound server dies under them. So every call into
// them has a time limit here; what does not come back is abandoned with its goroutine and its
// device, a few hundred kilobytes each time, and the next Open starts afresh. Nothing is open, and
// no thread runs, before the first Open and after the last Close.
package output

import (
	"context"
	"errors"
	"time"
)

// Info describes a device to choose from.
type Info struct {
	ID      string // opaque, stable while the device is plugged in where it is
	Name    string // for people
	Default bool
}

// Device is an open device. Its methods are for one goroutine.
type Device interface {
	// Rate is the number of frames a second that it plays.
	Rate() int
	// Latency is about how much later than rendered sound is heard.
	Latency() time.Duration
	// Start begins calling render, from a thread of the device's, for interleaved stereo samples
	// between -1 and 1. render must fill its argument and must not block.
	Start(render func(samples []float32)) error
	// Close ends it, within a second. After Close render is not called any more.
	Close()
}

// Opener opens devices. System is the real one.
type Opener interface {
	// Open opens the device of that ID; with "", or if there is none of that ID, the default one.
	// It returns within 3 seconds.
	Open(ctx context.Context, id string) (Device, error)
	// List returns all devices there are, within 3 seconds.
	List(ctx context.Context) ([]Info, error)
}

// The ways in which there can be no sound.
var (
	ErrNoDevice = errors.New("output: no sound device")
	ErrHung     = errors.New("output: the sound system does not answer")
	ErrNoCgo    = errors.New("output: built without sound")
)
