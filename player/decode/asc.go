//go:build !noaac

package decode

// aacConfig describes an AAC stream, in the terms of ISO 14496-3.
type aacConfig struct {
	object    int // audio object type
	rateIndex int // 15: rate says it
	rate      int // 0: by rateIndex
	channels  int // channel configuration; 0: the units say it
	short     bool
}

const (
	aacLC       = 2
	aacMaxRates = 12 // the last index of a rate
	aacFreeRate = 15
)

// bytes is the configuration as the decoder reads it.
func (c aacConfig) bytes() []byte {
	var w msbWriter
	w.put(uint32(c.object), 5)
	w.put(uint32(c.rateIndex), 4)
	if c.rateIndex == aacFreeRate {
		w.put(uint32(c.rate), 24)
	}
	w.put(uint32(c.channels), 4)
	short := uint32(0)
	if c.short {
		short = 1
	}
	w.put(short, 1)
	w.put(0, 2) // no core coder, no extension
	return w.data
}

// readConfig reads an AudioSpecificConfig up to its end, but for extensions.
func readConfig(r *msbReader) aacConfig {
	c := aacConfig{object: readObject(r)}
	c.rateIndex, c.rate = readRate(r)
	c.channels = int(r.read(4))
	if c.object == 5 || c.object == 29 { // of HE-AAC: the object follows
		readRate(r)
		c.object = -readObject(r)
	}
	c.short = r.read(1) == 1
	if r.read(1) == 1 { // depends on a core coder
		r.read(14)
	}
	extension := r.read(1)
	if c.channels == 0 {
		c.channels = readProgram(r)
	}
	if extension == 1 {
		r.read(1)
	}
	return c
}

func readObject(r *msbReader) int {
	if object := int(r.read(5)); object != 31 {
		return object
	}
	return 32 + int(r.read(6))
}

func readRate(r *msbReader) (index, rate int) {
	if index = int(r.read(4)); index == aacFreeRate {
		rate = int(r.read(24))
	}
	return index, rate
}

// readProgram reads a program_config_element after its tag's type, and says how many channels it has. It ends
// on a byte's border.
func readProgram(r *msbReader) (channels int) {
	r.read(4 + 2 + 4)
	elements := r.read(4)
	elements += r.read(4) + r.read(4) // front, side, back
	effects, data, coupling := r.read(2), r.read(3), r.read(4)
	for _, width := range []int{4, 4, 3} {
		if r.read(1) == 1 { // mixing down
			r.read(width)
		}
	}
	for range elements {
		channels += 1 + int(r.read(1)) // a pair
		r.read(4)
	}
	r.skip(int(4*(effects+data) + 5*coupling))
	r.align()
	r.skip(8 * int(r.read(8))) // a comment
	return channels + int(effects)
}

// The first elements of a unit.
const (
	aacSingle  = 0
	aacPair    = 1
	aacProgram = 5
)

// plain turns a unit into one that the decoder reads: without the program in front of it, and its element with
// the tag 0. It changes the unit, and also tells how many channels there are, 0 when that is not clear.
func plain(unit []byte) (_ []byte, channels int) {
	if len(unit) > 0 && unit[0]>>5 == aacProgram {
		r := &msbReader{data: unit, pos: 3}
		channels = readProgram(r)
		unit = unit[min(r.pos/8, len(unit)):]
	}
	if len(unit) == 0 || unit[0]>>5 > aacPair {
		return unit, channels
	}
	unit[0] &^= 0x1e
	return unit, int(unit[0]>>5) + 1
}

// msbReader reads MPEG's bit order; beyond the end there are zeros.
type msbReader struct {
	data []byte
	pos  int // in bits
}

func (r *msbReader) read(n int) (v uint32) {
	for range n {
		v <<= 1
		if r.pos < 8*len(r.data) {
			v |= uint32(r.data[r.pos>>3]>>(7-r.pos&7)) & 1
		}
		r.pos++
	}
	return v
}

func (r *msbReader) skip(n int) { r.pos += n }

func (r *msbReader) align() { r.pos = (r.pos + 7) &^ 7 }

func (r *msbReader) over() bool { return r.pos > 8*len(r.data) }

// msbWriter writes it.
type msbWriter struct {
	data []byte
	free int
}

func (w *msbWriter) put(v uint32, n int) {
	for n--; n >= 0; n-- {
		if w.free == 0 {
			w.data, w.free = append(w.data, 0), 8
		}
		w.free--
		w.data[len(w.data)-1] |= byte(v>>n&1) << w.free
	}
}
