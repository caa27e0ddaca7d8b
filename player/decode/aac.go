//go:build !noaac

package decode

import (
	"encoding/binary"
	"errors"
	"io"
	"math"

	aac "github.com/tphakala/go-aac/pcm"
)

const canAAC = true

const (
	aacFrame   = 1024 // frames of sound in an access unit of AAC-LC
	aacPatient = 16   // units at the start, of which one at least must be good
	aacMaxBad  = 100  // bad units in a row: 6 s at 16 kHz
	aacMaxUnit = 1<<16 - 1
)

// aacUnits delivers access units, of at most aacMaxUnit bytes, that the decoder may change. A nil one was
// lost on the way.
type aacUnits interface {
	next() ([]byte, error)
}

// aacDecoder decodes AAC-LC, and cuts off what encoders put before and after the sound. A damaged or lost unit
// affects nothing else: the sound before it fades out in its place.
type aacDecoder struct {
	format Format
	units  aacUnits
	config []byte
	dec    *aac.Decoder
	info   Info
	skip   int64 // frames still to be dropped
	left   int64 // frames still to be delivered
	claim  func() int64

	unit     []byte // with its length
	rest     []byte // of unit, to be read by dec; empty: there is none
	ended    error  // why there are no more
	channels int    // according to the unit; 0: not said
	raw      []byte // the sound of one unit
	good     int
	bad      int // altogether
	run      int // bad ones in a row
	out      queue
}

// newAACDecoder makes a decoder for units of that configuration.
func newAACDecoder(f Format, c aacConfig, units aacUnits) (*aacDecoder, error) {
	d := &aacDecoder{format: f, units: units, left: math.MaxInt64, claim: func() int64 { return unknownFrames }}
	if c.object != aacLC {
		return nil, unsupported(f, "kind of AAC")
	}
	if c.channels == 0 {
		if err := d.pull(); err != nil {
			return nil, noFrame(err)
		}
		c.channels = max(1, d.channels)
	}
	d.config = c.bytes()
	if err := d.reset(); err != nil {
		return nil, aacError(f, err)
	}
	info := d.dec.Info()
	if !saneRate(info.SampleRate) {
		return nil, unsupported(f, "rate")
	}
	d.info = Info{Rate: info.SampleRate, Channels: info.Channels, Frames: unknownFrames}
	d.raw = make([]byte, 2*aacFrame*info.Channels)
	return d, nil
}

// reset begins again with the next unit, since the library goes no further after an error.
func (d *aacDecoder) reset() (err error) {
	feed := readerOnly{d.feed}
	if d.dec == nil {
		d.dec, err = aac.NewDecoder(feed, aac.WithRawStream(d.config))
		return err
	}
	return d.dec.Reset(feed, aac.WithRawStream(d.config))
}

type readerOnly struct{ read func([]byte) (int, error) }

// Read implements io.Reader.
func (r readerOnly) Read(p []byte) (int, error) { return r.read(p) }

// Info implements Decoder.
func (d *aacDecoder) Info() Info { return d.info }

// Claim implements Decoder.
func (d *aacDecoder) Claim() int64 { return d.claim() }

// Read implements Decoder.
func (d *aacDecoder) Read(samples []float32) (int, error) {
	for d.out.empty() {
		if d.left <= 0 {
			return 0, io.EOF
		}
		if err := d.decode(); err != nil {
			return 0, err
		}
	}
	return d.out.take(samples, d.info.Channels), nil
}

// decode turns one unit into d.out.
func (d *aacDecoder) decode() error {
	d.out.reset()
	if err := d.pull(); err != nil {
		return d.end(err)
	}
	var err error = errLost
	if len(d.rest) > 0 {
		_, err = io.ReadFull(d.dec, d.raw)
		d.rest = nil
	}
	if err == nil {
		d.good, d.run = d.good+1, 0
		d.deliver(1)
		return nil
	}
	if d.bad, d.run = d.bad+1, d.run+1; d.run > aacMaxBad || d.good == 0 && d.bad >= aacPatient {
		return aacError(d.format, err)
	}
	d.deliver(0)
	clear(d.raw) // what lasts longer than a unit is silence
	return d.reset()
}

var errLost = &Error{Kind: Damaged, Detail: "a unit was lost"}

// end is the error with which the stream ended. If much was bad it counts as damaged, though all of it can be played.
func (d *aacDecoder) end(err error) error {
	if errors.Is(err, io.EOF) && (d.good == 0 || d.bad > 2+(d.good+d.bad)/50) {
		return damaged(d.format, "bad units")
	}
	return err
}

// deliver puts a unit's sound into d.out, trimmed, and fading to a volume.
func (d *aacDecoder) deliver(volume float32) {
	frames, channels := int64(aacFrame), d.info.Channels
	from := min(frames, d.skip)
	d.skip -= from
	to := from + min(frames-from, d.left)
	d.left -= to - from
	for i := int(from) * channels; i < int(to)*channels; i++ {
		gain := 1 - (1-volume)*float32(i)/float32(len(d.raw)/2)
		d.out.buf = append(d.out.buf, gain*float32(int16(binary.LittleEndian.Uint16(d.raw[2*i:])))/32768)
	}
}

// pull has the next unit ready for the decoder, with its length; a lost one is empty.
func (d *aacDecoder) pull() error {
	if len(d.rest) > 0 || d.ended != nil {
		return d.ended
	}
	unit, err := d.units.next()
	if err != nil {
		d.ended = err
		return err
	}
	unit, d.channels = plain(unit)
	if len(unit) == 0 || len(unit) > aacMaxUnit {
		return nil
	}
	d.unit = append(d.unit[:0], byte(len(unit)>>8), byte(len(unit)))
	d.unit = append(d.unit, unit...)
	d.rest = d.unit
	return nil
}

// feed passes the pulled unit to the library. If it asks for more, the unit held no sound.
func (d *aacDecoder) feed(p []byte) (int, error) {
	n := copy(p, d.rest)
	d.rest = d.rest[n:]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// aacError makes the library's errors this package's, and leaves those of the source alone.
func aacError(f Format, err error) error {
	switch {
	case errors.Is(err, aac.ErrUnsupported):
		return &Error{Kind: Unsupported, Format: f, Err: err}
	case errors.Is(err, aac.ErrCorruptStream), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Kind: Damaged, Format: f, Err: err}
	}
	return err
}
