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
	arrived chan struct{}   // holds a value when something has been added to a clip
	result  chan error      // receives once, at the end: nil, *LoadError or ErrTooLong
	best    *clip.Clip      // what has been sent to clips last
	flaw    error           // what is wrong with it; nil once it has ended where its container says
	told    time.Duration   // length of the message as the source states it; 0: not stated

	received atomic.Int64 // bytes of the current attempt
	size     atomic.Int64 // bytes it announced, or -1
}

func newLoader(src Source, formats []Format, log *slog.Logger) *loader {
	return &loader{
		src: src, formats: formats, log: log,
		clips: make(chan *clip.Clip), arrived: make(chan struct{}, 1), result: make(chan error, 1),
	}
}

// ring signals that something has arrived.
func (l *loader) ring() {
	select {
	case l.arrived <- struct{}{}:
	default:
	}
}

// run tries one format after the other until one arrives whole. Each failed attempt may have left
// a clip; the fullest stays.
func (l *loader) run(ctx context.Context) {
	err := l.try(ctx)
	if l.best != nil {
		l.best.Finish()
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
		case errors.As(err, &source) && broken < rereads:
			broken++
			i-- // once more
		case !fallsBack(err) && !breaksOff(err):
			return l.verdict(failures)
		}
	}
	return l.verdict(append(failures, ctx.Err()))
}

// verdict says what is wrong with the best version, when no format arrived whole: nothing, if it is as long
// as it should be and only its container claims more.
func (l *loader) verdict(failures []error) error {
	if l.best == nil {
		return &LoadError{Err: errors.Join(failures...)}
	}
	had, _ := l.best.Duration()
	missing := &MissingError{Have: had, Want: l.told}
	switch {
	case l.flaw == nil && l.told > 0:
		return missing
	case l.flaw == nil, kindOf(l.flaw) == decode.Short && l.told > 0 && missing.enough():
		return nil
	}
	return &LoadError{Partial: true, Err: errors.Join(append([]error{l.flaw}, failures...)...)}
}

func kindOf(err error) decode.Kind {
	var coding *decode.Error
	errors.As(err, &coding)
	if coding == nil {
		return 0
	}
	return coding.Kind
}

// fallsBack reports whether another format may do better.
func fallsBack(err error) bool {
	var refused *RefusedError
	var missing *MissingError
	return errors.As(err, &refused) || errors.As(err, &missing) || kindOf(err) != 0
}

// breaksOff reports whether a body ended early. Where that repeats, the file is shorter than its server says, and
// another format may be whole; a bad line would break off in every format.
func breaksOff(err error) bool {
	var source *decode.SourceError
	return errors.As(err, &source) && !errors.Is(err, ErrStalled)
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
	l.told = max(l.told, stream.Told)
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
		err = &decode.SourceError{Err: ErrStalled}
	}
	return sink.finish(err)
}

// countedReader notices a body that ends before it should.
type countedReader struct {
	r       io.Reader
	left    int64     // bytes still to come; below 0: not known
	arrived func(int) // called with the bytes of each Read; may be nil
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
	s.publish(errUnfinished)
	s.loader.ring()
	return err
}

var errUnfinished = errors.New("player: still loading")

// slack is how much the lengths of two formats may differ and count as equal: encoders add some silence.
const slack = 500 * time.Millisecond

// publish has the clip played once it is longer than the one played so far, or as long and without a flaw.
func (s *clipSink) publish(flaw error) {
	l := s.loader
	if l.best != s.clip && !s.better(flaw) {
		return
	}
	if l.best != s.clip {
		select {
		case l.clips <- s.clip:
		case <-s.ctx.Done():
			return
		}
	}
	l.best, l.flaw = s.clip, flaw
}

func (s *clipSink) better(flaw error) bool {
	if s.loader.best == nil {
		return true
	}
	had, _ := s.loader.best.Duration()
	has, _ := s.clip.Duration()
	return has > had+slack || flaw == nil && s.loader.flaw != nil && has > had-slack
}

// finish closes an attempt that ended with err.
func (s *clipSink) finish(err error) error {
	tooLong := errors.Is(err, clip.ErrFull) || kindOf(err) == decode.TooLong
	if s.clip == nil {
		if err == nil || tooLong {
			err = &decode.Error{Kind: decode.NotAudio, Detail: "no sound"}
		}
		return err
	}
	had, _ := s.clip.Duration()
	if had == 0 && (err == nil || tooLong) {
		err, tooLong = &decode.Error{Kind: decode.Damaged, Detail: "no sound in it"}, false
	}
	if tooLong {
		err = nil
	}
	if had > 0 {
		s.publish(err)
	}
	missing := &MissingError{Have: had, Want: s.loader.told}
	switch {
	case err != nil:
		return err
	case tooLong:
		return ErrTooLong
	case !missing.enough():
		return missing
	}
	return nil
}
