package decode

import (
	"errors"
	"fmt"
	"io"

	"github.com/jfreymuth/vorbis"
)

// vorbisDecoder decodes page by page, since only a page tells where in time it ends.
type vorbisDecoder struct {
	pages   *oggPages
	packets oggPackets
	serial  uint32

	dec      *vorbis.Decoder
	id       vorbisIdentity
	info     Info
	scratch  []float32
	out      queue
	position int64 // frames decoded, in the stream's time
	placed   bool  // position is known
	steady   bool  // and was what the pages before had led to
	started  int64 // position of the link's first frame
	claimed  int64 // frames, by the positions in the links before this one
	damaged  bool  // something was lost on the way
	ended    bool  // the stream's last page has been decoded
	foreign  bool  // a stream of another kind has begun, and nothing of this one came since
}

func openVorbis(r io.Reader) (Decoder, error) {
	d := &vorbisDecoder{pages: newOggPages(r)}
	page, err := d.firstPage()
	if err != nil {
		return nil, headerError(err)
	}
	if err := d.readHeaders(page); err != nil {
		return nil, headerError(err)
	}
	d.info = Info{Rate: d.id.rate, Channels: min(d.id.channels, 2), Frames: unknownFrames}
	if d.id.channels > 2 {
		d.info.Channels = 1
	}
	return d, nil
}

// headerError makes a stream that ends before its sound does a damaged one.
func headerError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(Ogg, "ends within the headers")
	}
	return err
}

func (d *vorbisDecoder) Info() Info { return d.info }

// Read implements Decoder.
func (d *vorbisDecoder) Read(samples []float32) (int, error) {
	for d.out.empty() {
		if err := d.fill(); err != nil {
			return 0, err
		}
	}
	return d.out.take(samples, d.info.Channels), nil
}

// Claim implements Decoder.
func (d *vorbisDecoder) Claim() int64 {
	if !d.placed {
		return d.claimed
	}
	return d.claimed + d.position - d.started
}

// fill decodes one more page.
func (d *vorbisDecoder) fill() error {
	page, err := d.nextPage()
	if err != nil {
		return d.end(err)
	}
	d.decodePage(page, d.packets.split(page))
	return nil
}

// nextPage skips other logical streams and begins the next link of a chain, which many a writer begins
// without having marked the end of the one before.
func (d *vorbisDecoder) nextPage() (oggPage, error) {
	for {
		page, err := d.pages.next()
		if err != nil {
			return page, err
		}
		switch {
		case page.flags&oggFirst != 0 && isVorbisHeader(page.body, vorbisIdent):
			if err := d.nextLink(page); err != nil {
				return page, err
			}
		case page.flags&oggFirst != 0:
			d.foreign = true
		case page.serial == d.serial:
			d.foreign = false
			return page, nil
		}
	}
}

// end says how the stream ended: pages may be missing in the middle, or at the end. What follows the
// last page does not matter.
func (d *vorbisDecoder) end(err error) error {
	cut := errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case !cut && !errors.Is(err, io.EOF):
		return err
	case d.damaged || !d.ended && (cut || d.pages.torn):
		return damaged(Ogg, "pages are missing")
	case d.foreign:
		return unsupported(Ogg, "a stream of another kind follows")
	}
	return io.EOF
}

// decodePage turns the packets that end in a page into d.out, trimmed to the page's time.
func (d *vorbisDecoder) decodePage(page oggPage, packets [][]byte) {
	missing := d.packets.tookDamage()
	if missing {
		d.damaged = true
		d.dec.Clear()
	}
	d.out.reset()
	for _, packet := range packets {
		d.decodePacket(packet)
	}
	if page.granule >= 0 && page.granule < maxGranule {
		d.place(page, missing)
	} else {
		d.position += d.frames()
	}
	d.ended = page.flags&oggLast != 0
}

func (d *vorbisDecoder) decodePacket(packet []byte) {
	if packet[0]&1 != 0 {
		return // a header that strayed among the sound
	}
	samples, err := d.dec.DecodeInto(packet, d.scratch)
	if err != nil {
		d.damaged = true
		d.dec.Clear()
		return
	}
	d.out.buf = appendMixed(d.out.buf, samples, d.id.channels)
}

func (d *vorbisDecoder) frames() int64 {
	return int64(len(d.out.buf) / d.info.Channels)
}

// place trims what the page decoded to what its granule position says, by section A.2 of the
// specification: the first page may begin early, the last may end early, and where pages are
// missing there is silence in their place. Positions that would cost more sound than that are wrong:
// some writers count milliseconds.
func (d *vorbisDecoder) place(page oggPage, missing bool) {
	frames, channels := d.frames(), int64(d.info.Channels)
	over := d.position + frames - page.granule
	limit := int64(2 * d.id.block[1])
	switch {
	case missing && (d.steady || !d.placed) && over < 0 && -over < int64(d.id.rate)*maxGapSeconds:
		d.out.buf = append(make([]float32, -over*channels), d.out.buf...)
	case over <= 0 || over > limit:
	case page.flags&oggLast != 0 && d.steady:
		d.out.buf = d.out.buf[:max(0, frames-over)*channels]
	case !d.placed && over <= limit/2:
		d.out.buf = d.out.buf[min(frames, over)*channels:]
	}
	if !d.placed {
		d.started = page.granule - d.frames()
	}
	d.steady = !d.placed || missing && d.steady || over >= -limit && over <= limit
	d.placed = true
	d.position = page.granule
}

const (
	maxGapSeconds = 10      // of silence put in for missing pages; a longer gap is closed
	maxGranule    = 1 << 40 // a position beyond it is none
)

// appendMixed appends frames, those of more than two channels as the mean of all.
func appendMixed(dst, samples []float32, channels int) []float32 {
	if channels <= 2 {
		for _, v := range samples {
			dst = append(dst, finite(v))
		}
		return dst
	}
	for i := 0; i+channels <= len(samples); i += channels {
		var sum float32
		for _, v := range samples[i : i+channels] {
			sum += v
		}
		dst = append(dst, finite(sum/float32(channels)))
	}
	return dst
}

// firstPage finds the page that begins the Vorbis stream among those of other streams.
func (d *vorbisDecoder) firstPage() (oggPage, error) {
	for {
		page, err := d.pages.next()
		if err != nil {
			return page, err
		}
		if page.flags&oggFirst == 0 {
			return page, unsupported(Ogg, "no Vorbis stream")
		}
		if isVorbisHeader(page.body, vorbisIdent) {
			return page, nil
		}
	}
}

// readHeaders reads the three headers of a link, the first of which is in page. Sound begins with
// the page after them.
func (d *vorbisDecoder) readHeaders(page oggPage) error {
	d.serial = page.serial
	d.packets = oggPackets{}
	d.dec = new(vorbis.Decoder)
	expected := []byte{vorbisIdent, vorbisComment, vorbisSetup}
	for {
		for _, packet := range d.packets.split(page) {
			if len(expected) == 0 {
				break
			}
			if err := d.readHeader(packet, expected[0]); err != nil {
				return err
			}
			expected = expected[1:]
		}
		if len(expected) == 0 {
			return nil
		}
		var err error
		if page, err = d.ownPage(); err != nil {
			return err
		}
	}
}

// ownPage skips the pages of other logical streams.
func (d *vorbisDecoder) ownPage() (oggPage, error) {
	for {
		page, err := d.pages.next()
		if err != nil || page.serial == d.serial {
			return page, err
		}
	}
}

func (d *vorbisDecoder) readHeader(packet []byte, kind byte) (err error) {
	if !isVorbisHeader(packet, kind) {
		return damaged(Ogg, "headers out of order")
	}
	switch kind {
	case vorbisIdent:
		d.id, err = checkIdentity(packet)
	case vorbisSetup:
		packet, err = checkSetup(packet, d.id)
	case vorbisComment:
		return nil // nobody reads them, and the decoder would believe their sizes
	}
	if err != nil {
		return err
	}
	if err := d.dec.ReadHeader(packet); err != nil {
		return &Error{Kind: Damaged, Format: Ogg, Detail: "header", Err: err}
	}
	if kind == vorbisSetup {
		d.scratch = make([]float32, d.dec.BufferSize())
	}
	return nil
}

// nextLink begins another stream of the same shape that follows the first in a chain.
func (d *vorbisDecoder) nextLink(page oggPage) error {
	before, damage := d.id, d.packets.tookDamage()
	d.claimed = d.Claim()
	if err := d.readHeaders(page); err != nil {
		return headerError(err)
	}
	if d.id.rate != before.rate || d.id.channels != before.channels {
		return unsupported(Ogg, fmt.Sprintf("the rate changes to %d Hz, %d channels", d.id.rate, d.id.channels))
	}
	d.damaged = d.damaged || damage
	d.position, d.placed, d.steady, d.ended, d.foreign = 0, false, false, false, false
	return nil
}
