package decode

// bitReader reads Vorbis' bit order. Unlike the decoder's own it remembers having read too far,
// so that a check can't be satisfied by zeros that aren't there.
type bitReader struct {
	data []byte
	pos  int // in bits
	over bool
}

func (b *bitReader) read(n int) uint32 {
	if b.pos+n > 8*len(b.data) {
		b.over = true
		b.pos = 8 * len(b.data)
		return 0
	}
	var v uint32
	for i := range n {
		bit := b.data[b.pos>>3] >> (b.pos & 7) & 1
		v |= uint32(bit) << i
		b.pos++
	}
	return v
}

func (b *bitReader) flag() bool { return b.read(1) == 1 }

func (b *bitReader) skip(n int) {
	b.pos += n
	if b.pos > 8*len(b.data) {
		b.over = true
		b.pos = 8 * len(b.data)
	}
}

// bitAppender writes Vorbis' bit order.
type bitAppender struct {
	data []byte
	free int // bits of the last byte that are still to be written
}

func (w *bitAppender) put(v uint32, n int) {
	for ; n > 0; n-- {
		if w.free == 0 {
			w.data, w.free = append(w.data, 0), 8
		}
		w.data[len(w.data)-1] |= byte(v&1) << (8 - w.free)
		v >>= 1
		w.free--
	}
}

func (w *bitAppender) copy(from *bitReader, n int) {
	for ; n > 0; n -= min(n, 32) {
		w.put(from.read(min(n, 32)), min(n, 32))
	}
}
