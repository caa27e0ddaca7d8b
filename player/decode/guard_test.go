package decode

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// decoderFunc is a Decoder whose Read is the function.
type decoderFunc func([]float32) (int, error)

func (decoderFunc) Info() Info                            { return Info{Rate: 8000, Channels: 1, Frames: -1} }
func (decoderFunc) Claim() int64                          { return -1 }
func (f decoderFunc) Read(samples []float32) (int, error) { return f(samples) }

// counter is a Sink that counts, and fails after a number of samples.
type counter struct {
	begun   int
	samples int
	limit   int // 0: none
}

var errEnough = errors.New("enough")

func (c *counter) Begin(Info) error {
	c.begun++
	return nil
}

func (c *counter) Write(samples []float32) error {
	c.samples += len(samples)
	if c.limit > 0 && c.samples >= c.limit {
		return errEnough
	}
	return nil
}

// guarded runs a decoder on a body of some bytes of sound.
func guarded(ctx context.Context, sink Sink, d Decoder) error {
	return guardedBody(ctx, sink, strings.NewReader(".snd and so on"), func(io.Reader) Decoder { return d })
}

func guardedBody(ctx context.Context, sink Sink, body io.Reader, open func(io.Reader) Decoder) error {
	g := &guard{ctx: ctx, sink: sink, body: body, left: defaultBytes,
		open: func(r io.Reader, _ Format) (Decoder, error) { return open(r), nil }}
	return g.run(Input{Body: body}, defaultPatience)
}

func TestPanicBecomesDamage(t *testing.T) {
	var sink counter
	err := guarded(t.Context(), &sink, decoderFunc(func(samples []float32) (int, error) {
		if sink.samples == 0 {
			return 100, nil
		}
		panic("out of range")
	}))
	var e *Error
	if !errors.As(err, &e) || e.Kind != Damaged || e.Format != AU {
		t.Errorf("got %v", err)
	}
	if sink.begun != 1 || sink.samples != 100 {
		t.Errorf("sink got %+v", sink)
	}
}

func TestHangIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		var sink counter
		start := time.Now()
		err := guarded(t.Context(), &sink, decoderFunc(func([]float32) (int, error) {
			<-release
			return 100, nil
		}))
		var e *Error
		if !errors.As(err, &e) || e.Kind != Stuck {
			t.Errorf("got %v", err)
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("took %v", took)
		}
		close(release) // the decoder comes back too late
		synctest.Wait()
		if sink.samples != 0 {
			t.Errorf("%d samples reached the sink after Run", sink.samples)
		}
	})
}

// slowBody delivers one byte a second.
type slowBody struct{}

func (slowBody) Read(p []byte) (int, error) {
	<-time.After(time.Second)
	return copy(p, ".snd"[:1]), nil
}

func TestSlowSourceIsNoHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err := guardedBody(ctx, &counter{}, slowBody{}, func(r io.Reader) Decoder {
			return decoderFunc(func([]float32) (int, error) {
				_, err := r.Read(make([]byte, 1))
				return 0, err
			})
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestSinkErrorEndsDecoding(t *testing.T) {
	sink := counter{limit: 1000}
	err := guarded(t.Context(), &sink, decoderFunc(func(samples []float32) (int, error) {
		return len(samples), nil
	}))
	if !errors.Is(err, errEnough) {
		t.Errorf("got %v", err)
	}
}

func TestSourceErrorIsTold(t *testing.T) {
	broken := errors.New("connection reset")
	body := io.MultiReader(strings.NewReader(".snd and so on"),
		readerFunc(func([]byte) (int, error) { return 0, broken }))
	err := Run(t.Context(), Input{Body: body}, &counter{}, Limits{})
	var source *SourceError
	if !errors.As(err, &source) || !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestBytesAreLimited(t *testing.T) {
	err := Run(t.Context(), Input{Body: endless(".snd")}, &counter{}, Limits{Bytes: 1000})
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("got %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// endless repeats its text forever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}
