//go:build !noaac

package decode

import "math"

// mp4Track is the first sound track of a file, as its tables describe it.
type mp4Track struct {
	id         uint32
	config     []byte // for the decoder: AudioSpecificConfig; nil: none that is known
	fragmented bool
	movieScale uint32  // parts of a second that an edit's duration counts
	mediaScale uint32  // and its start
	claimed    float64 // seconds: the longest that any table says
	edits      []mp4Edit
	defaults   mp4Sample // of fragments
	sizes      unitSizes
	chunks     []int64 // where they lie in the file
	runs       []chunkRun
}

type mp4Edit struct {
	duration uint64 // in the movie's scale
	start    int64  // in the track's; below 0: nothing is played
}

// mp4Sample is what a unit of a fragment has where nothing else is said.
type mp4Sample struct{ duration, size uint32 }

// chunkRun says how many units the chunks have, from a number on.
type chunkRun struct{ first, units uint32 }

// unitSizes are those of the units in the tables.
type unitSizes struct {
	count uint32
	all   uint32 // of each one; 0: they differ
	each  []byte
	bits  uint32 // of an entry of each
}

// newMP4Track finds the first track of AAC in a moov box.
func newMP4Track(moov []byte) (*mp4Track, error) {
	var track *mp4Track
	scale, fragmented := uint32(0), false
	eachBox(moov, func(name string, body []byte) {
		switch name {
		case "mvhd":
			f, version, _ := fields(body)
			f.wide(version)
			f.wide(version)
			scale = f.u32()
		case "trak":
			if t := readTrack(body); track == nil && t.config != nil {
				track = t
			}
		case "mvex":
			fragmented = true
		}
	})
	if track == nil {
		return nil, unsupported(MP4, "no AAC track")
	}
	track.movieScale, track.fragmented = scale, fragmented
	eachBox(moov, func(name string, body []byte) {
		if name == "mvex" {
			eachBox(body, track.extend)
		}
	})
	if track.sizes.count > mp4MaxUnits {
		return nil, &Error{Kind: TooLong, Format: MP4, Detail: "units"}
	}
	return track, nil
}

func readTrack(trak []byte) *mp4Track {
	t := &mp4Track{}
	t.read(trak)
	return t
}

// read reads the boxes of a track, at any depth.
func (t *mp4Track) read(data []byte) {
	eachBox(data, func(name string, body []byte) {
		f, version, _ := fields(body)
		switch name {
		case "edts", "mdia", "minf", "stbl":
			t.read(body)
		case "tkhd":
			f.wide(version)
			f.wide(version)
			t.id = f.u32()
		case "mdhd":
			f.wide(version)
			f.wide(version)
			t.mediaScale = f.u32()
			t.claim(f.wide(version), t.mediaScale)
		case "elst":
			t.readEdits(f, version)
		case "stsd":
			t.readEntries(f)
		default:
			t.readTable(name, f)
		}
	})
}

func (t *mp4Track) claim(duration uint64, scale uint32) {
	if scale > 0 {
		t.claimed = max(t.claimed, float64(duration)/float64(scale))
	}
}

func (t *mp4Track) readEdits(f boxFields, version byte) {
	for n := f.u32(); n > 0 && len(f.data) > 0; n-- {
		e := mp4Edit{duration: f.wide(version)}
		if version == 1 {
			e.start = int64(f.u64())
		} else {
			e.start = int64(int32(f.u32()))
		}
		f.skip(4) // rate
		t.edits = append(t.edits, e)
	}
}

func (t *mp4Track) readEntries(f boxFields) {
	f.skip(4) // how many: none of them is believed
	eachBox(f.data, func(_ string, body []byte) {
		if config, ok := soundConfig(body); ok && t.config == nil {
			t.config = config
		}
	})
}

// readTable reads the tables of where the units are.
func (t *mp4Track) readTable(name string, f boxFields) {
	switch name {
	case "stsz":
		t.sizes.all, t.sizes.count = f.u32(), f.u32()
		t.sizes.each, t.sizes.bits = f.data, 32
	case "stz2":
		t.sizes.bits, t.sizes.count = f.u32()&0xff, f.u32()
		t.sizes.each = f.data
	case "stsc":
		for n := f.u32(); n > 0 && len(f.data) > 0; n-- {
			t.runs = append(t.runs, chunkRun{first: f.u32(), units: f.u32()})
			f.skip(4)
		}
	case "stco":
		for n := f.u32(); n > 0 && len(f.data) > 0; n-- {
			t.chunks = append(t.chunks, int64(f.u32()))
		}
	case "co64":
		for n := f.u32(); n > 0 && len(f.data) > 0; n-- {
			t.chunks = append(t.chunks, int64(min(f.u64(), math.MaxInt64/2)))
		}
	}
}

// extend reads what is said about fragments.
func (t *mp4Track) extend(name string, body []byte) {
	f, version, _ := fields(body)
	switch name {
	case "mehd":
		t.claim(f.wide(version), t.movieScale)
	case "trex":
		if f.u32() == t.id {
			f.skip(4)
			t.defaults = mp4Sample{duration: f.u32(), size: f.u32()}
		}
	}
}

// size of a unit, -1 when the table doesn't say it.
func (s *unitSizes) size(i int) int {
	width := int(s.bits)
	switch {
	case s.all > 0:
		return int(min(s.all, math.MaxInt32))
	case width != 4 && width != 8 && width != 16 && width != 32 || (i+1)*width > 8*len(s.each):
		return -1
	}
	r := msbReader{data: s.each, pos: i * width}
	return int(min(r.read(width), math.MaxInt32))
}

// allUnits lists the access units of the tables, as far as they go.
func (t *mp4Track) allUnits() []mp4Unit {
	total := int(t.sizes.count)
	var units []mp4Unit
	run := 0
	for chunk, at := range t.chunks {
		for run+1 < len(t.runs) && int(t.runs[run+1].first) <= chunk+1 {
			run++
		}
		if run >= len(t.runs) {
			break
		}
		for n := t.runs[run].units; n > 0 && len(units) < total; n-- {
			size := t.sizes.size(len(units))
			if size < 0 {
				return units
			}
			units = append(units, mp4Unit{at: at, size: size})
			at += int64(size)
		}
	}
	return units
}

// What an edit list may leave out at most: what encoders put before the sound, and after it. One that leaves
// out more is for a video, or wrong; in a message there is nothing to be left out.
const (
	mp4MaxPriming = 3 * aacFrame
	mp4MaxPadding = 3 * aacFrame
)

// trim says by the edit list how many frames to drop of a number of them, and how many to deliver then.
func (t *mp4Track) trim(frames int64, rate int) (skip, left int64) {
	var played float64
	first := true
	for _, e := range t.edits {
		if e.start < 0 {
			continue
		}
		if first && t.mediaScale > 0 {
			skip = scaleTime(uint64(e.start), rate, t.mediaScale)
			first = false
		}
		played += float64(e.duration)
	}
	if skip > mp4MaxPriming {
		skip = 0
	}
	left = math.MaxInt64
	if played > 0 && t.movieScale > 0 && !t.fragmented {
		left = int64(math.Round(min(math.MaxInt32, played*float64(rate)/float64(t.movieScale))))
	}
	if frames-skip-left > mp4MaxPadding {
		left = math.MaxInt64
	}
	return skip, left
}

// scaleTime converts, and takes absurd times for none.
func scaleTime(v uint64, rate int, scale uint32) int64 {
	frames := float64(v) * float64(rate) / float64(scale)
	if frames > math.MaxInt32 {
		return 0
	}
	return int64(math.Round(frames))
}
