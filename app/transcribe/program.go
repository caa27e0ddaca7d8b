package transcribe

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"istratray/app/inbox"
)

const (
	limit     = 170 * time.Second // for one message: with its end it holds up the next one for less than 3 min
	maxOutput = 1 << 20           // bytes: ten hours of speech
	lastWords = 4 << 10           // bytes of standard error that are looked at
	reaped    = time.Second       // for the pipes of a program that has ended
)

// Program turns sound into text.
type Program struct {
	Args     []string // the program and its arguments, where {file} and {language} are replaced; empty = none
	Language string   // such as "de"
	Format   string   // in which messages are fetched first; "" = any
}

// by tells programs apart.
func (p Program) by() string {
	sum := sha256.Sum256([]byte(strings.Join(p.Args, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func (p Program) equal(q Program) bool {
	return slices.Equal(p.Args, q.Args) && p.Language == q.Language
}

// name is for people.
func (p Program) name() string { return oneLine(filepath.Base(p.Args[0])) }

// run has the program make text of a file, in the file's folder. The error is a *Problem or the context's.
func (p Program) run(ctx context.Context, file string) (inbox.Transcript, error) {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	cmd, err := p.command(inner, file)
	if err != nil {
		return inbox.Transcript{}, notStarted(p.name(), err)
	}
	output, complaint := &bounded{stop: stop}, &tail{}
	cmd.Stdout, cmd.Stderr = output, complaint
	err = runGroup(cmd)
	var exit *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return inbox.Transcript{}, &Problem{Code: TooSlow, Program: p.name()}
	case ctx.Err() != nil:
		return inbox.Transcript{}, ctx.Err()
	case output.over:
		return inbox.Transcript{}, &Problem{Code: TooMuch, Program: p.name()}
	case errors.As(err, &exit):
		return inbox.Transcript{}, &Problem{Code: Failed, Program: p.name(),
			Detail: joined(exit.String(), complaint.line())}
	case err != nil && !errors.Is(err, exec.ErrWaitDelay): // what it left behind has been ended
		return inbox.Transcript{}, notStarted(p.name(), err)
	}
	return read(output.buf.Bytes()), nil
}

// command is the program with its arguments filled in, to be run in the file's folder.
func (p Program) command(ctx context.Context, file string) (*exec.Cmd, error) {
	path, err := exec.LookPath(p.Args[0])
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	fill := strings.NewReplacer("{file}", file, "{language}", p.Language)
	args := make([]string, 0, len(p.Args))
	for _, arg := range p.Args[1:] {
		args = append(args, fill.Replace(arg))
	}
	cmd := exec.CommandContext(ctx, path, args...) // #nosec G204 -- the user's own command, and no shell
	dir := filepath.Dir(file)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "TEMP="+dir, "TMP="+dir)
	cmd.WaitDelay = reaped
	return cmd, nil
}

func joined(how, why string) string {
	if why == "" {
		return how
	}
	return how + ": " + why
}

var errOver = errors.New("too much output")

// bounded keeps what is written, and stops the program when that is too much.
type bounded struct {
	buf  bytes.Buffer
	over bool
	stop func()
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.over = b.buf.Len()+len(p) > maxOutput; b.over {
		b.stop()
		return 0, errOver
	}
	return b.buf.Write(p)
}

// tail keeps the end of what is written.
type tail struct{ buf []byte }

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p[max(0, len(p)-lastWords):]...)
	t.buf = append(t.buf[:0], t.buf[max(0, len(t.buf)-lastWords):]...)
	return len(p), nil
}

// line is the last one that says something.
func (t *tail) line() string {
	for _, line := range slices.Backward(bytes.FieldsFunc(t.buf, func(r rune) bool { return r == '\n' || r == '\r' })) {
		if text := oneLine(string(line)); text != "" {
			return text
		}
	}
	return ""
}
