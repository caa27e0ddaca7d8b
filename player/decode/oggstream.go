package decode

import (
	"errors"
	"io"
)

// oggCodec is a coding in Ogg.
type oggCodec interface {
	// begins reports whether a packet is the first of a stream of this coding.
	begins(packet []byte) bool
	// link reads the headers of a stream, the first of which is in page.
	link(page oggPage) error
	// decode adds a packet's sound to the stream's.
	decode(packet []byte)
	// lose says that something before the next packet is missing.
	lose()
}

// oggStream decodes page by page, since only a page tells where in time it ends.
type oggStream struct {
	pages   *oggPages
	packets oggPackets
	serial  uint32
	codec   oggCodec
	info    Info
	limit   int64 // frames that may be trimmed from the end of a link; half of it from its start
	skip    int64 // frames still to be dropped

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

// openOgg finds the first stream whose coding is known among those that the file begins with.
func openOgg(r io.Reader) (Decoder, error) {
	s := &oggStream{pages: newOggPages(r)}
	for {
		page, err := s.pages.next()
		if err != nil {
			return nil, headerError(err)
		}
		if page.flags&oggFirst == 0 {
			return nil, unsupported(Ogg, "neither Vorbis nor Opus")
		}
		for _, codec := range []oggCodec{&vorbisCodec{stream: s}, &opusCodec{stream: s}} {
			if codec.begins(page.body) {
				s.codec = codec
				return s, headerError(codec.link(page))
			}
		}
	}
}

// headerError makes a stream that ends before its sound does a damaged one.
func headerError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged(Ogg, "ends within the headers")
	}
	return err
}

// Info implements Decoder.
func (s *oggStream) Info() Info { return s.info }

// Claim implements Decoder.
func (s *oggStream) Claim() int64 {
	if !s.placed {
		return s.claimed
	}
	return s.claimed + s.position - s.started
}

// Read implements Decoder.
func (s *oggStream) Read(samples []float32) (int, error) {
	for s.out.empty() {
		page, err := s.nextPage()
		if err != nil {
			return 0, s.end(err)
		}
		s.decodePage(page, s.packets.split(page))
	}
	return s.out.take(samples, s.info.Channels), nil
}

// nextPage skips other logical streams and begins the next link of a chain, which many a writer begins
// without having marked the end of the one before.
func (s *oggStream) nextPage() (oggPage, error) {
	for {
		page, err := s.pages.next()
		if err != nil {
			return page, err
		}
		switch {
		case page.flags&oggFirst != 0 && s.codec.begins(page.body):
			if err := s.nextLink(page); err != nil {
				return page, err
			}
		case page.flags&oggFirst != 0:
			s.foreign = true
		case page.serial == s.serial:
			s.foreign = false
			return page, nil
		}
	}
}

// ownPage skips the pages of other logical streams.
func (s *oggStream) ownPage() (oggPage, error) {
	for {
		page, err := s.pages.next()
		if err != nil || page.serial == s.serial {
			return page, err
		}
	}
}

// nextLink begins another stream of the same coding that follows the first in a chain.
func (s *oggStream) nextLink(page oggPage) error {
	s.damaged = s.packets.tookDamage() || s.damaged
	s.claimed = s.Claim()
	s.position, s.placed, s.steady, s.ended, s.foreign = 0, false, false, false, false
	return headerError(s.codec.link(page))
}

// headers reads the packets that a link begins with, the first of which is in page, and gives each to a
// function. Sound begins with the page after them.
func (s *oggStream) headers(page oggPage, read ...func(packet []byte) error) error {
	s.serial = page.serial
	s.packets = oggPackets{}
	for {
		for _, packet := range s.packets.split(page) {
			if err := read[0](packet); err != nil {
				return err
			}
			if read = read[1:]; len(read) == 0 {
				return nil
			}
		}
		var err error
		if page, err = s.ownPage(); err != nil {
			return err
		}
	}
}

// end says how the stream ended: pages may be missing in the middle, or at the end. What follows the
// last page does not matter.
func (s *oggStream) end(err error) error {
	cut := errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case !cut && !errors.Is(err, io.EOF):
		return err
	case s.damaged || !s.ended && (cut || s.pages.torn):
		return damaged(Ogg, "pages are missing")
	case s.foreign:
		return unsupported(Ogg, "a stream of another kind follows")
	}
	return io.EOF
}

// decodePage turns the packets that end in a page into s.out, trimmed to the page's time.
func (s *oggStream) decodePage(page oggPage, packets [][]byte) {
	missing := s.packets.tookDamage()
	if missing {
		s.damaged = true
		s.codec.lose()
	}
	s.out.reset()
	for _, packet := range packets {
		s.codec.decode(packet)
	}
	if page.granule >= 0 && page.granule < maxGranule {
		s.place(page, missing)
	} else {
		s.position += s.frames()
	}
	s.ended = page.flags&oggLast != 0
	drop := min(s.skip, s.frames())
	s.skip -= drop
	s.out.next = int(drop) * s.info.Channels
}

func (s *oggStream) frames() int64 {
	return int64(len(s.out.buf) / s.info.Channels)
}

// place trims what the page decoded to what its granule position says, by section A.2 of the Vorbis
// specification: the first page may begin early, the last may end early, and where pages are
// missing there is silence in their place. Positions that would cost more sound than that are wrong:
// some writers count milliseconds.
func (s *oggStream) place(page oggPage, missing bool) {
	frames, channels := s.frames(), int64(s.info.Channels)
	over := s.position + frames - page.granule
	switch {
	case missing && (s.steady || !s.placed) && over < 0 && -over < int64(s.info.Rate)*maxGapSeconds:
		s.out.buf = append(make([]float32, -over*channels), s.out.buf...)
	case over <= 0 || over > s.limit:
	case page.flags&oggLast != 0 && s.steady:
		s.out.buf = s.out.buf[:max(0, frames-over)*channels]
	case !s.placed && over <= s.limit/2:
		s.out.buf = s.out.buf[min(frames, over)*channels:]
	}
	if !s.placed {
		s.started = page.granule - s.frames()
	}
	s.steady = !s.placed || missing && s.steady || over >= -s.limit && over <= s.limit
	s.placed = true
	s.position = page.granule
}

const (
	maxGapSeconds = 10      // of silence put in for missing pages; a longer gap is closed
	maxGranule    = 1 << 40 // a position beyond it is none
)
