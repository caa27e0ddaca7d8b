package player

import (
	"context"
	"io"
	"time"

	"istratray/player/decode"
)

// Format names a form in which the platform delivers a message.
type Format string

// The four forms.
const (
	Ogg Format = "ogg"
	AU  Format = "au"
	AAC Format = "aac"
	MP4 Format = "mp4"
)

// allFormats is the order in which formats are tried: Vorbis is small and free of patents, AU is large, but so simple
// that little can go wrong with it.
var allFormats = []Format{Ogg, AU, AAC, MP4}

// Stream is a message while it arrives.
type Stream struct {
	Body        io.ReadCloser // Close must end a Read that waits
	ContentType string        // empty: not told
	Length      int64         // bytes; -1: not told
	Told        time.Duration // how long the message is said to be, in whole seconds; 0: not told
}

// Source delivers one message, in any format, as often as asked.
type Source interface {
	// Open begins to deliver. It must return soon after ctx ends. A *RefusedError makes the player
	// ask for the next format; any other error ends the attempt to play.
	Open(ctx context.Context, f Format) (*Stream, error)
}

// order puts the preferred formats first, and after them those this build can decode.
func order(preferred []Format) []Format {
	var formats []Format
	seen := make(map[Format]bool)
	for _, f := range append(preferred[:len(preferred):len(preferred)], allFormats...) {
		if !seen[f] && decode.Can(decode.Format(f)) {
			seen[f] = true
			formats = append(formats, f)
		}
	}
	return formats
}
