package transcribe

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"istratray/player/decode"
)

// Sound is a message as it is delivered.
type Sound struct {
	Body        io.ReadCloser // Close ends a Read that waits
	ContentType string        // "" = not told
}

// formats are the forms of a message, the one to begin with first: Vorbis is small, AU can hardly be wrong.
func formats(first string) []decode.Format {
	all := []decode.Format{decode.Format(first), decode.Ogg, decode.AU, decode.AAC, decode.MP4}
	all = slices.DeleteFunc(all, func(f decode.Format) bool { return !decode.Can(f) })
	if len(all) > 1 && all[0] == all[1] {
		return all[1:]
	}
	return all
}

// soundFile writes a message into a WAV file in the folder, in the first format in which it comes whole, else
// in the one of which there is most. The error is a *Problem, a *LaterError or the context's.
func (t *Transcriber) soundFile(ctx context.Context, dir, id, first string) (string, error) {
	best, most, delivered := "", int64(0), false
	var failure error
	tried := map[decode.Format]bool{}
	for _, f := range formats(first) {
		if tried[f] {
			continue
		}
		tried[f] = true
		file := filepath.Join(dir, "message-"+string(f)+".wav")
		frames, err := t.write(ctx, file, id, f)
		var final *Problem
		var later *LaterError
		var refused *refusedError
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			return "", &Problem{Code: Late}
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err == nil:
			return file, nil
		case errors.As(err, &later), errors.As(err, &final):
			return "", err
		}
		delivered = delivered || !errors.As(err, &refused)
		t.cfg.Log.Info("transcribe: the message did not load", "format", f, "err", err)
		if frames > most {
			best, most = file, frames
		}
		if failure == nil {
			failure = err
		}
	}
	switch {
	case best != "":
		return best, nil
	case !delivered:
		return "", &LaterError{failure}
	}
	return "", noSound(failure)
}

// write fetches and decodes a message in one format into a file.
func (t *Transcriber) write(ctx context.Context, file, id string, f decode.Format) (frames int64, err error) {
	sound, err := t.cfg.Fetch(ctx, id, string(f))
	var later *LaterError
	switch {
	case errors.As(err, &later):
		return 0, err
	case err != nil:
		return 0, &refusedError{err}
	}
	defer sound.Body.Close()
	defer context.AfterFunc(ctx, func() { sound.Body.Close() })()
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, onDisk(err)
	}
	in := decode.Input{Body: sound.Body, ContentType: sound.ContentType, Asked: f}
	frames, err = convert(ctx, in, out)
	if closed := out.Close(); closed != nil && err == nil {
		err = onDisk(closed)
	}
	var source *decode.SourceError
	if errors.As(err, &source) {
		return frames, &LaterError{err}
	}
	if err == nil && frames == 0 {
		err = errors.New("there is no sound in it")
	}
	return frames, err
}
