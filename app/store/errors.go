package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"syscall"
	"time"

	"istratray/app/safefile"

	berrors "go.etcd.io/bbolt/errors"
)

// The kinds of failures. Errors of this package wrap one of them, or what the system said.
var (
	ErrInUse   = errors.New("the store is in use by another process")
	ErrFull    = errors.New("the disk is full")
	ErrCorrupt = errors.New("the store is broken")
	ErrNewer   = errors.New("the store was written by a later version")
	ErrClosed  = errors.New("the store is closed")
)

// errPanic marks an ErrCorrupt after which the database may not be touched again.
var errPanic = errors.New("panic")

// ReplacedError is a warning: the store could not be used and a new one was begun.
type ReplacedError struct {
	Kept string // where the old file is now
	Err  error  // wraps ErrCorrupt or ErrNewer
}

func (e *ReplacedError) Error() string {
	return fmt.Sprintf("%v: it was kept as %s and a new one was begun", e.Err, e.Kept)
}

func (e *ReplacedError) Unwrap() error { return e.Err }

// replace moves a file aside that will never be usable. Nil means that err is another kind.
func (s *Store) replace(err error) *ReplacedError {
	if !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrNewer) {
		return nil
	}
	kept, moveErr := safefile.SetAside(s.file, time.Now())
	return &ReplacedError{Kept: kept, Err: errors.Join(err, moveErr)}
}

// guarded runs an operation on the database, which panics on damaged pages and faults on missing
// ones: both become ErrCorrupt instead of ending the agent.
func guarded(operation string, run func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %w (%w: %v)", operation, ErrCorrupt, errPanic, p)
		}
	}()
	return classed(operation, run())
}

// classed wraps an error with the operation and its kind.
func classed(operation string, err error) error {
	switch {
	case err == nil:
		return nil
	case safefile.IsFull(err):
		return fmt.Errorf("%s: %w (%w)", operation, ErrFull, err)
	}
	return fmt.Errorf("%s: %w", operation, err)
}

// openError tells apart why a file can't be opened: what the system refuses may pass, but what
// the database refuses stays refused.
func openError(err error) error {
	var path *fs.PathError
	var errno syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return ErrInUse
	case errors.Is(err, ErrCorrupt), errors.Is(err, ErrInUse), errors.As(err, &path), errors.As(err, &errno):
		return err
	}
	return fmt.Errorf("%w (%w)", ErrCorrupt, err)
}
