package player

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"istratray/player/decode"
)

// keepLimit is the largest message that is kept.
const keepLimit = 100 << 20

// Kept is a message as its source delivered it, in a file that is gone when it is closed.
type Kept struct {
	Format Format // what it is, whatever was asked for
	Flaw   error  // why it is not whole, or can't be played; nil: it can
	file   *os.File
	named  bool // the system can't remove an open file's name
	length time.Duration
}

// Keep fetches a message in the preferred format. Where that is not sound, damaged or incomplete, it tries
// the others, and returns the most complete one.
func Keep(ctx context.Context, src Source, preferred Format) (*Kept, error) {
	k := keeper{src: src}
	for _, f := range slices.Concat([]Format{preferred}, slices.DeleteFunc(slices.Clone(allFormats),
		func(f Format) bool { return f == preferred })) {
		next, err := k.fetch(ctx, f)
		if err != nil {
			k.failures = append(k.failures, fmt.Errorf("as %s: %w", f, err))
			if !fallsBack(err) && !breaksOff(err) {
				break
			}
			continue
		}
		if k.choose(next); k.best.Flaw == nil {
			break
		}
	}
	if k.best == nil || ctx.Err() != nil {
		k.choose(nil)
		return nil, errors.Join(ctx.Err(), &LoadError{Err: errors.Join(k.failures...)})
	}
	return k.best, nil
}

// WriteTo implements io.WriterTo.
func (k *Kept) WriteTo(w io.Writer) (int64, error) {
	if _, err := k.file.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("read what was kept: %w", err)
	}
	return io.Copy(w, bufio.NewReader(k.file))
}

// Close removes the file.
func (k *Kept) Close() error {
	err := k.file.Close()
	if k.named {
		err = errors.Join(err, os.Remove(k.file.Name()))
	}
	return err
}

// keeper looks for the best version of one message.
type keeper struct {
	src      Source
	told     time.Duration
	best     *Kept
	failures []error
}

// choose keeps the better of two versions.
func (k *keeper) choose(next *Kept) {
	worse := k.best
	if next != nil && k.best != nil && !(next.length > k.best.length+slack || next.Flaw == nil &&
		next.length > k.best.length-slack) {
		worse = next
	} else {
		k.best = next
	}
	if worse != nil {
		_ = worse.Close()
	}
}

// fetch gets the message in one format, with a second try where the connection breaks.
func (k *keeper) fetch(ctx context.Context, f Format) (kept *Kept, err error) {
	for range 1 + rereads {
		var source *decode.SourceError
		if kept, err = k.fetchOnce(ctx, f); !errors.As(err, &source) || ctx.Err() != nil {
			break
		}
	}
	return kept, err
}

func (k *keeper) fetchOnce(ctx context.Context, f Format) (*Kept, error) {
	stream, err := k.src.Open(ctx, f)
	if err != nil {
		return nil, err
	}
	defer stream.Body.Close()
	defer context.AfterFunc(ctx, func() { stream.Body.Close() })()
	k.told = max(k.told, stream.Told)
	file, err := os.CreateTemp("", "voicemail-*")
	if err != nil {
		return nil, fmt.Errorf("keep message: %w", err)
	}
	// Without a name nothing is left of it when the program is killed.
	kept := &Kept{Format: f, file: file, named: os.Remove(file.Name()) != nil}
	if err = spool(file, stream); err == nil {
		err = k.judge(ctx, kept, stream.ContentType)
	}
	if err != nil {
		return nil, errors.Join(err, kept.Close())
	}
	return kept, nil
}

// spool copies what comes into a file.
func spool(file *os.File, stream *Stream) error {
	from := failing{&countedReader{r: stream.Body, left: stream.Length}}
	n, err := io.Copy(file, io.LimitReader(from, keepLimit+1))
	if err == nil && n > keepLimit {
		return ErrTooLong
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	return err
}

// failing marks the errors of a source, so that they are not taken for the file's.
type failing struct{ r io.Reader }

// Read implements io.Reader.
func (f failing) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &decode.SourceError{Err: err}
	}
	return n, err
}

// judge decodes a message to see what it is and what is wrong with it. What is no sound at all is refused; other
// programs may play what this one can't decode.
func (k *keeper) judge(ctx context.Context, kept *Kept, contentType string) error {
	asked, sink := kept.Format, &lengthSink{}
	err := decode.Run(ctx, decode.Input{Body: kept.file, ContentType: contentType, Asked: decode.Format(asked)},
		sink, decode.Limits{})
	kept.length = sink.length()
	var coding *decode.Error
	if errors.As(err, &coding) && coding.Format != "" {
		kept.Format = Format(coding.Format)
	}
	if sink.info.Format != "" {
		kept.Format = Format(sink.info.Format)
	}
	missing := &MissingError{Have: kept.length, Want: k.told}
	switch kind := kindOf(err); {
	case kind == decode.NotAudio, kept.length == 0 && kind != decode.Unsupported && kind != 0:
		return err
	case kept.length == 0 && err == nil:
		return &decode.Error{Kind: decode.Damaged, Format: decode.Format(kept.Format), Detail: "no sound in it"}
	case kind == decode.Unsupported && coding.Format != "", kind == decode.TooLong, kind == decode.Short &&
		k.told > 0 && missing.enough():
	case kind != 0:
		kept.Flaw = &LoadError{Partial: kept.length > 0, Err: err}
	case err != nil:
		return err
	case !missing.enough():
		kept.Flaw = missing
	}
	return nil
}

// lengthSink measures what is decoded.
type lengthSink struct {
	info   decode.Info
	frames int
}

// Begin implements decode.Sink.
func (s *lengthSink) Begin(info decode.Info) error {
	s.info = info
	return nil
}

// Write implements decode.Sink.
func (s *lengthSink) Write(samples []float32) error {
	s.frames += len(samples) / s.info.Channels
	return nil
}

func (s *lengthSink) length() time.Duration {
	if s.frames == 0 {
		return 0
	}
	return time.Duration(s.frames) * time.Second / time.Duration(s.info.Rate)
}
