//go:build !noaac

package decode

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"

	aac "github.com/tphakala/go-aac/pcm"
)

const canAAC = true

// aacFrame is the number of frames in an access unit of AAC-LC.
const aacFrame = 1024

// aacDecoder decodes AAC-LC, and cuts off what encoders put before and after the sound.
type aacDecoder struct {
	format Format
	dec    *aac.Decoder
	info   Info
	skip   int64 // frames still to be dropped
	left   int64 // frames still to be delivered
	raw    []byte
}

func openADTS(r io.Reader) (Decoder, error) {
	dec, err := aac.NewDecoder(&adtsFrames{r: bufio.NewReader(r)})
	if err != nil {
		return nil, aacError(AAC, err)
	}
	d := newAACDecoder(AAC, dec)
	if !saneRate(d.info.Rate) {
		return nil, unsupported(AAC, "rate")
	}
	return d, nil
}

func newAACDecoder(f Format, dec *aac.Decoder) *aacDecoder {
	info := dec.Info()
	return &aacDecoder{
		format: f, dec: dec, left: math.MaxInt64,
		info: Info{Rate: info.SampleRate, Channels: info.Channels, Frames: unknownFrames},
		raw:  make([]byte, 2*aacFrame*info.Channels),
	}
}

// Info implements Decoder.
func (d *aacDecoder) Info() Info { return d.info }

// Read implements Decoder.
func (d *aacDecoder) Read(samples []float32) (int, error) {
	width := int64(2 * d.info.Channels)
	for {
		if d.left <= 0 {
			return 0, io.EOF
		}
		want := min(int64(len(d.raw)), 2*int64(len(samples))) / width * width
		n, err := io.ReadFull(d.dec, d.raw[:want])
		if n == 0 && err != nil {
			return 0, aacError(d.format, err)
		}
		frames := int64(n) / width
		dropped := min(frames, d.skip)
		d.skip -= dropped
		frames = min(frames-dropped, d.left)
		if frames == 0 {
			continue
		}
		d.left -= frames
		return d.convert(samples, d.raw[dropped*width:(dropped+frames)*width]), nil
	}
}

func (d *aacDecoder) convert(samples []float32, raw []byte) int {
	for i := range len(raw) / 2 {
		samples[i] = float32(int16(binary.LittleEndian.Uint16(raw[2*i:]))) / 32768
	}
	return len(raw) / 2
}

// aacError makes the library's errors this package's, and leaves those of the source alone.
func aacError(f Format, err error) error {
	switch {
	case errors.Is(err, aac.ErrUnsupported):
		return &Error{Kind: Unsupported, Format: f, Err: err}
	case errors.Is(err, aac.ErrCorruptStream):
		return &Error{Kind: Damaged, Format: f, Err: err}
	}
	return err
}
