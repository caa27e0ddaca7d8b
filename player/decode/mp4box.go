//go:build !noaac

package decode

import (
	"bytes"
	"encoding/binary"
)

// eachBox walks the boxes in data, as far as it makes sense: padding ends it, and what goes beyond the end
// is cut off there.
func eachBox(data []byte, visit func(name string, body []byte)) {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		case size == 0 && data[4] != 0:
			size = uint64(len(data))
		}
		if size < head {
			return
		}
		end := min(size, uint64(len(data)))
		visit(string(data[4:8]), data[head:end])
		data = data[end:]
	}
}

// boxFields reads a box's fields one after the other; beyond the end there are zeros.
type boxFields struct{ data []byte }

// fields begins with a box that has a version and flags.
func fields(body []byte) (f boxFields, version byte, flags uint32) {
	f = boxFields{body}
	v := f.u32()
	return f, byte(v >> 24), v & 0xffffff
}

func (f *boxFields) skip(n int) { f.data = f.data[min(n, len(f.data)):] }

func (f *boxFields) u32() uint32 {
	if len(f.data) < 4 {
		f.data = nil
		return 0
	}
	v := binary.BigEndian.Uint32(f.data)
	f.data = f.data[4:]
	return v
}

func (f *boxFields) u64() uint64 { return uint64(f.u32())<<32 | uint64(f.u32()) }

// wide reads a field that has 64 bits in version 1 of a box, and 32 in version 0. All ones mean that it is
// not known, as 0 does.
func (f *boxFields) wide(version byte) uint64 {
	if version == 1 {
		if v := f.u64(); v != 1<<64-1 {
			return v
		}
		return 0
	}
	if v := f.u32(); v != 1<<32-1 {
		return uint64(v)
	}
	return 0
}

// optional reads a field that is there when its flag is.
func (f *boxFields) optional(flags, flag uint32, to *uint32) {
	if flags&flag != 0 {
		*to = f.u32()
	}
}

// The codings of a sound track that are AAC.
var aacObjects = map[byte]bool{0x40: true, 0x66: true, 0x67: true, 0x68: true}

// soundConfig finds the decoder's configuration in a sample entry, however deep QuickTime put it.
func soundConfig(entry []byte) (config []byte, ok bool) {
	at := bytes.Index(entry, []byte("esds"))
	if at < 0 {
		return nil, false
	}
	body := entry[at+4:]
	body = body[min(4, len(body)):]
	es, _ := descriptor(body, 3)
	if len(es) < 3 {
		return nil, false
	}
	flags := es[2]
	es = es[3:]
	if flags&0x80 != 0 {
		es = es[min(2, len(es)):]
	}
	if flags&0x40 != 0 && len(es) > 0 { // an address
		es = es[min(1+int(es[0]), len(es)):]
	}
	if flags&0x20 != 0 {
		es = es[min(2, len(es)):]
	}
	decoder, _ := descriptor(es, 4)
	if len(decoder) < 13 || !aacObjects[decoder[0]] {
		return nil, false
	}
	return descriptor(decoder[13:], 5)
}

// descriptor is what the descriptor of a tag holds that data begins with.
func descriptor(data []byte, tag byte) ([]byte, bool) {
	if len(data) == 0 || data[0] != tag {
		return nil, false
	}
	size := 0
	for i := 1; i < min(5, len(data)); i++ {
		size = size<<7 | int(data[i]&0x7f)
		if data[i]&0x80 == 0 {
			data = data[i+1:]
			return data[:min(size, len(data))], true
		}
	}
	return nil, false
}
