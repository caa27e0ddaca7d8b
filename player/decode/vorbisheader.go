package decode

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// The library that decodes Vorbis believes set-up headers: crafted ones of a few kilobytes make it ask for 64 GiB or
// search a code book forever. So everything in a header that becomes a size, an index or the end of a loop is checked
// here first, by the rules of the Vorbis I specification, section 4.2, more strictly where no encoder needs more.

const (
	vorbisIdent   = 1
	vorbisComment = 3
	vorbisSetup   = 5
)

const vorbisHeaderSize = 7 // type and "vorbis"

// vorbisIdentity is what the first header says.
type vorbisIdentity struct {
	rate     int
	channels int
	block    [2]int // frames of a short and of a long block
}

func isVorbisHeader(packet []byte, kind byte) bool {
	return len(packet) > vorbisHeaderSize && packet[0] == kind &&
		bytes.Equal(packet[1:vorbisHeaderSize], []byte("vorbis"))
}

// checkIdentity reads the first header.
func checkIdentity(packet []byte) (vorbisIdentity, error) {
	h := packet[vorbisHeaderSize:]
	if len(h) < 23 || binary.LittleEndian.Uint32(h) != 0 || h[22]&1 == 0 {
		return vorbisIdentity{}, damaged(Ogg, "identification header")
	}
	id := vorbisIdentity{
		channels: int(h[4]),
		rate:     int(binary.LittleEndian.Uint32(h[5:])),
		block:    [2]int{1 << (h[21] & 15), 1 << (h[21] >> 4)},
	}
	if id.channels < 1 || id.channels > maxChannels || !saneRate(id.rate) {
		return id, unsupported(Ogg, "channels or rate")
	}
	if id.block[0] < 64 || id.block[1] > 8192 || id.block[0] > id.block[1] {
		return id, damaged(Ogg, "block sizes")
	}
	return id, nil
}

// setupCheck walks a set-up header. Each step leaves what later steps refer to.
type setupCheck struct {
	bitReader
	id       vorbisIdentity
	books    []vorbisBook
	floorEnd []int // the highest position each floor draws to
	residues int
	mappings []vorbisMapping
	mended   []mendedBook
}

type vorbisMapping struct {
	floors []int
}

// checkSetup reports whether the decoder can be trusted with a set-up header, and returns one for it in which
// the code books that it can't read are replaced.
func checkSetup(packet []byte, id vorbisIdentity) ([]byte, error) {
	c := &setupCheck{bitReader: bitReader{data: packet[vorbisHeaderSize:]}, id: id}
	for _, step := range []struct {
		name string
		run  func() bool
	}{
		{"code books", c.checkBooks},
		{"time domain transforms", c.checkTransforms},
		{"floors", c.checkFloors},
		{"residues", c.checkResidues},
		{"mappings", c.checkMappings},
		{"modes", c.checkModes},
		{"framing", c.flag},
	} {
		if !step.run() || c.over {
			return nil, damaged(Ogg, step.name)
		}
	}
	return c.mend(packet[:vorbisHeaderSize]), nil
}

func (c *setupCheck) checkTransforms() bool {
	for range c.read(6) + 1 {
		if c.read(16) != 0 {
			return false
		}
	}
	return true
}

func (c *setupCheck) checkFloors() bool {
	for range c.read(6) + 1 {
		// Type 0 has not been written by any encoder since 2000, and its decoder is doubtful.
		if c.read(16) != 1 || !c.checkFloor() {
			return false
		}
	}
	return true
}

// floorClass is one partition class of a floor.
type floorClass struct {
	dimensions int
}

func (c *setupCheck) checkFloor() bool {
	partitions := make([]int, c.read(5))
	classes := 0
	for i := range partitions {
		partitions[i] = int(c.read(4))
		classes = max(classes, partitions[i]+1)
	}
	// Without partitions the decoder still reads one class.
	list := make([]floorClass, max(classes, 1))
	for i := range list {
		if !c.checkFloorClass(&list[i]) {
			return false
		}
	}
	return c.checkFloorPoints(partitions, list)
}

func (c *setupCheck) checkFloorClass(class *floorClass) bool {
	class.dimensions = int(c.read(3)) + 1
	subclasses := c.read(2)
	if subclasses > 0 && int(c.read(8)) >= len(c.books) {
		return false
	}
	for range 1 << subclasses {
		if book := int(c.read(8)) - 1; book >= len(c.books) {
			return false
		}
	}
	return true
}

// checkFloorPoints wants every position once: the decoder divides by their distances.
func (c *setupCheck) checkFloorPoints(partitions []int, classes []floorClass) bool {
	c.skip(2) // multiplier
	rangeBits := int(c.read(4))
	end := 1 << rangeBits
	seen := map[int]bool{0: true, end: true}
	for _, class := range partitions {
		for range classes[class].dimensions {
			x := int(c.read(rangeBits))
			if seen[x] {
				return false
			}
			seen[x] = true
		}
	}
	c.floorEnd = append(c.floorEnd, end)
	return true
}

func (c *setupCheck) checkResidues() bool {
	c.residues = int(c.read(6)) + 1
	for range c.residues {
		if c.read(16) > 2 || !c.checkResidue() {
			return false
		}
	}
	return true
}

func (c *setupCheck) checkResidue() bool {
	begin, end := c.read(24), c.read(24)
	partition := int(c.read(24)) + 1
	classes := int(c.read(6)) + 1
	classBook := int(c.read(8))
	if begin > end || classBook >= len(c.books) || !c.books[classBook].spells(classes) {
		return false
	}
	cascade := make([]uint32, classes)
	for i := range cascade {
		cascade[i] = c.read(3)
		if c.flag() {
			cascade[i] |= c.read(5) << 3
		}
	}
	for _, passes := range cascade {
		for range bits.OnesCount32(passes) {
			book := int(c.read(8))
			if book >= len(c.books) || !c.books[book].fills(partition) {
				return false
			}
		}
	}
	return true
}

func (c *setupCheck) checkMappings() bool {
	for range c.read(6) + 1 {
		if c.read(16) != 0 || !c.checkMapping() {
			return false
		}
	}
	return true
}

func (c *setupCheck) checkMapping() bool {
	submaps := 1
	if c.flag() {
		submaps = int(c.read(4)) + 1
	}
	if c.flag() && !c.checkCoupling() {
		return false
	}
	if c.read(2) != 0 {
		return false
	}
	if submaps > 1 {
		for range c.id.channels {
			if int(c.read(4)) >= submaps {
				return false
			}
		}
	}
	var mapping vorbisMapping
	for range submaps {
		c.skip(8)
		floor, residue := int(c.read(8)), int(c.read(8))
		if floor >= len(c.floorEnd) || residue >= c.residues {
			return false
		}
		mapping.floors = append(mapping.floors, floor)
	}
	c.mappings = append(c.mappings, mapping)
	return true
}

func (c *setupCheck) checkCoupling() bool {
	width := bits.Len(uint(c.id.channels - 1))
	for range c.read(8) + 1 {
		magnitude, angle := int(c.read(width)), int(c.read(width))
		if magnitude == angle || magnitude >= c.id.channels || angle >= c.id.channels {
			return false
		}
	}
	return true
}

func (c *setupCheck) checkModes() bool {
	for range c.read(6) + 1 {
		long := c.read(1)
		window, transform := c.read(16), c.read(16)
		mapping := int(c.read(8))
		if window != 0 || transform != 0 || mapping >= len(c.mappings) {
			return false
		}
		// The decoder draws a floor without looking where the spectrum ends.
		for _, floor := range c.mappings[mapping].floors {
			if c.floorEnd[floor] > c.id.block[long]/2 {
				return false
			}
		}
	}
	return true
}
