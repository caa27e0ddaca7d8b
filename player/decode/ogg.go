package decode

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// Sizes of Ogg, by its specification, and of what we wait for.
const (
	oggHeaderSize = 27
	oggMaxPage    = oggHeaderSize + 255 + 255*255
	oggMaxPacket  = 1 << 20 // comments may carry a picture
	oggMaxGarbage = 1 << 16 // before the first page; afterwards garbage is damage
)

const (
	oggContinued = 1 << iota
	oggFirst
	oggLast
)

var oggCapture = []byte("OggS")

// oggPage is one page whose checksum was right. Its slices are valid until the next page.
type oggPage struct {
	flags    byte
	granule  int64
	serial   uint32
	sequence uint32
	lacing   []byte
	body     []byte
}

// oggPages reads pages and steps over whatever lies between them.
type oggPages struct {
	r       *bufio.Reader
	pending int  // bytes of the current page, still to be discarded
	pages   int  // pages delivered
	skipped int  // bytes since the last page that belonged to none
	torn    bool // and they were more than padding
}

func newOggPages(r io.Reader) *oggPages {
	return &oggPages{r: bufio.NewReaderSize(r, 2*oggMaxPage)}
}

// next returns the next whole page, io.EOF after the last, io.ErrUnexpectedEOF inside one.
func (p *oggPages) next() (oggPage, error) {
	if _, err := p.r.Discard(p.pending); err != nil {
		return oggPage{}, err
	}
	p.pending = 0
	for p.skipped, p.torn = 0, false; ; {
		if p.pages == 0 && p.skipped > oggMaxGarbage {
			return oggPage{}, &Error{Kind: NotAudio, Format: Ogg, Detail: "no page"}
		}
		page, size, err := p.peek()
		if err != nil {
			return oggPage{}, err
		}
		if size > 0 {
			p.pending = size
			p.pages++
			return page, nil
		}
		if err := p.skip(); err != nil {
			return oggPage{}, err
		}
	}
}

// peek looks at the page that starts here; size 0 means that none does.
func (p *oggPages) peek() (page oggPage, size int, err error) {
	head, err := p.r.Peek(oggHeaderSize)
	if err != nil {
		return page, 0, p.endOf(err, head)
	}
	if !bytes.HasPrefix(head, oggCapture) || head[4] != 0 {
		return page, 0, nil
	}
	segments := int(head[26])
	head, err = p.r.Peek(oggHeaderSize + segments)
	if err != nil {
		return page, 0, p.endOf(err, head)
	}
	bodySize := 0
	for _, l := range head[oggHeaderSize:] {
		bodySize += int(l)
	}
	size = oggHeaderSize + segments + bodySize
	raw, err := p.r.Peek(size)
	if err != nil {
		return page, 0, p.endOf(err, raw)
	}
	if oggChecksum(raw) != binary.LittleEndian.Uint32(raw[22:]) {
		return page, 0, nil
	}
	page = oggPage{
		flags:    raw[5],
		granule:  int64(binary.LittleEndian.Uint64(raw[6:])),
		serial:   binary.LittleEndian.Uint32(raw[14:]),
		sequence: binary.LittleEndian.Uint32(raw[18:]),
		lacing:   raw[oggHeaderSize : oggHeaderSize+segments],
		body:     raw[oggHeaderSize+segments:],
	}
	return page, size, nil
}

// skip moves on to the next place where a page could start, among what has arrived already.
func (p *oggPages) skip() error {
	seen, err := p.r.Peek(max(p.r.Buffered(), len(oggCapture)))
	if err != nil {
		return p.endOf(err, seen)
	}
	step := len(seen) - len(oggCapture) + 1
	if at := bytes.Index(seen[1:], oggCapture); at >= 0 {
		step = at + 1
	}
	p.torn = p.torn || !blank(seen[:step])
	p.skipped += step
	_, err = p.r.Discard(step)
	return err
}

// endOf tells an end between pages, perhaps after padding, from one within a page.
func (p *oggPages) endOf(err error, left []byte) error {
	start := left[:min(len(left), len(oggCapture))]
	switch {
	case !errors.Is(err, io.EOF):
		return err
	case len(left) > 0 && bytes.HasPrefix(oggCapture, start):
		return io.ErrUnexpectedEOF
	}
	p.torn = p.torn || !blank(left)
	return io.EOF
}

// blank reports whether data is padding.
func blank(data []byte) bool { return len(bytes.Trim(data, "\x00")) == 0 }

// oggChecksum is the page's CRC, computed as if its own field were zero.
func oggChecksum(page []byte) uint32 {
	crc := oggUpdate(0, page[:22])
	crc = oggUpdate(crc, []byte{0, 0, 0, 0})
	return oggUpdate(crc, page[26:])
}

func oggUpdate(crc uint32, data []byte) uint32 {
	for _, b := range data {
		crc = crc<<8 ^ oggTable[byte(crc>>24)^b]
	}
	return crc
}

// oggTable is the CRC of polynomial 0x04c11db7, not reflected: hash/crc32 has only reflected ones.
var oggTable = func() (table [256]uint32) {
	for i := range table {
		crc := uint32(i) << 24
		for range 8 {
			crc = crc<<1 ^ 0x04c11db7*(crc>>31)
		}
		table[i] = crc
	}
	return table
}()
