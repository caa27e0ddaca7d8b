package rig

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"time"
)

// Result is how a program ended.
type Result struct {
	code           int
	stdout, stderr string
}

// ExitCode is the exit code, -1 when a signal ended the program.
func (r Result) ExitCode() int { return r.code }

// Stdout is what the program wrote to standard output.
func (r Result) Stdout() string { return r.stdout }

// Stderr is what the program wrote to standard error.
func (r Result) Stderr() string { return r.stderr }

// Run runs a program in the desktop to its end, which has to come within 30 s.
func (d *Desk) Run(program string, args ...string) Result {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env, cmd.Dir = d.Env(), d.Getenv("HOME")
	// A child that the program leaves behind may hold its output open.
	cmd.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		d.t.Fatalf("%s %v did not end: %s", program, args, tail(stderr.String()))
	}
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		d.t.Fatalf("run %s: %v", program, err)
	}
	return Result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}
