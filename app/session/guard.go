package session

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// PanicError is a fault of this program in one piece of work, which ends that piece only.
type PanicError struct {
	Work  string
	Value any
}

func (e *PanicError) Error() string { return fmt.Sprintf("%s: panic: %v", e.Work, e.Value) }

// guard runs f, and makes an error of a panic in it. Where it happened is for the log.
func guard(log *slog.Logger, work string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Work: work, Value: v}
			log.Error("a worker failed", "err", err, "stack", string(debug.Stack()))
		}
	}()
	return f()
}

// logged is for work of which only a failure matters: it is logged.
func (s *Session) logged(err error) {
	if err != nil {
		s.cfg.Logger.Error("working", "err", err)
	}
}
