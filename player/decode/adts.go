//go:build !noaac

package decode

import (
	"bufio"
	"errors"
	"io"
)

const (
	adtsHeaderSize = 7
	adtsSync       = 0xff
	adtsFixed      = 0xfffffdc0 // all but the private bit, and what comes after the channels
)

// adtsUnits delivers the access units of ADTS frames.
type adtsUnits struct {
	frames *framer
	held   []byte // a unit that was read before its turn
	config aacConfig
}

// openAAC opens what is asked for as AAC: ADTS, or LATM by its first bytes.
func openAAC(r io.Reader) (Decoder, error) {
	b := bufio.NewReader(r)
	if head, err := b.Peek(2); err == nil && isLOAS(head) {
		return openLOAS(b)
	}
	return openADTS(b)
}

func openADTS(r io.Reader) (Decoder, error) {
	u := &adtsUnits{frames: newFramer(r, framer{format: AAC, sync: adtsSync, head: adtsHeaderSize, fixed: adtsFixed,
		size: adtsFrameSize})}
	if err := u.first(); err != nil {
		return nil, err
	}
	return newAACDecoder(AAC, u.config, u)
}

// first reads the first unit, and learns from its header what the stream is.
func (u *adtsUnits) first() error {
	frame, _, err := u.frames.next()
	if err != nil {
		return noFrame(err)
	}
	if frame[6]&3 != 0 {
		return unsupported(AAC, "several blocks in a frame")
	}
	u.config = aacConfig{
		object: int(frame[2]>>6) + 1, rateIndex: int(frame[2] >> 2 & 15),
		channels: int(frame[2]&1)<<2 | int(frame[3]>>6),
	}
	u.held = adtsUnit(frame)
	return nil
}

// noFrame makes a stream that ends before its first frame a damaged one.
func noFrame(err error) error {
	if errors.Is(err, io.EOF) {
		return damaged(AAC, "no frame in it")
	}
	return err
}

// next implements aacUnits.
func (u *adtsUnits) next() ([]byte, error) {
	if unit := u.held; unit != nil {
		u.held = nil
		return unit, nil
	}
	frame, lost, err := u.frames.next()
	if err != nil {
		return nil, err
	}
	if lost {
		u.held = adtsUnit(frame)
		return nil, nil
	}
	return adtsUnit(frame), nil
}

// adtsUnit is what a frame holds after its header, and its checksum if there is one.
func adtsUnit(frame []byte) []byte {
	if frame[1]&1 == 0 && len(frame) > adtsHeaderSize+2 {
		return frame[adtsHeaderSize+2:]
	}
	return frame[adtsHeaderSize:]
}

// adtsFrameSize is the size of the frame that h begins, or 0.
func adtsFrameSize(h []byte) int {
	if h[0] != adtsSync || h[1]&0xf6 != 0xf0 || h[2]>>2&15 > 12 {
		return 0
	}
	return int(h[3]&3)<<11 | int(h[4])<<3 | int(h[5])>>5
}
