package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

// whole decodes all of something and says what came wrong about it.
func whole(t *testing.T, data []byte, f Format, want int) {
	t.Helper()
	n, err := survive(t, data, f)
	if err != nil || n < want-want/100 || n > want+want/100 {
		t.Errorf("%d samples, want %d; %v", n, want, err)
	}
}

// edited changes the heads of an Ogg file's pages.
func edited(t *testing.T, data []byte, change func(i int, page []byte) []byte) []byte {
	t.Helper()
	var all []byte
	for i, p := range split(t, data) {
		all = append(all, change(i, repair(bytes.Clone(p)))...)
	}
	return all
}

func TestOggThatMeasuresWrongly(t *testing.T) {
	ogg := load(t, "vorbis8.ogg")
	n, _ := survive(t, ogg, Ogg)
	position := func(f func(int64) int64) []byte {
		return edited(t, ogg, func(_ int, p []byte) []byte {
			at := int64(binary.LittleEndian.Uint64(p[6:]))
			binary.LittleEndian.PutUint64(p[6:], uint64(f(at)))
			return repair(p)
		})
	}
	open := edited(t, ogg, func(_ int, p []byte) []byte {
		p[5] &^= oggLast
		return repair(p)
	})
	again := edited(t, ogg, func(_ int, p []byte) []byte {
		p[14] ^= 0x55
		return repair(p)
	})
	for name, test := range map[string]struct {
		data []byte
		want int
	}{
		"milliseconds":               {position(func(v int64) int64 { return v / 8 }), n},
		"samples of another rate":    {position(func(v int64) int64 { return v / 2 }), n},
		"no time at all":             {position(func(int64) int64 { return 0 }), n},
		"none":                       {position(func(int64) int64 { return -1 }), n},
		"without an end":             {open, n},
		"a chain without ends":       {slices.Concat(open, again), 2 * n},
		"a chain of the same stream": {slices.Concat(open, open, ogg), 3 * n},
		"pages that are not numbered": {edited(t, ogg, func(_ int,
			p []byte) []byte {
			clear(p[18:22])
			return repair(p)
		}), n},
		"another stream in the midst": {edited(t, ogg, func(i int, p []byte) []byte {
			if i == 3 {
				return append(page(oggFirst, 0, 0, []byte("fishead and so on")), p...)
			}
			return p
		}), n},
	} {
		t.Run(name, func(t *testing.T) { whole(t, test.data, Ogg, test.want) })
	}
}

func TestOggWithSomethingBetweenItsPages(t *testing.T) {
	ogg := load(t, "vorbis8.ogg")
	n, _ := survive(t, ogg, Ogg)
	for name, between := range map[string][]byte{
		"padding": make([]byte, 900), "a little padding": {0}, "junk": bytes.Repeat([]byte("junk Og OggS?"), 50),
	} {
		for _, end := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				data := edited(t, ogg, func(_ int, p []byte) []byte {
					if !end && name != "junk" {
						p[5] &^= oggLast
					}
					return append(repair(p), between...)
				})
				whole(t, data, Ogg, n)
			})
		}
	}
}

func TestOggClaimsMore(t *testing.T) {
	data := edited(t, load(t, "vorbis8.ogg"), func(_ int, p []byte) []byte {
		binary.LittleEndian.PutUint64(p[6:], 3*binary.LittleEndian.Uint64(p[6:]))
		return repair(p)
	})
	var e *Error
	if n, err := survive(t, data, Ogg); !errors.As(err, &e) || e.Kind != Short || n == 0 {
		t.Errorf("%d samples, %v", n, err)
	}
}

func TestPlaceholderCodeBooks(t *testing.T) {
	ogg := load(t, "vorbis8.ogg")
	n, _ := survive(t, ogg, Ogg)
	for name, book := range map[string]func(w *bitWriter){
		"no entries": func(w *bitWriter) { w.put(1, 16).put(0, 24).put(0, 2).put(0, 4) },
		"no entries, with values": func(w *bitWriter) {
			w.put(4, 16).put(0, 24).put(0, 2).put(1, 4).put(0, 64).put(3, 4).put(0, 1)
		},
		"ordered, no entries": func(w *bitWriter) { w.put(1, 16).put(0, 24).put(1, 1).put(0, 5).put(0, 4) },
		"one entry":           func(w *bitWriter) { w.put(1, 16).put(1, 24).put(0, 2).put(0, 5).put(0, 4) },
		"one entry, with values": func(w *bitWriter) {
			w.put(2, 16).put(1, 24).put(0, 2).put(0, 5).put(1, 4).put(0, 64).put(3, 4).put(0, 1).put(9, 4)
		},
		"entries that are never used": func(w *bitWriter) { w.put(1, 16).put(5, 24).put(2, 2).put(0, 5).put(0, 4) },
	} {
		t.Run(name, func(t *testing.T) { whole(t, withBook(t, ogg, book), Ogg, n) })
	}
}

// withBook gives an Ogg file's set-up header a code book more, that nothing refers to.
func withBook(t *testing.T, ogg []byte, book func(*bitWriter)) []byte {
	t.Helper()
	pages := split(t, ogg)
	var packets oggPackets
	from := newOggPages(bytes.NewReader(ogg))
	_, _ = from.next()
	headers, err := from.next()
	if err != nil {
		t.Fatal(err)
	}
	parts := packets.split(headers)
	comment, setup := parts[0], parts[1]
	id, _ := checkIdentity(pages[0][oggHeaderSize+1:])
	c := &setupCheck{bitReader: bitReader{data: setup[vorbisHeaderSize:]}, id: id}
	if !c.checkBooks() {
		t.Fatal("no books")
	}
	end := c.pos
	w := &bitWriter{data: bytes.Clone(setup[:vorbisHeaderSize]), bits: 8 * vorbisHeaderSize}
	bits := bitReader{data: c.data}
	w.put(bits.read(8)+1, 8)
	for bits.pos < end {
		w.put(bits.read(1), 1)
	}
	w.put(bookPattern, 24)
	book(w)
	for bits.pos < 8*len(bits.data) {
		w.put(bits.read(1), 1)
	}
	return slices.Concat(pages[0], renumber(page(0, 1, 0, comment, w.data), pages[0], 1), bytes.Join(pages[2:], nil))
}

func TestAUCodings(t *testing.T) {
	pcm := load(t, "linear.au")
	pcm = pcm[binary.BigEndian.Uint32(pcm[4:]):]
	n := len(pcm) / 2
	au := func(coding, rate, channels, size uint32, data []byte) []byte {
		h := []byte(".snd")
		for _, v := range []uint32{24, size, coding, rate, channels} {
			h = binary.BigEndian.AppendUint32(h, v)
		}
		return append(h, data...)
	}
	each := func(put func(b []byte, hi, lo byte) []byte) (all []byte) {
		for i := 0; i+1 < len(pcm); i += 2 {
			all = put(all, pcm[i], pcm[i+1])
		}
		return all
	}
	wide := each(func(b []byte, hi, lo byte) []byte { return append(b, hi, lo, 0) })
	raw := load(t, "mulaw.au")
	raw = raw[binary.BigEndian.Uint32(raw[4:]):]
	for name, test := range map[string]struct {
		data []byte
		want int
	}{
		"8 bits":  {au(2, 8000, 1, auUnknownSize, each(func(b []byte, hi, _ byte) []byte { return append(b, hi) })), n},
		"24 bits": {au(4, 8000, 1, uint32(len(wide)), wide), n},
		"32 bits": {au(5, 8000, 1, 0, each(func(b []byte, hi, lo byte) []byte { return append(b, hi, lo, 0, 0) })), n},
		"floating point": {au(6, 8000, 1, 0, each(func(b []byte, _,
			_ byte) []byte {
			return append(b, 0x3e, 0, 0, 0)
		})), n},
		"double": {au(7, 8000, 1, 0, each(func(b []byte, _,
			_ byte) []byte {
			return append(b, 0x3f, 0xc0, 0, 0, 0, 0, 0, 0)
		})), n},
		"six channels":     {au(3, 8000, 6, 0, pcm[:len(pcm)/12*12]), n / 6},
		"size too small":   {au(3, 8000, 1, 100, pcm), n},
		"no header":        {raw, len(raw)},
		"silence, no head": {slices.Concat(bytes.Repeat([]byte{0xff, 0x7f, 0xfe}, 3000), raw), 9000 + len(raw)},
	} {
		t.Run(name, func(t *testing.T) { whole(t, test.data, AU, test.want) })
	}
	var e *Error
	if n, err := survive(t, au(3, 8000, 1, uint32(2*len(pcm)), pcm), AU); !errors.As(err, &e) ||
		e.Kind != Short || n == 0 {
		t.Errorf("half of what is announced: %d samples, %v", n, err)
	}
}

func TestNoiseIsNotTakenForMuLaw(t *testing.T) {
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(i*i*31 + i>>3*17)
	}
	for name, data := range map[string][]byte{"noise": noise, "zeros": make([]byte, 4000)} {
		if n, err := survive(t, data, AU); err == nil || n > 0 {
			t.Errorf("%s: %d samples, %v", name, n, err)
		}
	}
}
