package decode

import (
	"math"
	"math/bits"
)

// Limits of code books. libvorbis' largest has 6,561 entries and its largest set 40,000 values;
// building a tree costs the decoder time in the square of the entries.
const (
	bookMaxEntries   = 1 << 14
	bookMaxValues    = 1 << 18
	bookMaxSetValues = 1 << 20
)

const bookPattern = 0x564342 // BCV

// vorbisBook is what other parts of a set-up header must know of a code book.
type vorbisBook struct {
	entries    int
	dimensions int
	vectors    bool // has values, not only numbers
}

// spells reports whether the book can tell partition classes, dimensions of them in a code word.
func (b vorbisBook) spells(classes int) bool {
	words := 1
	for range b.dimensions {
		if words *= classes; words > b.entries {
			return false
		}
	}
	return true
}

// fills reports whether vectors of the book make up a partition of that size.
func (b vorbisBook) fills(partition int) bool {
	return b.vectors && partition%b.dimensions == 0
}

func (c *setupCheck) checkBooks() bool {
	c.books = make([]vorbisBook, c.read(8)+1)
	spent := 0
	for i := range c.books {
		book, ok := c.checkBook()
		spent += max(2, book.entries) * max(1, book.dimensions)
		if !ok || c.over || spent > bookMaxSetValues {
			return false
		}
		c.books[i] = book
	}
	return true
}

func (c *setupCheck) checkBook() (vorbisBook, bool) {
	start := c.pos
	if c.read(24) != bookPattern {
		return vorbisBook{}, false
	}
	book := vorbisBook{dimensions: int(c.read(16)), entries: int(c.read(24))}
	if book.dimensions < 1 || book.entries > bookMaxEntries ||
		book.entries*book.dimensions > bookMaxValues {
		return book, false
	}
	var code prefixCode
	ordered := c.flag()
	if ordered {
		c.readOrdered(book.entries, &code)
	} else {
		c.readLengths(book.entries, &code)
	}
	if c.over || !code.decodable() {
		return book, false
	}
	lookup, ok := c.checkLookup(&book)
	if ok && (code.used == 0 || book.entries == 1) {
		c.mended = append(c.mended, mendedBook{start: start, end: c.pos, dimensions: book.dimensions, lookup: lookup})
	}
	return book, ok
}

// readLengths reads a code word length for every entry, or for those marked as used.
func (c *setupCheck) readLengths(entries int, code *prefixCode) {
	sparse := c.flag()
	for range entries {
		if !sparse || c.flag() {
			code.add(int(c.read(5))+1, 1)
		}
		if c.over {
			return
		}
	}
}

// readOrdered reads how many entries have each length, in rising order.
func (c *setupCheck) readOrdered(entries int, code *prefixCode) {
	length := int(c.read(5)) + 1
	for left := entries; left > 0; length++ {
		n := int(c.read(bits.Len(uint(left))))
		if n > left || length > 32 {
			c.over = true
		}
		if c.over {
			return
		}
		code.add(length, n)
		left -= n
	}
}

// bookLookup is how a book's values are written.
type bookLookup struct {
	kind  uint32
	start int // in bits: of minimum, step, width and sequence
	first int // of the values
	width int // of each
	count int
}

func (c *setupCheck) checkLookup(book *vorbisBook) (bookLookup, bool) {
	l := bookLookup{kind: c.read(4), start: c.pos}
	if l.kind == 0 {
		return l, true
	}
	if l.kind > 2 {
		return l, false
	}
	book.vectors = true
	c.skip(64) // minimum and step
	l.width = int(c.read(4)) + 1
	c.skip(1) // sequential
	l.first, l.count = c.pos, book.entries*book.dimensions
	if l.kind == 1 {
		// The same arithmetic as the decoder's, so that both read as many bits.
		l.count = int(math.Floor(math.Pow(float64(book.entries), 1/float64(book.dimensions))))
	}
	c.skip(l.count * l.width)
	return l, !c.over
}

// prefixCode sums up code word lengths: a decodable code uses every bit pattern exactly once.
type prefixCode struct {
	sum    uint64 // in units of 2^-32
	used   int
	length int // of the last one added
}

func (p *prefixCode) add(length, n int) {
	p.sum += uint64(n) << (32 - length)
	if n > 0 {
		p.used += n
		p.length = length
	}
}

// decodable also allows the lone word of one bit that encoders write for a book with one value, and books
// that are never used.
func (p *prefixCode) decodable() bool {
	return p.used == 0 || p.sum == 1<<32 || p.used == 1 && p.length == 1
}
