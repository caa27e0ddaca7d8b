//go:build !noaac

package decode

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// Limits of an MP4 file. Half an hour of AAC-LC has 4,000 units a minute at most, and 20 MB.
const (
	mp4MaxTable = 4 << 20 // a moov or moof box
	mp4MaxUnits = 200_000
	mp4MaxBoxes = 1000 // in a row without any sound
)

// mp4File delivers the access units of the first sound track, in any layout: with the table first, they are
// delivered while they arrive; with the table last, once that is here; with a table for every fragment,
// fragment by fragment. What has arrived is kept, since tables may point anywhere.
type mp4File struct {
	mp4Store
	pos   int64 // of the next box
	track *mp4Track
	units []mp4Unit // whose turn it is, as far as they are known
	boxes int       // read since there were any
	found bool      // a table was searched for, beyond what the boxes say
}

// mp4Unit is one access unit's place in the file.
type mp4Unit struct {
	at   int64
	size int
}

func openMP4(r io.Reader) (Decoder, error) {
	f := &mp4File{mp4Store: mp4Store{r: r}}
	for len(f.units) == 0 {
		if err := f.box(); err != nil {
			return nil, mp4Error(err)
		}
	}
	config := readConfig(&msbReader{data: f.track.config})
	frames := int64(len(f.units)) * aacFrame
	d, err := newAACDecoder(MP4, config, f)
	if err != nil {
		return nil, err
	}
	f.track.claim(uint64(f.track.sizes.count)*aacFrame, uint32(d.info.Rate))
	d.skip, d.left = f.track.trim(frames, d.info.Rate)
	d.claim = func() int64 { return int64(min(math.MaxInt32, f.track.claimed*float64(d.info.Rate))) }
	switch {
	case d.left < math.MaxInt64:
		d.info.Frames = framesOrUnknown(uint64(d.left))
	case !f.track.fragmented:
		d.info.Frames = framesOrUnknown(uint64(max(0, frames-d.skip)))
	}
	return d, nil
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
	start := f.pos
	name, head, size, err := f.header()
	if err != nil {
		return f.search(err)
	}
	switch {
	case size > math.MaxInt64-start:
		f.pos = math.MaxInt64
	default:
		f.pos = start + size
	}
	if name != "moov" && name != "moof" {
		return nil
	}
	if size > mp4MaxTable {
		return damaged(MP4, "table size")
	}
	body, err := f.read(start+head, int(size-head))
	if err != nil {
		return mp4Error(err)
	}
	return f.table(name, body, start)
}

// header reads the head of the box at f.pos.
func (f *mp4File) header() (name string, head, size int64, err error) {
	h, err := f.read(f.pos, 8)
	if err != nil {
		return "", 0, 0, err
	}
	name, head, size = string(h[4:]), 8, int64(binary.BigEndian.Uint32(h))
	switch {
	case size == 0 && h[4] != 0: // continues to the end
		return name, head, math.MaxInt64, nil
	case size == 1:
		if h, err = f.read(f.pos+8, 8); err != nil {
			return "", 0, 0, err
		}
		head, size = 16, int64(binary.BigEndian.Uint64(h))
	}
	if size < head {
		return "", 0, 0, damaged(MP4, "box size")
	}
	return name, head, size, nil
}

// search looks for a table that the boxes don't lead to, once: sizes may be wrong.
func (f *mp4File) search(cause error) error {
	var coding *Error
	ends := errors.Is(cause, io.EOF) || errors.As(cause, &coding) && coding.Kind == Damaged
	if f.found || f.boxes == 1 || f.track != nil || !ends {
		return cause
	}
	f.found = true
	if err := f.need(math.MaxInt64); !errors.Is(err, io.EOF) {
		return err
	}
	at := f.last("moov")
	if at < 4 {
		return cause
	}
	f.pos = at - 4
	return nil
}

// table takes in a moov or moof box.
func (f *mp4File) table(name string, body []byte, start int64) (err error) {
	var units []mp4Unit
	switch {
	case name == "moof" && f.track != nil:
		units, err = f.track.fragmentUnits(body, start)
	case name == "moov" && f.track == nil:
		if f.track, err = newMP4Track(body); err != nil {
			return err
		}
		units = f.track.allUnits()
		if len(units) == 0 && !f.track.fragmented {
			err = damaged(MP4, "no sound in it")
		}
	}
	f.units = append(f.units, units...)
	return err
}

// next implements aacUnits.
func (f *mp4File) next() ([]byte, error) {
	for len(f.units) == 0 {
		if !f.track.fragmented {
			return nil, io.EOF
		}
		if err := f.box(); err != nil {
			return nil, err
		}
	}
	f.boxes = 0
	u := f.units[0]
	f.units = f.units[1:]
	if u.size > aacMaxUnit {
		return nil, nil
	}
	unit, err := f.read(u.at, u.size)
	return unit, mp4Error(err)
}
