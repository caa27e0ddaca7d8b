package decode

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// Sink takes what Run decodes. Its methods are called in order from the decoder's goroutine, and
// never after Run returned. An error from one ends the decoding.
type Sink interface {
	// Begin is called once, before the first Write.
	Begin(Info) error
	// Write takes whole frames of interleaved samples, which are valid during the call only.
	Write(samples []float32) error
}

// Input is a message while it arrives.
type Input struct {
	Body        io.Reader
	ContentType string // empty: not told
	Asked       Format // what it should be
}

// Limits caps one message. Zero fields mean the defaults.
type Limits struct {
	Bytes    int64         // of the body; 100 MiB
	Patience time.Duration // how long a decoder may compute without any result; 2 s
}

const (
	defaultBytes    = 100 << 20
	defaultPatience = 2 * time.Second
	portion         = 4096 // samples a Write
)

// Run finds out what in is and decodes it into sink until its end, an error, or the end of ctx. An
// error of the body itself is returned as *SourceError, any other failure to decode as *Error.
//
// The decoder runs in a goroutine that Run waits for, unless it computes for longer than Patience:
// then Run returns a Stuck error and leaves the goroutine to end at its next step. Run also waits
// while the body's Read does: to end it early, end ctx and close the body.
func Run(ctx context.Context, in Input, sink Sink, limits Limits) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g := &guard{ctx: ctx, sink: sink, body: in.Body, left: limits.Bytes, open: Open}
	if g.left == 0 {
		g.left = defaultBytes
	}
	if limits.Patience == 0 {
		limits.Patience = defaultPatience
	}
	return g.run(in, limits.Patience)
}

// SourceError is an error of reading the body, not of its content.
type SourceError struct {
	Err error
}

// Error implements error.
func (e *SourceError) Error() string { return "read message: " + e.Err.Error() }

// Unwrap gives the body's error.
func (e *SourceError) Unwrap() error { return e.Err }

// guard stands between a decoder and its surroundings.
type guard struct {
	ctx  context.Context
	sink Sink
	body io.Reader
	left int64 // bytes that may still be read
	open func(io.Reader, Format) (Decoder, error)

	steps atomic.Uint64 // counts reads and writes: signs of life
	state atomic.Int32  // computing, outside or abandoned

	failure error // of the body or the sink; ends the decoder and wins over what it makes of it
}

// The states of a guard. Only a decoder that computes can be abandoned, and one that was abandoned
// gets no further than its next step outside.
const (
	computing int32 = iota
	outside         // in the body or the sink, whose time is not the decoder's
	abandoned
)

var errStop = errors.New("decode: stop")

// run decodes in a goroutine, as long as that makes progress.
func (g *guard) run(in Input, patience time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- g.decode(in) }()
	return g.watch(done, patience)
}

// decode runs the decoder to its end. It never panics.
func (g *guard) decode(in Input) (err error) {
	var format Format
	defer func() {
		if p := recover(); p != nil {
			err = &Error{Kind: Damaged, Format: format, Detail: fmt.Sprintf("panic: %v\n%s", p, debug.Stack())}
		}
		if g.failure != nil {
			err = g.failure
		}
	}()
	r := bufio.NewReader(g)
	if format, err = sniff(r, in.ContentType, in.Asked); err != nil {
		return err
	}
	d, err := g.open(r, format)
	if err != nil {
		return err
	}
	return g.pump(d, format)
}

// pump moves samples from the decoder to the sink, and compares how many came with what was claimed.
func (g *guard) pump(d Decoder, format Format) error {
	info, frames := d.Info(), int64(0)
	info.Format = format
	if err := g.outside(func() error { return g.sink.Begin(info) }); err != nil {
		return err
	}
	buf := make([]float32, portion/info.Channels*info.Channels)
	for {
		n, err := d.Read(buf)
		frames += int64(n / info.Channels)
		if n > 0 {
			if err := g.outside(func() error { return g.sink.Write(buf[:n]) }); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF) && frames < enough(d.Claim(), info.Rate):
			return &Error{Kind: Short, Format: format, Detail: fmt.Sprintf("%d of %d frames", frames, d.Claim())}
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// enough is how many frames suffice where so many are claimed: encoders add up to half a second.
func enough(claim int64, rate int) int64 { return claim - claim/100 - int64(rate)/2 }

// outside runs something whose time is not the decoder's. After its first failure nothing more is
// run.
func (g *guard) outside(f func() error) error {
	if !g.state.CompareAndSwap(computing, outside) {
		return errStop
	}
	defer g.state.Store(computing)
	g.steps.Add(1)
	if g.failure == nil {
		g.failure = g.ctx.Err()
	}
	if g.failure == nil {
		g.failure = f()
	}
	return g.failure
}

// Read gives the decoder the body, up to its limit.
func (g *guard) Read(p []byte) (n int, err error) {
	if g.left <= 0 {
		return 0, &Error{Kind: TooLong, Detail: "bytes"}
	}
	p = p[:min(int64(len(p)), g.left)]
	ended := false
	failure := g.outside(func() error {
		n, err = g.body.Read(p)
		ended = errors.Is(err, io.EOF)
		if err != nil && !ended {
			return &SourceError{Err: err}
		}
		return nil
	})
	g.left -= int64(n)
	if failure != nil {
		return n, errStop
	}
	if ended {
		return n, io.EOF
	}
	return n, nil
}

// watch waits for the decoder as long as it lives.
func (g *guard) watch(done <-chan error, patience time.Duration) error {
	ticker := time.NewTicker(patience / 4)
	defer ticker.Stop()
	last, still := g.steps.Load(), 0
	for {
		select {
		case err := <-done:
			return err
		case <-ticker.C:
			steps := g.steps.Load()
			if steps != last || g.state.Load() == outside {
				last, still = steps, 0
				continue
			}
			still++
			if still >= 4 && g.state.CompareAndSwap(computing, abandoned) {
				return &Error{Kind: Stuck, Detail: "no progress"}
			}
		}
	}
}
