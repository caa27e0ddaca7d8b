//go:build cgo

package output

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Time limits for calls into the sound system.
const (
	openLimit  = 3 * time.Second
	closeLimit = time.Second
)

// System opens this computer's devices. It may be used from any goroutine.
type System struct {
	AppName string       // as the desktop's mixer shows it; empty: the program's file name
	Logger  *slog.Logger // nil: silent
}

// Open implements Opener.
func (s System) Open(ctx context.Context, id string) (Device, error) {
	device, err := limited(ctx, func() (*device, error) { return s.open(id) }, (*device).Close)
	if err != nil {
		return nil, err
	}
	return device, nil
}

func (s System) open(id string) (*device, error) {
	d, err := openDevice(s, id)
	if err != nil && id != "" {
		s.log().Info("chosen sound device is not there, trying the default one", "err", err)
		d, err = openDevice(s, "")
	}
	return d, err
}

// List implements Opener.
func (s System) List(ctx context.Context) ([]Info, error) {
	return limited(ctx, s.list, func([]Info) {})
}

func (s System) list() ([]Info, error) {
	c, err := newContext(s)
	if err != nil {
		return nil, err
	}
	defer c.free()
	return c.list()
}

func (s System) log() *slog.Logger {
	if s.Logger == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Logger
}

// limited calls f in a goroutine and waits for it as long as openLimit. What arrives later is
// dropped by the goroutine itself.
func limited[T any](ctx context.Context, f func() (T, error), drop func(T)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	ctx, cancel := context.WithTimeoutCause(ctx, openLimit, ErrHung)
	defer cancel()
	answers := make(chan answer)
	go func() {
		value, err := f()
		select {
		case answers <- answer{value, err}:
		case <-ctx.Done():
			if err == nil {
				drop(value)
			}
		}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// noDevice makes any failure to open a device an ErrNoDevice.
func noDevice(what string, err error) error {
	return fmt.Errorf("%w: %s: %w", ErrNoDevice, what, err)
}

// closeWithin runs f and reports whether it ended in time.
func closeWithin(f func()) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	timer := time.NewTimer(closeLimit)
	defer timer.Stop()
	select {
	case <-done:
		return nil
	case <-timer.C:
		return errHungClosing
	}
}

var errHungClosing = errors.New("output: closing the device hangs, abandoned")
