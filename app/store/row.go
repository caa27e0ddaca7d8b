package store

import (
	"encoding/binary"
	"errors"
	"time"
)

// coder writes the fields of a row into out or, when reading, takes them from in: numbers as
// varints, texts with their length before them. One list of fields serves both ways, so the two
// can't differ. A row that ends early has its last fields zero.
type coder struct {
	reading bool
	in      []byte
	out     []byte
	err     error // the first thing that could not be read

	again   map[string]string // texts that were read before, of this row or another; nil = none is looked for
	address string            // what own has read last
}

var errRow = errors.New("a row can't be read")

// text is one that other rows have, too, such as a caller's name: it is in memory once.
func (c *coder) text(s *string) {
	read := c.piece(s)
	if !c.reading {
		return
	}
	known, ok := c.again[string(read)]
	if !ok {
		known = string(read)
		if c.again != nil {
			c.again[known] = known
		}
	}
	*s = known
}

// own is a text that no other row has.
func (c *coder) own(s *string) {
	if read := c.piece(s); c.reading {
		*s = string(read)
		c.address = *s
	}
}

// piece writes a text, or gives the one that comes next.
func (c *coder) piece(s *string) (read []byte) {
	length := int64(len(*s))
	c.number(&length)
	if !c.reading {
		c.out = append(c.out, *s...)
		return nil
	}
	if length < 0 || length > int64(len(c.in)) {
		c.err, c.in, length = errRow, nil, 0
	}
	read, c.in = c.in[:length], c.in[length:]
	return read
}

// key is the row's key as a text: mostly it is the end of the row's own address, and shares its memory.
func (c *coder) key(k []byte) string {
	if end := len(c.address) - len(k); end >= 0 && c.address[end:] == string(k) {
		return c.address[end:]
	}
	return string(k)
}

func (c *coder) whole(n *int) {
	v := int64(*n)
	c.number(&v)
	if c.reading { // what is written may be read elsewhere at the same time
		*n = int(v)
	}
}

func (c *coder) flag(b *bool) {
	var v int64
	if *b {
		v = 1
	}
	c.number(&v)
	if c.reading {
		*b = v != 0
	}
}

// instant keeps nanoseconds and the zero time; the zone is local afterwards.
func (c *coder) instant(t *time.Time) {
	if c.reading && len(c.in) == 0 {
		*t = time.Time{}
		return
	}
	seconds, nanos := t.Unix(), int64(t.Nanosecond())
	c.number(&seconds)
	c.number(&nanos)
	if !c.reading {
		return
	}
	if *t = time.Unix(seconds, nanos); t.IsZero() {
		*t = time.Time{} // without a zone, so that == knows it too
	}
}

func (c *coder) number(n *int64) {
	if !c.reading {
		c.out = binary.AppendVarint(c.out, *n)
		return
	}
	*n = 0
	if len(c.in) == 0 { // the row is older than this field
		return
	}
	v, used := binary.Varint(c.in)
	if used <= 0 {
		c.err, c.in = errRow, nil
		return
	}
	*n, c.in = v, c.in[used:]
}
