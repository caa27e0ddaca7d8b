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

func (t *mp4Track) trackFragment(traf []byte, start int64) (units []mp4Unit) {
	var time, length uint64
	base, at, defaults, ours := start, start, t.defaults, false
	eachBox(traf, func(name string, body []byte) {
		f, version, flags := fields(body)
		switch name {
		case "tfhd":
			ours = f.u32() == t.id
			if flags&tfhdBase != 0 {
				base = int64(min(f.u64(), math.MaxInt64/2))
				at = base
			}
			var unused uint32
			f.optional(flags, tfhdDescription, &unused)
			f.optional(flags, tfhdDuration, &defaults.duration)
			f.optional(flags, tfhdSize, &defaults.size)
		case "tfdt":
			time = f.wide(version)
		case "trun":
			if !ours || len(units) > mp4MaxUnits {
				return
			}
			count, offset, first := f.u32(), uint32(0), uint32(0)
			if f.optional(flags, trunOffset, &offset); flags&trunOffset != 0 {
				at = base + int64(int32(offset))
			}
			f.optional(flags, trunFirst, &first)
			for range min(count, mp4MaxUnits+1) {
				s, unused := defaults, uint32(0)
				f.optional(flags, trunDuration, &s.duration)
				f.optional(flags, trunSize, &s.size)
				f.optional(flags, trunFlags, &unused)
				f.optional(flags, trunComposition, &unused)
				units = append(units, mp4Unit{at: at, size: int(s.size)})
				at += int64(s.size)
				length += uint64(s.duration)
			}
		}
	})
	if ours {
		t.claim(time+length, t.mediaScale)
	}
	return units
}
