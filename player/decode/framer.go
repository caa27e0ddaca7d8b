//go:build !noaac

package decode

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

const (
	frameMax        = 1<<13 + 8 // bytes, with its header
	frameMaxGarbage = 1 << 16   // in front of the first frame
	frameMaxLost    = 1 << 20   // between frames, altogether
)

// framer cuts a stream of frames that begin with a sync word and their length. Since a sync word is short,
// it trusts in a first frame only when one of the same kind follows, and from then on in that kind.
type framer struct {
	format Format
	sync   byte               // the first one of the sync word
	head   int                // bytes of a header
	fixed  uint32             // the bits of its first four bytes that don't change
	size   func(h []byte) int // of the whole frame; 0 when h is no header
	r      *bufio.Reader
	kind   uint32 // the fixed bits of this stream
	locked bool
	lost   int // bytes that belonged to no frame
}

func newFramer(r io.Reader, f framer) *framer {
	f.r = bufio.NewReaderSize(r, 4*frameMax)
	return &f
}

// next returns a frame, valid until the next call, and whether something was lost before it.
func (f *framer) next() (frame []byte, lost bool, err error) {
	for {
		h, err := f.r.Peek(f.head)
		if err != nil {
			return nil, false, err // less than a header at the end is nothing
		}
		if size := f.at(h); size > 0 {
			frame, err := f.take(size)
			if frame != nil || err != nil {
				return frame, lost, err
			}
		}
		lost = lost || f.locked
		if err := f.skip(); err != nil {
			return nil, false, err
		}
	}
}

// at is the size of the frame at the start of b, 0 when there is none of this stream.
func (f *framer) at(b []byte) int {
	if len(b) < f.head || f.locked && binary.BigEndian.Uint32(b)&f.fixed != f.kind {
		return 0
	}
	size := f.size(b)
	if size <= f.head || size > frameMax {
		return 0
	}
	return size
}

// take reads the frame of a size, or nothing where it is none after all.
func (f *framer) take(size int) ([]byte, error) {
	b, err := f.r.Peek(size + f.head)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	ends := err != nil
	if len(b) < size || !ends && !f.follows(b, b[size:]) {
		if !f.locked {
			return nil, nil
		}
		if size = f.earlier(b, size, ends); size > len(b) {
			return nil, damaged(f.format, "ends within a frame")
		}
	}
	f.kind, f.locked = binary.BigEndian.Uint32(b)&f.fixed, true
	_, err = f.r.Discard(size)
	return b[:size], err
}

// follows reports whether next begins a frame of the same kind as b's.
func (f *framer) follows(b, next []byte) bool {
	return f.at(next) > 0 && (binary.BigEndian.Uint32(b)^binary.BigEndian.Uint32(next))&f.fixed == 0
}

// earlier looks for the end of a frame whose length is wrong: where the next one starts. If there is none, the
// frame is the last one before a gap. Where the stream ends with b, so may the next frame.
func (f *framer) earlier(b []byte, size int, ends bool) int {
	for at := f.head + 1; at+f.head <= min(size, len(b)); at++ {
		next := at + f.at(b[at:])
		if next > at && (ends && next == len(b) || next < len(b) && f.at(b[next:]) > 0) {
			return at
		}
	}
	return size
}

// skip moves on to where a header could start, among what has arrived.
func (f *framer) skip() error {
	seen, _ := f.r.Peek(f.r.Buffered())
	step := 1
	for step < len(seen) && seen[step] != f.sync {
		step++
	}
	f.lost += step
	switch {
	case !f.locked && f.lost > frameMaxGarbage:
		return &Error{Kind: NotAudio, Format: f.format, Detail: "no frame"}
	case f.lost > frameMaxLost:
		return damaged(f.format, "garbage between frames")
	}
	_, err := f.r.Discard(step)
	return err
}
