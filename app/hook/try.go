package hook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"time"
)

// Outcome is how a command ended that was tried.
type Outcome struct {
	Exit   int           // its exit code
	Took   time.Duration // how long it ran
	Output string        // the beginning of what it wrote to standard output and standard error
}

// ErrLimit says that a command was ended after its time.
var ErrLimit = errors.New("the command did not end in time")

// shownOutput bounds what is kept of a command's output, in bytes.
const shownOutput = 4096

// Try runs a command for an event and waits until it ends, at most as long as any command may take. A command
// that could not be started, or was ended, is an error; one that failed is not.
func (r *Runner) Try(ctx context.Context, argv []string, e Event) (Outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	var output firstBytes
	cmd := command(ctx, argv, e)
	cmd.Stdout, cmd.Stderr = &output, &output
	began := time.Now()
	err := cmd.Run()
	o := Outcome{Took: time.Since(began), Output: output.kept.String()}
	var failed *exec.ExitError
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		return o, ErrLimit
	case ctx.Err() != nil:
		return o, ctx.Err()
	case errors.As(err, &failed):
		o.Exit = failed.ExitCode()
		return o, nil
	case errors.Is(err, exec.ErrWaitDelay): // it has ended; what it has started continues
		return o, nil
	}
	return o, err
}

// command is the user's command with the facts of an event. A child of its own that keeps the output open is not
// waited for.
func command(ctx context.Context, argv []string, e Event) *exec.Cmd {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) // #nosec G204 -- the user's own command, and no shell
	cmd.Env = append(without(os.Environ(), prefix), e.environment()...)
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	return cmd
}

// firstBytes keeps the beginning of what is written to it.
type firstBytes struct{ kept bytes.Buffer }

func (f *firstBytes) Write(p []byte) (int, error) {
	if room := shownOutput - f.kept.Len(); room > 0 {
		f.kept.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
