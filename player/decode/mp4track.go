//go:build !noaac

package decode

import (
	"math"

	"github.com/Eyevinn/mp4ff/mp4"
)

// mp4Track is the first sound track of a file.
type mp4Track struct {
	id         uint32
	config     []byte // for the decoder: AudioSpecificConfig
	fragmented bool
	table      *mp4.StblBox
	defaults   *mp4.TrexBox // of fragments; may be nil
	edit       *mp4.ElstEntry
	movieScale uint32 // parts of a second that an edit's duration counts
	mediaScale uint32 // and its start
}

func newMP4Track(moov *mp4.MoovBox) (*mp4Track, error) {
	for _, trak := range moov.Traks {
		if config := soundConfig(trak); config != nil {
			return describeTrack(moov, trak, config), nil
		}
	}
	return nil, unsupported(MP4, "no AAC track")
}

// soundConfig is the decoder's configuration in an AAC track, nil in any other.
func soundConfig(trak *mp4.TrakBox) []byte {
	if trak.Tkhd == nil || trak.Mdia == nil || trak.Mdia.Mdhd == nil || trak.Mdia.Minf == nil ||
		trak.Mdia.Minf.Stbl == nil || trak.Mdia.Minf.Stbl.Stsd == nil {
		return nil
	}
	entry := trak.Mdia.Minf.Stbl.Stsd.Mp4a
	if entry == nil || entry.Esds == nil || entry.Esds.DecConfigDescriptor == nil ||
		entry.Esds.DecConfigDescriptor.DecSpecificInfo == nil {
		return nil
	}
	return entry.Esds.DecConfigDescriptor.DecSpecificInfo.DecConfig
}

func describeTrack(moov *mp4.MoovBox, trak *mp4.TrakBox, config []byte) *mp4Track {
	t := &mp4Track{
		id: trak.Tkhd.TrackID, config: config, fragmented: moov.Mvex != nil,
		table: trak.Mdia.Minf.Stbl, mediaScale: trak.Mdia.Mdhd.Timescale,
	}
	if moov.Mvhd != nil {
		t.movieScale = moov.Mvhd.Timescale
	}
	if moov.Mvex != nil {
		for _, trex := range moov.Mvex.Trexs {
			if trex.TrackID == t.id {
				t.defaults = trex
			}
		}
	}
	if trak.Edts != nil {
		for _, list := range trak.Edts.Elst {
			for i := range list.Entries {
				if t.edit == nil && list.Entries[i].MediaTime >= 0 {
					t.edit = &list.Entries[i]
				}
			}
		}
	}
	return t
}

// trim says by the edit list how many frames to drop and how many to deliver then.
func (t *mp4Track) trim(rate int) (skip, left int64) {
	left = math.MaxInt64
	if t.edit == nil || t.mediaScale == 0 {
		return 0, left
	}
	skip = scaleTime(uint64(t.edit.MediaTime), rate, t.mediaScale)
	if t.edit.SegmentDuration > 0 && t.movieScale > 0 && !t.fragmented {
		left = scaleTime(t.edit.SegmentDuration, rate, t.movieScale)
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

// allUnits lists the access units by the tables of an unfragmented file.
func (t *mp4Track) allUnits() ([]mp4Unit, error) {
	stbl := t.table
	if stbl.Stsz == nil || stbl.Stsc == nil || stbl.Stco == nil && stbl.Co64 == nil {
		return nil, damaged(MP4, "tables are missing")
	}
	total := int(stbl.Stsz.GetNrSamples())
	if total > mp4MaxUnits {
		return nil, &Error{Kind: TooLong, Format: MP4, Detail: "units"}
	}
	units := make([]mp4Unit, 0, total)
	entry := 0
	for chunk, at := range chunkOffsets(stbl) {
		for entry+1 < len(stbl.Stsc.Entries) && int(stbl.Stsc.Entries[entry+1].FirstChunk) <= chunk+1 {
			entry++
		}
		if entry >= len(stbl.Stsc.Entries) {
			return nil, damaged(MP4, "chunk table")
		}
		for n := stbl.Stsc.Entries[entry].SamplesPerChunk; n > 0 && len(units) < total; n-- {
			size := unitSize(stbl.Stsz, len(units))
			units = append(units, mp4Unit{at: at, size: size})
			at += int64(size)
		}
	}
	return units, checkUnits(units)
}

func chunkOffsets(stbl *mp4.StblBox) []int64 {
	var offsets []int64
	if stbl.Co64 != nil {
		for _, at := range stbl.Co64.ChunkOffset {
			offsets = append(offsets, int64(min(at, math.MaxInt64/2)))
		}
		return offsets
	}
	for _, at := range stbl.Stco.ChunkOffset {
		offsets = append(offsets, int64(at))
	}
	return offsets
}

func unitSize(table *mp4.StszBox, i int) int {
	if table.SampleUniformSize > 0 {
		return int(table.SampleUniformSize)
	}
	if i >= len(table.SampleSize) {
		return -1
	}
	return int(table.SampleSize[i])
}

// fragmentUnits lists the access units of a fragment that starts at a place in the file.
func (t *mp4Track) fragmentUnits(moof *mp4.MoofBox, start int64) ([]mp4Unit, error) {
	var units []mp4Unit
	for _, traf := range moof.Trafs {
		if traf.Tfhd == nil || traf.Tfhd.TrackID != t.id {
			continue
		}
		base := start
		if traf.Tfhd.HasBaseDataOffset() {
			base = int64(min(traf.Tfhd.BaseDataOffset, math.MaxInt64/2))
		}
		at := base
		for _, trun := range traf.Truns {
			trun.AddSampleDefaultValues(traf.Tfhd, t.defaults)
			if trun.HasDataOffset() {
				at = base + int64(trun.DataOffset)
			}
			for _, s := range trun.Samples {
				units = append(units, mp4Unit{at: at, size: int(s.Size)})
				at += int64(s.Size)
			}
		}
	}
	return units, checkUnits(units)
}

func checkUnits(units []mp4Unit) error {
	for _, u := range units {
		if u.size < 0 || u.size > mp4MaxUnit {
			return damaged(MP4, "unit size")
		}
	}
	return nil
}
