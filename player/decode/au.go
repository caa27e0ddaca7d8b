package decode

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

const (
	auHeaderSize    = 24
	auMaxAnnotation = 1 << 20
	auUnknownSize   = 0xffffffff
	auMuLaw         = 1
)

// auCoding is how samples are written.
type auCoding struct {
	width  int // bytes of a sample
	sample func([]byte) float32
}

// auCodings are those that are decoded here, by their number in the header.
var auCodings = map[uint32]auCoding{
	auMuLaw: {1, func(b []byte) float32 { return float32(muLaw[b[0]]) / (1 << 15) }},
	2:       {1, func(b []byte) float32 { return float32(int8(b[0])) / (1 << 7) }},
	3:       {2, func(b []byte) float32 { return float32(int16(binary.BigEndian.Uint16(b))) / (1 << 15) }},
	4: {3, func(b []byte) float32 {
		return float32(int32(uint32(b[0])<<24|uint32(b[1])<<16|uint32(b[2])<<8)) / (1 << 31)
	}},
	5:  {4, func(b []byte) float32 { return float32(int32(binary.BigEndian.Uint32(b))) / (1 << 31) }},
	6:  {4, func(b []byte) float32 { return math.Float32frombits(binary.BigEndian.Uint32(b)) }},
	7:  {8, func(b []byte) float32 { return float32(math.Float64frombits(binary.BigEndian.Uint64(b))) }},
	27: {1, func(b []byte) float32 { return float32(aLaw[b[0]]) / (1 << 15) }},
}

// auDecoder decodes Sun's audio format. Its sizes are not trusted: telephone systems write them
// before they know them, so sound continues to the end of the stream.
type auDecoder struct {
	r        *bufio.Reader
	info     Info
	coding   auCoding
	channels int // in the stream; more than two are mixed
	scratch  []float32
}

func openAU(r io.Reader) (Decoder, error) {
	d := &auDecoder{r: bufio.NewReader(r)}
	if magic, err := d.r.Peek(4); err != nil || string(magic) != ".snd" {
		return d, d.headerless(err)
	}
	var head [auHeaderSize]byte
	if _, err := io.ReadFull(d.r, head[:]); err != nil {
		return nil, auError(err)
	}
	field := func(i int) uint32 { return binary.BigEndian.Uint32(head[4*i:]) }
	offset, size, coding, rate, channels := field(1), field(2), field(3), field(4), field(5)
	if offset > auHeaderSize+auMaxAnnotation {
		return nil, damaged(AU, "header")
	}
	if channels < 1 || channels > maxChannels || !saneRate(int(rate)) {
		return nil, unsupported(AU, "channels or rate")
	}
	if _, err := d.r.Discard(max(0, int(offset)-auHeaderSize)); err != nil {
		return nil, auError(err)
	}
	if err := d.begin(coding, int(rate), int(channels)); err != nil {
		return nil, err
	}
	if size != auUnknownSize {
		d.info.Frames = framesOrUnknown(uint64(size) / uint64(d.coding.width) / uint64(channels))
	}
	return d, nil
}

func (d *auDecoder) begin(coding uint32, rate, channels int) error {
	var ok bool
	if d.coding, ok = auCodings[coding]; !ok {
		return unsupported(AU, "coding")
	}
	d.channels = channels
	d.info = Info{Rate: rate, Channels: channels, Frames: unknownFrames}
	if channels > 2 {
		d.info.Channels = 1
	}
	return nil
}

// auSample is how much is looked at to tell whether something is sound.
const auSample = 2048

// headerless takes what has no header for µ-law of 8 kHz, as audio/basic is by RFC 2046, if it sounds like that.
func (d *auDecoder) headerless(err error) error {
	if err != nil {
		return auError(err)
	}
	data, err := d.r.Peek(auSample)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !soundsLikeMuLaw(data) {
		return damaged(AU, "header")
	}
	return d.begin(auMuLaw, 8000, 1)
}

// soundsLikeMuLaw tells speech and silence, whose samples are alike or small, from other data.
func soundsLikeMuLaw(data []byte) bool {
	var sum, loud, power, change, last float64
	for _, b := range data {
		v := float64(muLaw[b])
		sum, loud = sum+v, loud+math.Abs(v)
		power += v * v
		change += (v - last) * (v - last)
		last = v
	}
	n := float64(len(data))
	return math.Abs(sum/n) < 2000 && (loud/n < 1500 || change < 1.2*power)
}

func auError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(AU, "ends within the header")
	}
	return err
}

// Info implements Decoder.
func (d *auDecoder) Info() Info { return d.info }

// Claim implements Decoder.
func (d *auDecoder) Claim() int64 { return d.info.Frames }

// Read implements Decoder. An odd end, of half a sample or half a frame, is dropped.
func (d *auDecoder) Read(samples []float32) (int, error) {
	frame := d.channels * d.coding.width
	data, err := d.r.Peek(frame)
	if len(data) < frame {
		return 0, err
	}
	frames := min(d.r.Buffered()/frame, len(samples)/d.info.Channels)
	data, _ = d.r.Peek(frames * frame)
	d.scratch = d.scratch[:0]
	for at := 0; at < len(data); at += d.coding.width {
		d.scratch = append(d.scratch, d.coding.sample(data[at:]))
	}
	n := len(appendMixed(samples[:0], d.scratch, d.channels))
	_, err = d.r.Discard(len(data))
	return n, err
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
