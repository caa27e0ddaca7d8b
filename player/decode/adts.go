//go:build !noaac

package decode

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

const (
	adtsHeaderSize = 7
	adtsMaxGarbage = 1 << 16 // in front of the first frame, and altogether
)

// adtsFrames passes on whole ADTS frames only. The decoder would search garbage for one for as long
// as it comes, at 30 kB of it a second.
type adtsFrames struct {
	r       *bufio.Reader
	left    int // bytes of the current frame that have not been passed on
	frames  int
	garbage int
}

// Read implements io.Reader.
func (a *adtsFrames) Read(p []byte) (int, error) {
	if a.left == 0 {
		if err := a.next(); err != nil {
			return 0, err
		}
	}
	n, err := a.r.Read(p[:min(len(p), a.left)])
	a.left -= n
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// next finds the next frame's header.
func (a *adtsFrames) next() error {
	for {
		h, err := a.r.Peek(adtsHeaderSize)
		if err != nil {
			return err // less than a header at the end is nothing
		}
		if size := adtsFrameSize(h); size > 0 {
			a.left = size
			a.frames++
			return nil
		}
		if err := a.skip(); err != nil {
			return err
		}
	}
}

// skip moves on to where a header could start, among what has arrived.
func (a *adtsFrames) skip() error {
	seen, _ := a.r.Peek(a.r.Buffered())
	step := len(seen)
	if at := bytes.IndexByte(seen[1:], 0xff); at >= 0 {
		step = at + 1
	}
	if a.garbage += step; a.garbage > adtsMaxGarbage {
		if a.frames == 0 {
			return &Error{Kind: NotAudio, Format: AAC, Detail: "no frame"}
		}
		return damaged(AAC, "garbage between frames")
	}
	_, err := a.r.Discard(step)
	return err
}

// adtsFrameSize is the size of the frame that h begins, or 0.
func adtsFrameSize(h []byte) int {
	if h[0] != 0xff || h[1]&0xf6 != 0xf0 || h[2]>>2&15 > 12 {
		return 0
	}
	size := int(h[3]&3)<<11 | int(h[4])<<3 | int(h[5])>>5
	if size <= adtsHeaderSize {
		return 0
	}
	return size
}
