package decode

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// Codings of an AU file that are decoded here, by their number in its header.
const (
	auMuLaw  = 1
	auLinear = 3 // 16 bit
	auALaw   = 27
)

const (
	auHeaderSize    = 24
	auMaxAnnotation = 1 << 16
	auUnknownSize   = 0xffffffff
)

// auDecoder decodes Sun's audio format. Its sizes are not trusted: telephone systems write them
// before they know them, so sound goes on to the end of the stream.
type auDecoder struct {
	r      *bufio.Reader
	info   Info
	expand *[256]int16 // of a byte; nil for 16 bit linear
}

func openAU(r io.Reader) (Decoder, error) {
	d := &auDecoder{r: bufio.NewReader(r)}
	var head [auHeaderSize]byte
	if _, err := io.ReadFull(d.r, head[:]); err != nil {
		return nil, auError(err)
	}
	field := func(i int) uint32 { return binary.BigEndian.Uint32(head[4*i:]) }
	offset, size, coding, rate, channels := field(1), field(2), field(3), field(4), field(5)
	if string(head[:4]) != ".snd" || offset < auHeaderSize || offset > auHeaderSize+auMaxAnnotation {
		return nil, damaged(AU, "header")
	}
	if channels < 1 || channels > 2 || !saneRate(int(rate)) {
		return nil, unsupported(AU, "channels or rate")
	}
	if _, err := d.r.Discard(int(offset) - auHeaderSize); err != nil {
		return nil, auError(err)
	}
	width := uint64(1)
	switch coding {
	case auMuLaw:
		d.expand = &muLaw
	case auALaw:
		d.expand = &aLaw
	case auLinear:
		width = 2
	default:
		return nil, unsupported(AU, "coding")
	}
	d.info = Info{Rate: int(rate), Channels: int(channels), Frames: unknownFrames}
	if size != auUnknownSize {
		d.info.Frames = framesOrUnknown(uint64(size) / width / uint64(channels))
	}
	return d, nil
}

func auError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(AU, "ends within the header")
	}
	return err
}

func (d *auDecoder) Info() Info { return d.info }

// Read implements Decoder. An odd end, of half a sample or half a frame, is dropped.
func (d *auDecoder) Read(samples []float32) (int, error) {
	frame := d.info.Channels
	if d.expand == nil {
		frame *= 2
	}
	data, err := d.r.Peek(frame)
	if len(data) < frame {
		return 0, err
	}
	size := min(d.r.Buffered(), len(samples)/d.info.Channels*frame) / frame * frame
	data, _ = d.r.Peek(size)
	n := d.convert(samples, data)
	_, err = d.r.Discard(size)
	return n, err
}

func (d *auDecoder) convert(samples []float32, data []byte) int {
	if d.expand == nil {
		for i := range len(data) / 2 {
			samples[i] = float32(int16(binary.BigEndian.Uint16(data[2*i:]))) / 32768
		}
		return len(data) / 2
	}
	for i, b := range data {
		samples[i] = float32(d.expand[b]) / 32768
	}
	return len(data)
}

// The tables of ITU-T G.711, scaled to 16 bits.
var muLaw, aLaw = func() (mu, a [256]int16) {
	for i := range 256 {
		mu[i] = expandMuLaw(byte(i))
		a[i] = expandALaw(byte(i))
	}
	return mu, a
}()

func expandMuLaw(b byte) int16 {
	b = ^b
	v := (int16(b&15)<<3+132)<<(b>>4&7) - 132
	if b&0x80 != 0 {
		return -v
	}
	return v
}

func expandALaw(b byte) int16 {
	b ^= 0x55
	v := int16(b&15)<<4 + 8
	if exponent := b >> 4 & 7; exponent > 0 {
		v = (v + 256) << (exponent - 1)
	}
	if b&0x80 != 0 {
		return v
	}
	return -v
}
