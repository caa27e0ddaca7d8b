package decode

import (
	"io"
	"math"
)

// Format names a container with its coding.
type Format string

// The formats that Open knows.
const (
	Ogg Format = "ogg" // Vorbis or Opus in Ogg
	AU  Format = "au"  // µ-law, A-law, linear or floating point; or µ-law without any header
	AAC Format = "aac" // AAC-LC in ADTS or LATM
	MP4 Format = "mp4" // AAC-LC in MP4
)

// What a stream may declare about itself. Beyond it a header is taken for crafted.
const (
	minRate     = 4000
	maxRate     = 192000
	maxChannels = 8
)

// Info describes decoded sound.
type Info struct {
	Format   Format // what it turned out to be
	Rate     int    // frames a second, 4000 to 192000
	Channels int    // 1 or 2
	Frames   int64  // length as the header tells it; -1 when it does not
}

// Decoder delivers the samples of one message. It belongs to one goroutine.
type Decoder interface {
	// Info is valid from the start and does not change.
	Info() Info
	// Claim is how many frames there are by what the container has said so far; -1 when it says nothing.
	Claim() int64
	// Read fills whole frames of interleaved samples between -1 and 1. It returns how many samples
	// it stored, perhaps 0, and io.EOF after the last. It waits for its source.
	Read(samples []float32) (int, error)
}

// Open reads the headers of a message in the given format from r.
func Open(r io.Reader, f Format) (Decoder, error) {
	switch f {
	case Ogg:
		return openOgg(r)
	case AU:
		return openAU(r)
	case AAC:
		return openAAC(r)
	case MP4:
		return openMP4(r)
	}
	return nil, unsupported(f, "unknown format")
}

// queue hands out decoded samples in the portions that a Read asks for.
type queue struct {
	buf  []float32
	next int // first one not handed out
}

func (q *queue) empty() bool { return q.next >= len(q.buf) }

func (q *queue) reset() { q.buf, q.next = q.buf[:0], 0 }

// take hands out whole frames only.
func (q *queue) take(dst []float32, channels int) int {
	n := copy(dst[:len(dst)/channels*channels], q.buf[q.next:])
	q.next += n
	return n
}

func saneRate(rate int) bool { return rate >= minRate && rate <= maxRate }

// finite keeps NaN and values far out of range from corrupting later filters.
func finite(v float32) float32 {
	if v != v {
		return 0
	}
	return max(-1, min(1, v))
}

// unknownFrames is Info.Frames of a message whose header tells no length.
const unknownFrames = -1

// framesOrUnknown drops lengths that no real message has.
func framesOrUnknown(frames uint64) int64 {
	if frames == 0 || frames > math.MaxInt32 {
		return unknownFrames
	}
	return int64(frames)
}

// Can reports whether this build decodes a format: one with the build tag noaac leaves out AAC and MP4.
func Can(f Format) bool {
	switch f {
	case Ogg, AU:
		return true
	case AAC, MP4:
		return canAAC
	}
	return false
}
