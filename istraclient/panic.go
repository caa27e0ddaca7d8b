package istraclient

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// PanicError is a panic, of a library below or of a hostile answer's making, that ended one piece of work instead of
// the program.
type PanicError struct {
	Value any
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// guard makes an error of a panic in f, and logs where it was.
func guard(log *slog.Logger, work string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			log.Error("panic", "work", work, "value", v, "stack", string(debug.Stack()))
			err = &PanicError{Value: v}
		}
	}()
	return f()
}
