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
