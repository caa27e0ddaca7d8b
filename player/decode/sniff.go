package decode

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"
)

// How many bytes sniff looks at: for what sound begins with, and for text.
const (
	magicSize = 12
	textSize  = 512
)

// sniff tells the format by the first bytes of a message, after a tag that may precede it. When they tell nothing,
// the media type that came with them does, and finally what was asked for. Text, with which servers and captive
// portals refuse, is a NotAudio error.
func sniff(r *bufio.Reader, contentType string, asked Format) (Format, error) {
	if err := skipTag(r); err != nil {
		return "", err
	}
	head, err := r.Peek(magicSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if len(head) == 0 {
		return "", &Error{Kind: NotAudio, Detail: "empty"}
	}
	if f := magic(head); f != "" {
		return f, nil
	}
	if head, err = r.Peek(textSize); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	media, _, _ := mime.ParseMediaType(contentType)
	if looksLikeText(head) || strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "json") {
		return "", &Error{Kind: NotAudio, Detail: "text"}
	}
	if bytes.HasPrefix(head, []byte("RIFF")) || bytes.HasPrefix(head, []byte("FORM")) {
		return "", &Error{Kind: Unsupported, Detail: "WAV or AIFF"}
	}
	if f, ok := mediaTypes[strings.TrimPrefix(media, "x-")]; ok {
		return f, nil
	}
	return asked, nil
}

// An ID3v2 tag: 10 bytes, of which the last four say how many follow, in seven bits each.
const (
	tagHead   = 10
	tagFooter = 0x10 // flag: the head comes again at the end
	tagMax    = 4 << 20
)

// skipTag discards ID3v2 tags, in which sync words may lie. One that can't be right is left to the decoder.
func skipTag(r *bufio.Reader) error {
	for {
		h, err := r.Peek(tagHead)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		size := 0
		for _, b := range h[6:] {
			size = size<<7 | int(b)
		}
		if !bytes.HasPrefix(h, []byte("ID3")) || (h[6]|h[7]|h[8]|h[9])&0x80 != 0 || size > tagMax {
			return nil
		}
		if size += tagHead; h[5]&tagFooter != 0 {
			size += tagHead
		}
		if _, err := r.Discard(size); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
}

var mediaTypes = map[string]Format{
	"application/ogg": Ogg, "audio/ogg": Ogg, "audio/vorbis": Ogg,
	"application/au": AU, "audio/au": AU, "audio/basic": AU, "audio/x-au": AU,
	"application/aac": AAC, "audio/aac": AAC, "audio/aacp": AAC, "audio/x-aac": AAC,
	"application/mp4": MP4, "audio/mp4": MP4, "video/mp4": MP4, "audio/x-m4a": MP4,
}

// boxNames are those that an MP4 file begins with.
var boxNames = []string{"ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide", "pnot"}

func magic(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, oggCapture):
		return Ogg
	case bytes.HasPrefix(head, []byte(".snd")):
		return AU
	case len(head) >= 8 && slices.Contains(boxNames, string(head[4:8])):
		return MP4
	case len(head) >= 2 && head[0] == 0xff && head[1]&0xf6 == 0xf0: // sync word, layer 0
		return AAC
	case isLOAS(head):
		return AAC
	case bytes.HasPrefix(head, []byte("ID3")): // a tag that can't be right; the decoder finds its way past
		return AAC
	}
	return ""
}

// isLOAS reports whether b begins with the sync word of 11 bits that LATM has.
func isLOAS(b []byte) bool { return len(b) >= 2 && b[0] == 0x56 && b[1]&0xe0 == 0xe0 }

// looksLikeText is meant for HTML, XML, JSON and plain words, perhaps after a byte order mark.
func looksLikeText(head []byte) bool {
	for _, mark := range []string{"\xfe\xff", "\xff\xfe"} {
		if bytes.HasPrefix(head, []byte(mark)) { // 16 bits a letter
			head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
		}
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] == '<' || head[0] == '{' || head[0] == '[' {
		return len(head) > 0
	}
	words := bytes.IndexFunc(head, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\r' && r != '\n' || r == 0x7f || r == utf8.RuneError
	})
	return len(head) > 3 && (words < 0 || words > textSize-utf8.UTFMax)
}
