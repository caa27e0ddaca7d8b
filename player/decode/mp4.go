//go:build !noaac

package decode

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"

	"github.com/Eyevinn/mp4ff/bits"
	"github.com/Eyevinn/mp4ff/mp4"
	aac "github.com/tphakala/go-aac/pcm"
)

// Limits of an MP4 file. Half an hour of AAC-LC has 4,000 units a minute at most, and 20 MB.
const (
	mp4MaxTable = 4 << 20  // a moov or moof box
	mp4MaxHeld  = 48 << 20 // sound that comes before its table
	mp4MaxUnits = 200_000
	mp4MaxUnit  = 1<<16 - 1
	mp4MaxBoxes = 1000 // in a row without any sound
)

// mp4File delivers the access units of the first sound track, in any of three layouts: with the
// table first, they are delivered while they arrive; with the table last, what comes before it is
// held in memory; with a table for every fragment, fragment by fragment.
type mp4File struct {
	r     *bufio.Reader
	pos   int64 // in the file, of r
	track *mp4Track
	units []mp4Unit // whose turn it is, as far as they are known
	boxes int       // read since there were any

	held   []byte // sound that came before its table
	heldAt int64  // where in the file it lay
	unit   []byte // the one read last
	rest   []byte // of unit with its length, to be read by the decoder
}

// mp4Unit is one access unit's place in the file.
type mp4Unit struct {
	at   int64
	size int
}

func openMP4(r io.Reader) (Decoder, error) {
	f := &mp4File{r: bufio.NewReader(r)}
	for f.track == nil || len(f.units) == 0 {
		if err := f.box(); err != nil {
			return nil, mp4Error(err)
		}
	}
	dec, err := aac.NewDecoder(f, aac.WithRawStream(f.track.config))
	if err != nil {
		return nil, aacError(MP4, err)
	}
	d := newAACDecoder(MP4, dec)
	if !saneRate(d.info.Rate) {
		return nil, unsupported(MP4, "rate")
	}
	d.skip, d.left = f.track.trim(d.info.Rate)
	d.info.Frames = f.length(d)
	return d, nil
}

// length is what the tables tell about it.
func (f *mp4File) length(d *aacDecoder) int64 {
	switch {
	case d.left < math.MaxInt64:
		return framesOrUnknown(uint64(d.left))
	case f.track.fragmented:
		return unknownFrames
	}
	return framesOrUnknown(uint64(max(0, int64(len(f.units))*aacFrame-d.skip)))
}

func mp4Error(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(MP4, "ends early")
	}
	return err
}

// box reads the next box of the file as far as it is needed now.
func (f *mp4File) box() error {
	if f.boxes++; f.boxes > mp4MaxBoxes {
		return damaged(MP4, "boxes without sound")
	}
	name, size, err := f.header()
	if err != nil {
		return err
	}
	switch {
	case name == "moov" && f.track == nil:
		return f.movie(size)
	case name == "moof" && f.track != nil && f.track.fragmented:
		return f.fragment(size)
	case name == "mdat" && f.track == nil:
		return f.hold(size)
	}
	return f.skip(size)
}

// toEnd is the size of a box that goes on to the end of the file.
const toEnd = math.MaxInt64

// header reads a box's name and how many bytes follow.
func (f *mp4File) header() (name string, size int64, err error) {
	var h [8]byte
	if err := f.readFull(h[:]); err != nil {
		return "", 0, err
	}
	name = string(h[4:])
	size = int64(binary.BigEndian.Uint32(h[:]))
	switch size {
	case 0:
		return name, toEnd, nil
	case 1:
		if err := f.readFull(h[:]); err != nil {
			return "", 0, err
		}
		size = int64(binary.BigEndian.Uint64(h[:])) - 8
	}
	if size < 8 {
		return "", 0, damaged(MP4, "box size")
	}
	return name, size - 8, nil
}

func (f *mp4File) readFull(p []byte) error {
	n, err := io.ReadFull(f.r, p)
	f.pos += int64(n)
	return err
}

func (f *mp4File) skip(size int64) error {
	for size > 0 {
		n, err := f.r.Discard(int(min(size, math.MaxInt32)))
		f.pos += int64(n)
		size -= int64(n)
		if err != nil {
			return err
		}
	}
	return nil
}

// table reads a whole moov or moof box with the library.
func (f *mp4File) table(name string, size int64) (mp4.Box, error) {
	if size > mp4MaxTable {
		return nil, damaged(MP4, "table size")
	}
	start := f.pos - 8
	raw := make([]byte, 8+size)
	binary.BigEndian.PutUint32(raw, uint32(len(raw)))
	copy(raw[4:], name)
	if err := f.readFull(raw[8:]); err != nil {
		return nil, err
	}
	box, err := mp4.DecodeBoxSR(uint64(start), bits.NewFixedSliceReader(raw))
	if err != nil {
		return nil, &Error{Kind: Damaged, Format: MP4, Detail: "table", Err: err}
	}
	return box, nil
}

func (f *mp4File) movie(size int64) error {
	box, err := f.table("moov", size)
	if err != nil {
		return err
	}
	moov, ok := box.(*mp4.MoovBox)
	if !ok {
		return damaged(MP4, "movie")
	}
	f.track, err = newMP4Track(moov)
	if err != nil || f.track.fragmented {
		return err
	}
	f.units, err = f.track.allUnits()
	if err == nil && len(f.units) == 0 {
		err = damaged(MP4, "no sound in it")
	}
	return err
}

func (f *mp4File) fragment(size int64) error {
	start := f.pos - 8
	box, err := f.table("moof", size)
	if err != nil {
		return err
	}
	moof, ok := box.(*mp4.MoofBox)
	if !ok {
		return damaged(MP4, "fragment")
	}
	f.units, err = f.track.fragmentUnits(moof, start)
	return err
}

// hold keeps sound until its table comes. It grows with what arrives, whatever was announced.
func (f *mp4File) hold(size int64) error {
	if f.held != nil {
		return unsupported(MP4, "sound in several places before its table")
	}
	f.heldAt = f.pos
	buf := make([]byte, 32<<10)
	for size > 0 {
		n, err := f.r.Read(buf[:min(size, int64(len(buf)))])
		f.held = append(f.held, buf[:n]...)
		f.pos += int64(n)
		size -= int64(n)
		if err != nil {
			return err
		}
		if len(f.held) > mp4MaxHeld {
			return &Error{Kind: TooLong, Format: MP4, Detail: "sound before its table"}
		}
	}
	return nil
}

// Read gives the decoder unit by unit, each after its length in two bytes.
func (f *mp4File) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		if err := f.nextUnit(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

func (f *mp4File) nextUnit() error {
	for len(f.units) == 0 {
		if !f.track.fragmented {
			return io.EOF
		}
		if err := f.box(); err != nil {
			return err
		}
	}
	f.boxes = 0
	u := f.units[0]
	f.units = f.units[1:]
	f.unit = append(f.unit[:0], byte(u.size>>8), byte(u.size))
	f.unit = append(f.unit, make([]byte, u.size)...)
	f.rest = f.unit
	return f.fetch(f.unit[2:], u.at)
}

// fetch reads from a place in the file: what is held, or what is still to come.
func (f *mp4File) fetch(p []byte, at int64) error {
	if from := at - f.heldAt; from >= 0 && from+int64(len(p)) <= int64(len(f.held)) {
		copy(p, f.held[from:])
		return nil
	}
	if at < f.pos {
		return damaged(MP4, "sound out of order")
	}
	err := f.skip(at - f.pos)
	if err == nil {
		err = f.readFull(p)
	}
	return mp4Error(err)
}
