package decode

// mendedBook is a code book without any code word, or with a single entry. Encoders write these as placeholders,
// and the decoder fails at them; so it gets one of two entries instead, of which the first has a word.
type mendedBook struct {
	start, end int // in bits of the set-up header
	dimensions int
	lookup     bookLookup
}

// mend returns the set-up header with the mended books in their places.
func (c *setupCheck) mend(head []byte) []byte {
	w := bitAppender{data: append([]byte(nil), head...)}
	from := bitReader{data: c.data}
	for _, book := range c.mended {
		w.copy(&from, book.start-from.pos)
		book.write(&w, c.data)
		from.pos = book.end
	}
	w.copy(&from, 8*len(c.data)-from.pos)
	return w.data
}

func (b *mendedBook) write(w *bitAppender, data []byte) {
	w.put(bookPattern, 24)
	w.put(uint32(b.dimensions), 16)
	w.put(2, 24)
	w.put(0b10, 2) // not ordered, sparse
	w.put(1, 1)    // the first entry is used,
	w.put(0, 5)    // its word has one bit,
	w.put(0, 1)    // and the second is not used
	if b.lookup.kind == 0 {
		w.put(0, 4)
		return
	}
	w.put(2, 4) // a value for each dimension of each entry
	w.copy(&bitReader{data: data, pos: b.lookup.start}, 64+4+1)
	for i := range 2 * b.dimensions {
		w.put(b.value(data, i), b.lookup.width)
	}
}

// value is one of the first entry's. Where a single one stands for all dimensions, it comes again.
func (b *mendedBook) value(data []byte, i int) uint32 {
	if b.lookup.kind == 1 && b.lookup.count > 0 {
		i = 0
	}
	if i >= b.lookup.count {
		return 0
	}
	from := bitReader{data: data, pos: b.lookup.first + i*b.lookup.width}
	return from.read(b.lookup.width)
}
