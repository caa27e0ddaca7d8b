package player

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"istratray/player/clip"
	"istratray/player/decode"
)

// sketchLimit is the largest message that is fetched to be drawn, in bytes: half an hour in the largest format.
const sketchLimit = 16 << 20

// Sketch is what a message looks like.
type Sketch struct {
	Peaks  []float32 // of equal parts of it, between 0 and 1
	Length time.Duration
}

// Draw fetches a message and measures n equal parts of it. It keeps none of its sound, and plays nothing. Formats
// are tried in turn as for playing, preferred ones first; a message that comes whole in none of them is an
// error, for its drawing would be wrong.
func Draw(ctx context.Context, src Source, n int, preferred ...Format) (Sketch, error) {
	var failures []error
	for _, f := range order(preferred) {
		s, err := draw(ctx, src, n, f)
		if err == nil {
			return s, nil
		}
		failures = append(failures, fmt.Errorf("as %s: %w", f, err))
		if ctx.Err() != nil || !fallsBack(err) {
			break
		}
	}
	return Sketch{}, errors.Join(ctx.Err(), &LoadError{Err: errors.Join(failures...)})
}

func draw(ctx context.Context, src Source, n int, f Format) (Sketch, error) {
	stream, err := src.Open(ctx, f)
	if err != nil {
		return Sketch{}, err
	}
	defer stream.Body.Close()
	defer context.AfterFunc(ctx, func() { stream.Body.Close() })()
	if stream.Length > sketchLimit {
		return Sketch{}, ErrTooLong
	}
	sink := &sketchSink{}
	body := io.LimitReader(&countedReader{r: stream.Body, left: stream.Length}, sketchLimit)
	in := decode.Input{Body: body, ContentType: stream.ContentType, Asked: decode.Format(f)}
	if err := decode.Run(ctx, in, sink, decode.Limits{}); err != nil {
		return Sketch{}, err
	}
	if missing := (&MissingError{Have: sink.length(), Want: stream.Told}); sink.length() == 0 || !missing.enough() {
		return Sketch{}, missing
	}
	return Sketch{Peaks: sink.shape.Draw(n), Length: sink.length()}, nil
}

// sketchSink measures what is decoded.
type sketchSink struct {
	lengthSink
	shape *clip.Shape
}

// Begin implements decode.Sink.
func (s *sketchSink) Begin(info decode.Info) error {
	s.shape = clip.NewShape(info.Rate)
	return s.lengthSink.Begin(info)
}

// Write implements decode.Sink.
func (s *sketchSink) Write(samples []float32) error {
	s.shape.Add(samples, s.info.Channels)
	return s.lengthSink.Write(samples)
}
