package decode

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/pion/opus"
)

const (
	opusRate     = 48000
	opusMaxFrame = 5760 // frames in a packet: 120 ms
	opusHeadSize = 19
)

// opusCodec decodes Opus of one or two channels (RFC 7845).
type opusCodec struct {
	stream  *oggStream
	dec     opus.Decoder
	gain    float32
	scratch [2 * opusMaxFrame]float32
}

func (c *opusCodec) begins(packet []byte) bool { return bytes.HasPrefix(packet, []byte("OpusHead")) }

// link implements oggCodec. What follows the first link of a chain is decoded to as many channels.
func (c *opusCodec) link(page oggPage) error {
	return c.stream.headers(page, c.readHead, func([]byte) error { return nil }) // nobody reads the tags
}

func (c *opusCodec) readHead(packet []byte) error {
	if len(packet) < opusHeadSize || packet[8]>>4 != 0 {
		return damaged(Ogg, "head of Opus")
	}
	channels, family := int(packet[9]), packet[18]
	if channels < 1 || channels > 2 || family > 1 {
		return unsupported(Ogg, "channels of Opus")
	}
	if c.stream.info.Channels == 0 {
		c.stream.info = Info{Rate: opusRate, Channels: channels, Frames: unknownFrames}
	}
	c.stream.limit = 2 * opusMaxFrame
	c.stream.skip = int64(binary.LittleEndian.Uint16(packet[10:]))
	decibel := float64(int16(binary.LittleEndian.Uint16(packet[16:]))) / 256
	c.gain = float32(math.Pow(10, decibel/20))
	return c.reset()
}

func (c *opusCodec) reset() (err error) {
	if c.dec, err = opus.NewDecoderWithOutput(opusRate, c.stream.info.Channels); err != nil {
		return &Error{Kind: Unsupported, Format: Ogg, Err: err}
	}
	return nil
}

// decode implements oggCodec. A bad packet is silence of its length.
func (c *opusCodec) decode(packet []byte) {
	frames := opusFrames(packet)
	out := c.scratch[:opusMaxFrame*c.stream.info.Channels]
	n, err := c.dec.DecodeToFloat32(packet, out)
	if err != nil {
		c.stream.damaged = true
		clear(out)
		n = frames
		c.lose()
	}
	for _, v := range out[:min(n, opusMaxFrame)*c.stream.info.Channels] {
		c.stream.out.buf = append(c.stream.out.buf, finite(v*c.gain))
	}
}

func (c *opusCodec) lose() { _ = c.reset() }

// opusFrames is how many frames of sound a packet has by its first bytes (RFC 6716, section 3.1), 0 when they
// make no sense.
func opusFrames(packet []byte) int {
	config, count := int(packet[0]>>3), 1
	switch packet[0] & 3 {
	case 1, 2:
		count = 2
	case 3:
		if len(packet) < 2 {
			return 0
		}
		count = int(packet[1] & 0x3f)
	}
	size := 120 << (config & 3)
	switch {
	case config < 12:
		size = []int{480, 960, 1920, 2880}[config&3]
	case config < 16:
		size = 480 << (config & 1)
	}
	if size *= count; size > opusMaxFrame {
		return 0
	}
	return size
}
