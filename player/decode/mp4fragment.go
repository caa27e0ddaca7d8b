//go:build !noaac

package decode

import "math"

// The flags of a fragment's boxes that say which fields there are.
const (
	tfhdBase, tfhdDescription, tfhdDuration, tfhdSize         = 1, 2, 8, 16
	trunOffset, trunFirst                                     = 1, 4
	trunDuration, trunSize, trunFlags, trunComposition uint32 = 0x100, 0x200, 0x400, 0x800
)

// fragmentUnits lists the access units of a moof box that starts at a place in the file.
func (t *mp4Track) fragmentUnits(moof []byte, start int64) ([]mp4Unit, error) {
	var units []mp4Unit
	eachBox(moof, func(name string, body []byte) {
		if name == "traf" {
			units = append(units, t.trackFragment(body, start)...)
		}
	})
	if len(units) > mp4MaxUnits {
		return nil, &Error{Kind: TooLong, Format: MP4, Detail: "units"}
	}
	return units, nil
}

func (t *mp4Track) trackFragment(traf []byte, start int64) []mp4Unit {
	f := trackFragment{base: start, at: start, defaults: t.defaults}
	eachBox(traf, func(name string, body []byte) {
		box, version, flags := fields(body)
		switch name {
		case "tfhd":
			f.ours = box.u32() == t.id
			f.header(&box, flags)
		case "tfdt":
			f.time = box.wide(version)
		case "trun":
			if f.ours && len(f.units) <= mp4MaxUnits {
				f.run(&box, flags)
			}
		}
	})
	if f.ours {
		t.claim(f.time+f.length, t.mediaScale)
	}
	return f.units
}

// trackFragment is what has been read of a traf box.
type trackFragment struct {
	ours         bool // of the track that is played
	base, at     int64
	defaults     mp4Sample
	time, length uint64 // on the track's own scale
	units        []mp4Unit
}

// header takes a tfhd box, from behind its track's ID.
func (t *trackFragment) header(f *boxFields, flags uint32) {
	if flags&tfhdBase != 0 {
		t.base = int64(min(f.u64(), math.MaxInt64/2))
		t.at = t.base
	}
	var unused uint32
	f.optional(flags, tfhdDescription, &unused)
	f.optional(flags, tfhdDuration, &t.defaults.duration)
	f.optional(flags, tfhdSize, &t.defaults.size)
}

// run takes a trun box: units that lie one behind the other.
func (t *trackFragment) run(f *boxFields, flags uint32) {
	count, offset, first := f.u32(), uint32(0), uint32(0)
	if f.optional(flags, trunOffset, &offset); flags&trunOffset != 0 {
		t.at = t.base + int64(int32(offset))
	}
	f.optional(flags, trunFirst, &first)
	for range min(count, mp4MaxUnits+1) {
		s, unused := t.defaults, uint32(0)
		f.optional(flags, trunDuration, &s.duration)
		f.optional(flags, trunSize, &s.size)
		f.optional(flags, trunFlags, &unused)
		f.optional(flags, trunComposition, &unused)
		t.units = append(t.units, mp4Unit{at: t.at, size: int(s.size)})
		t.at += int64(s.size)
		t.length += uint64(s.duration)
	}
}
