package istraclient

import (
	"bufio"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"
)

// textReader makes UTF-8 of a text as servers send it: a declared ISO-8859-1, Windows-1252 or ISO-8859-15 is
// honoured, and in what should be UTF-8 each byte that is none counts as Latin-1.
type textReader struct {
	src     *bufio.Reader
	charset *[256]rune // nil = UTF-8
	spare   [utf8.UTFMax]byte
	rest    []byte // of spare: what is left of a character
}

// textOf reads the body of an answer as text.
func textOf(resp *http.Response) io.Reader {
	return &textReader{src: bufio.NewReader(resp.Body), charset: charsetOf(resp.Header.Get("Content-Type"))}
}

func (t *textReader) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		if n, err := t.readASCII(p); n > 0 || err != nil {
			return n, err
		}
		t.rest = utf8.AppendRune(t.spare[:0], t.odd())
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// readASCII copies what is the same in every charset; 0 without an error means that something else comes.
func (t *textReader) readASCII(p []byte) (int, error) {
	if _, err := t.src.Peek(1); err != nil {
		return 0, err
	}
	ready, _ := t.src.Peek(min(len(p), t.src.Buffered())) // it is there
	n := 0
	for n < len(ready) && ready[n] < utf8.RuneSelf {
		n++
	}
	copy(p, ready[:n])
	_, _ = t.src.Discard(n) // likewise
	return n, nil
}

// odd is the next character, which is none of ASCII. At least one byte is there.
func (t *textReader) odd() rune {
	if t.charset == nil {
		r, size, _ := t.src.ReadRune() // there is one
		if r != utf8.RuneError || size != 1 {
			return r
		}
		_ = t.src.UnreadRune() // just read
	}
	b, _ := t.src.ReadByte() // likewise
	if t.charset == nil {
		return windows1252[b]
	}
	return t.charset[b]
}

// charsetOf is the single-byte charset that a Content-Type declares, or nil.
func charsetOf(contentType string) *[256]rune {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(params["charset"])) {
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "cp-1252":
		return &windows1252
	case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin9", "latin-9":
		return &latin9
	}
	return nil
}

// windows1252 is Latin-1 with letters and marks in the place of control characters, which no text has.
var windows1252 = func() (table [256]rune) {
	for i := range table {
		table[i] = rune(i)
	}
	for i, r := range []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ") {
		table[0x80+i] = r
	}
	return table
}()

// latin9 is ISO-8859-15: Latin-1 with eight other characters.
var latin9 = func() [256]rune {
	table := windows1252
	for b, r := range map[byte]rune{0xa4: '€', 0xa6: 'Š', 0xa8: 'š', 0xb4: 'Ž', 0xb8: 'ž', 0xbc: 'Œ', 0xbd: 'œ', 0xbe: 'Ÿ'} {
		table[b] = r
	}
	return table
}()
