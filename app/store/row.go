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
	in      string
	out     []byte
	err     error // the first thing that could not be read
}

var errRow = errors.New("a row can't be read")

func (c *coder) text(s *string) {
	length := int64(len(*s))
	c.number(&length)
	if !c.reading {
		c.out = append(c.out, *s...)
		return
	}
	if length < 0 || length > int64(len(c.in)) {
		c.err, c.in, length = errRow, "", 0
	}
	*s, c.in = c.in[:length], c.in[length:]
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
	if c.reading && c.in == "" {
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
	if c.in == "" { // the row is older than this field
		return
	}
	head := make([]byte, binary.MaxVarintLen64)
	v, used := binary.Varint(head[:copy(head, c.in)])
	if used <= 0 {
		c.err, c.in = errRow, ""
		return
	}
	*n, c.in = v, c.in[used:]
}
