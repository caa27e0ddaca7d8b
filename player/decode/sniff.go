package decode

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"strings"
)

// sniffSize is how many bytes Sniff looks at.
const sniffSize = 12

// Sniff says what the first bytes of a message are. When they tell nothing, the media type that
// came with them does, and finally what was asked for. Text, which is how servers and captive
// portals say no, is a NotAudio error.
func Sniff(r *bufio.Reader, contentType string, asked Format) (Format, error) {
	head, err := r.Peek(sniffSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if len(head) == 0 {
		return "", &Error{Kind: NotAudio, Detail: "empty"}
	}
	if f := magic(head); f != "" {
		return f, nil
	}
	media, _, _ := mime.ParseMediaType(contentType)
	if looksLikeText(head) || strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "json") {
		return "", &Error{Kind: NotAudio, Detail: "text"}
	}
	if f, ok := mediaTypes[strings.TrimPrefix(media, "x-")]; ok {
		return f, nil
	}
	return asked, nil
}

var mediaTypes = map[string]Format{
	"application/ogg": Ogg, "audio/ogg": Ogg, "audio/vorbis": Ogg,
	"application/au": AU, "audio/au": AU, "audio/basic": AU, "audio/x-au": AU,
	"application/aac": AAC, "audio/aac": AAC, "audio/aacp": AAC, "audio/x-aac": AAC,
	"application/mp4": MP4, "audio/mp4": MP4, "video/mp4": MP4, "audio/x-m4a": MP4,
}

func magic(head []byte) Format {
	switch {
	case bytes.HasPrefix(head, oggCapture):
		return Ogg
	case bytes.HasPrefix(head, []byte(".snd")):
		return AU
	case len(head) >= 8 && (bytes.Equal(head[4:8], []byte("ftyp")) || bytes.Equal(head[4:8], []byte("moov"))):
		return MP4
	case len(head) >= 2 && head[0] == 0xff && head[1]&0xf6 == 0xf0: // sync word, layer 0
		return AAC
	case bytes.HasPrefix(head, []byte("ID3")): // a tag before it; the decoder finds its way past
		return AAC
	}
	return ""
}

// looksLikeText is meant for HTML, XML and JSON, perhaps after a byte order mark.
func looksLikeText(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 0 && (head[0] == '<' || head[0] == '{' || head[0] == '[')
}
