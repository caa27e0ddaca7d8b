package decode

import (
	"fmt"

	"github.com/jfreymuth/vorbis"
)

// vorbisCodec decodes Vorbis, as far as its headers can be trusted.
type vorbisCodec struct {
	stream  *oggStream
	dec     *vorbis.Decoder
	id      vorbisIdentity
	scratch []float32
}

func (c *vorbisCodec) begins(packet []byte) bool { return isVorbisHeader(packet, vorbisIdent) }

// link implements oggCodec. All links of a chain must have the same rate and channels.
func (c *vorbisCodec) link(page oggPage) error {
	before := c.id
	c.dec = new(vorbis.Decoder)
	if err := c.stream.headers(page, c.readIdentity, c.readComment, c.readSetup); err != nil {
		return err
	}
	if before.rate != 0 && (c.id.rate != before.rate || c.id.channels != before.channels) {
		return unsupported(Ogg, fmt.Sprintf("the rate changes to %d Hz, %d channels", c.id.rate, c.id.channels))
	}
	c.stream.limit = int64(2 * c.id.block[1])
	c.stream.info = Info{Rate: c.id.rate, Channels: c.id.channels, Frames: unknownFrames}
	if c.id.channels > 2 {
		c.stream.info.Channels = 1
	}
	return nil
}

func (c *vorbisCodec) readIdentity(packet []byte) (err error) {
	if c.id, err = checkIdentity(packet); err != nil {
		return err
	}
	return c.header(packet)
}

// readComment passes over it: nobody reads comments, and the decoder would believe their sizes.
func (c *vorbisCodec) readComment(packet []byte) error {
	if !isVorbisHeader(packet, vorbisComment) {
		return damaged(Ogg, "headers out of order")
	}
	return nil
}

func (c *vorbisCodec) readSetup(packet []byte) error {
	if !isVorbisHeader(packet, vorbisSetup) {
		return damaged(Ogg, "headers out of order")
	}
	packet, err := checkSetup(packet, c.id)
	if err != nil {
		return err
	}
	if err := c.header(packet); err != nil {
		return err
	}
	c.scratch = make([]float32, c.dec.BufferSize())
	return nil
}

func (c *vorbisCodec) header(packet []byte) error {
	if err := c.dec.ReadHeader(packet); err != nil {
		return &Error{Kind: Damaged, Format: Ogg, Detail: "header", Err: err}
	}
	return nil
}

func (c *vorbisCodec) decode(packet []byte) {
	if packet[0]&1 != 0 {
		return // a header that strayed among the sound
	}
	samples, err := c.dec.DecodeInto(packet, c.scratch)
	if err != nil {
		c.stream.damaged = true
		c.dec.Clear()
		return
	}
	c.stream.out.buf = appendMixed(c.stream.out.buf, samples, c.id.channels)
}

func (c *vorbisCodec) lose() { c.dec.Clear() }

// appendMixed appends frames, those of more than two channels as the mean of all.
func appendMixed(dst, samples []float32, channels int) []float32 {
	if channels <= 2 {
		for _, v := range samples {
			dst = append(dst, finite(v))
		}
		return dst
	}
	for i := 0; i+channels <= len(samples); i += channels {
		var sum float32
		for _, v := range samples[i : i+channels] {
			sum += v
		}
		dst = append(dst, finite(sum/float32(channels)))
	}
	return dst
}
