package rig

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
)

// T is what a scenario needs of its surroundings: a *testing.T, or a program run by Script.
type T interface {
	Helper()
	Name() string
	Context() context.Context
	Cleanup(func())
	Logf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
	Failed() bool
}

// Script plays a scenario outside of go test. It logs to standard error, and returns the words of
// Fatalf or Skipf as an error. Cancelling ctx ends what the scenario waits for.
func Script(ctx context.Context, name string, scenario func(T)) error {
	ctx, cancel := context.WithCancel(ctx)
	s := &script{ctx: ctx, name: name}
	ended := make(chan struct{})
	go func() { // Fatalf ends the goroutine it is called on
		defer close(ended)
		defer func() {
			cancel()
			for _, f := range slices.Backward(s.cleanups) {
				f()
			}
		}()
		scenario(s)
	}()
	<-ended
	return s.err
}

type script struct {
	ctx      context.Context
	name     string
	cleanups []func()
	err      error
}

func (s *script) Helper()                  {}
func (s *script) Name() string             { return s.name }
func (s *script) Context() context.Context { return s.ctx }
func (s *script) Cleanup(f func())         { s.cleanups = append(s.cleanups, f) }
func (s *script) Failed() bool             { return s.err != nil }

func (s *script) Logf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

func (s *script) Fatalf(format string, args ...any) {
	s.err = errors.Join(s.err, fmt.Errorf(format, args...))
	runtime.Goexit()
}

func (s *script) Skipf(format string, args ...any) { s.Fatalf(format, args...) }
