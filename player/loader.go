package player

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"istratray/player/clip"
	"istratray/player/decode"
)

// stallLimit is how long a source may deliver nothing.
const stallLimit = 20 * time.Second

// rereads is how often a message whose connection broke is fetched again.
const rereads = 1

// loader fetches and decodes one message in a goroutine of its own.
type loader struct {
	src     Source
	formats []Format
	log     *slog.Logger

	clips   chan *clip.Clip // the clip to play: the first one, then only better ones
	arrived chan struct{}   // holds one ring when something has been added to a clip
	result  chan error      // receives once, at the end: nil, *LoadError or ErrTooLong
	best    *clip.Clip      // what has been sent to clips last

	received atomic.Int64 // bytes of the current attempt
	size     atomic.Int64 // bytes it announced, or -1
}

func newLoader(src Source, formats []Format, log *slog.Logger) *loader {
	return &loader{
		src: src, formats: formats, log: log,
		clips: make(chan *clip.Clip), arrived: make(chan struct{}, 1), result: make(chan error, 1),
	}
}

// ring says that something has arrived.
func (l *loader) ring() {
	select {
	case l.arrived <- struct{}{}:
	default:
	}
}

// run tries one format after the other until one arrives whole. Each failed attempt may have left
// a clip; the longest stays.
func (l *loader) run(ctx context.Context) {
	err := l.try(ctx)
	if l.best != nil {
		l.best.Finish()
	}
	if err != nil && !errors.Is(err, ErrTooLong) {
		err = &LoadError{Partial: l.best != nil, Err: err}
	}
	l.result <- err
}

func (l *loader) try(ctx context.Context) error {
	var failures []error
	broken := 0
	for i := 0; i < len(l.formats) && ctx.Err() == nil; i++ {
		err := l.attempt(ctx, l.formats[i])
		if err == nil || errors.Is(err, ErrTooLong) {
			return err
		}
		l.log.Info("message did not load", "format", l.formats[i], "err", err)
		failures = append(failures, fmt.Errorf("as %s: %w", l.formats[i], err))
		var source *decode.SourceError
		switch {
		case errors.As(err, &source):
			if broken++; broken > rereads {
				return errors.Join(failures...)
			}
			i-- // once more
		case !fallsBack(err):
			return errors.Join(failures...)
		}
	}
	return errors.Join(append(failures, ctx.Err())...)
}

// fallsBack says whether another format may do better.
func fallsBack(err error) bool {
	var refused *RefusedError
	var coding *decode.Error
	return errors.As(err, &refused) || errors.As(err, &coding)
}

// attempt loads the message in one format.
func (l *loader) attempt(ctx context.Context, f Format) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stream, err := l.src.Open(ctx, f)
	if err != nil {
		return err
	}
	defer stream.Body.Close()
	defer context.AfterFunc(ctx, func() { stream.Body.Close() })()
	l.received.Store(0)
	l.size.Store(stream.Length)
	stall := time.AfterFunc(stallLimit, func() { cancel(ErrStalled) })
	defer stall.Stop()
	body := &countedReader{r: stream.Body, left: stream.Length, arrived: func(n int) {
		stall.Reset(stallLimit)
		l.received.Add(int64(n))
	}}
	sink := &clipSink{loader: l, ctx: ctx}
	in := decode.Input{Body: body, ContentType: stream.ContentType, Asked: decode.Format(f)}
	err = decode.Run(ctx, in, sink, decode.Limits{})
	if errors.Is(context.Cause(ctx), ErrStalled) {
		return &decode.SourceError{Err: ErrStalled}
	}
	return sink.finish(err)
}

// countedReader notices a body that ends before it should.
type countedReader struct {
	r       io.Reader
	left    int64     // bytes still to come; below 0: not told
	arrived func(int) // is told of each Read's bytes; nil: nobody is
}

// Read implements io.Reader.
func (p *countedReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.arrived != nil {
		p.arrived(n)
	}
	if p.left >= 0 {
		p.left = max(0, p.left-int64(n))
	}
	if errors.Is(err, io.EOF) && p.left > 0 {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

// clipSink fills a clip with what is decoded.
type clipSink struct {
	loader *loader
	ctx    context.Context
	clip   *clip.Clip
}

// Begin implements decode.Sink.
func (s *clipSink) Begin(info decode.Info) error {
	s.clip = clip.New(info.Rate, info.Channels, int(info.Frames))
	return nil
}

// Write implements decode.Sink.
func (s *clipSink) Write(samples []float32) error {
	err := s.clip.Append(samples)
	s.publish(false)
	s.loader.ring()
	return err
}

// publish has the clip played once it is longer than the one played so far, or whole.
func (s *clipSink) publish(whole bool) {
	best := s.loader.best
	if best == s.clip {
		return
	}
	if best != nil && !whole {
		had, _ := best.Duration()
		if has, _ := s.clip.Duration(); has <= had {
			return
		}
	}
	select {
	case s.loader.clips <- s.clip:
		s.loader.best = s.clip
	case <-s.ctx.Done():
	}
}

// finish closes an attempt that ended with err.
func (s *clipSink) finish(err error) error {
	var coding *decode.Error
	tooLong := errors.Is(err, clip.ErrFull) || errors.As(err, &coding) && coding.Kind == decode.TooLong
	switch {
	case err != nil && !tooLong:
		return err
	case s.clip == nil:
		return &decode.Error{Kind: decode.NotAudio, Detail: "no sound"}
	}
	if frames, _ := s.clip.Len(); frames == 0 {
		return &decode.Error{Kind: decode.Damaged, Detail: "no sound in it"}
	}
	s.publish(true)
	s.clip.Finish()
	if tooLong {
		return ErrTooLong
	}
	return nil
}
