//go:build !noaac

package decode

import "io"

// LATM, which wraps AAC for radio and telephony, in frames of LOAS (ISO 14496-3, section 1.7).
const (
	loasHeaderSize = 3
	loasSync       = 0x56
)

// latmUnits delivers the access units of a LATM stream of one programme with one layer.
type latmUnits struct {
	frames     *framer
	config     aacConfig
	configured bool
	subframes  int
	held       [][]byte
}

func openLOAS(r io.Reader) (Decoder, error) {
	u := &latmUnits{frames: newFramer(r, framer{
		format: AAC, sync: loasSync, head: loasHeaderSize + 1, fixed: 0xffe00000, size: loasFrameSize,
	})}
	for !u.configured {
		frame, _, err := u.frames.next()
		if err != nil {
			return nil, noFrame(err)
		}
		if err := u.read(frame); err != nil {
			return nil, err
		}
	}
	return newAACDecoder(AAC, u.config, u)
}

func loasFrameSize(h []byte) int {
	if !isLOAS(h) {
		return 0
	}
	return loasHeaderSize + (int(h[1]&0x1f)<<8 | int(h[2]))
}

// next implements aacUnits.
func (u *latmUnits) next() ([]byte, error) {
	for len(u.held) == 0 {
		frame, lost, err := u.frames.next()
		if err != nil {
			return nil, err
		}
		if lost {
			u.held = append(u.held, nil)
		}
		if err := u.read(frame); err != nil {
			u.held = append(u.held, nil)
		}
	}
	unit := u.held[0]
	u.held = u.held[1:]
	return unit, nil
}

// read takes the units out of an AudioMuxElement.
func (u *latmUnits) read(frame []byte) error {
	r := &msbReader{data: frame[loasHeaderSize:]}
	if r.read(1) == 0 { // not the same configuration as before
		if err := u.configure(r); err != nil {
			return err
		}
	}
	if !u.configured {
		return nil
	}
	for range u.subframes {
		size := 0
		for {
			part := int(r.read(8))
			size += part
			if part != 255 || r.over() {
				break
			}
		}
		if r.pos+8*size > 8*len(r.data) {
			return damaged(AAC, "a unit ends early")
		}
		unit := make([]byte, size)
		for i := range unit {
			unit[i] = byte(r.read(8))
		}
		u.held = append(u.held, unit)
	}
	return nil
}

// configure reads a StreamMuxConfig.
func (u *latmUnits) configure(r *msbReader) error {
	version := r.read(1)
	if version == 1 {
		if r.read(1) == 1 {
			return unsupported(AAC, "kind of LATM")
		}
		latmValue(r) // buffer fullness
	}
	sameTime := r.read(1)
	subframes := int(r.read(6)) + 1
	if programs, layers := r.read(4), r.read(3); sameTime == 0 || programs > 0 || layers > 0 {
		return unsupported(AAC, "several streams in LATM")
	}
	if version == 0 {
		u.config = readConfig(r)
	} else {
		size := int(latmValue(r))
		end := r.pos + size
		u.config = readConfig(r)
		r.pos = end
	}
	if r.read(3) != 0 {
		return unsupported(AAC, "units of a fixed length in LATM")
	}
	r.read(8) // buffer fullness
	if r.read(1) == 1 {
		skipOther(r, version)
	}
	if r.read(1) == 1 {
		r.read(8) // checksum
	}
	if r.over() {
		return damaged(AAC, "configuration of LATM")
	}
	u.subframes, u.configured = subframes, true
	return nil
}

// skipOther reads how many bits of other data there are; they come after the units.
func skipOther(r *msbReader, version uint32) {
	if version == 1 {
		latmValue(r)
		return
	}
	for r.read(1) == 1 {
		r.read(8)
	}
	r.read(8)
}

func latmValue(r *msbReader) (v uint32) {
	for range r.read(2) + 1 {
		v = v<<8 | r.read(8)
	}
	return v
}
