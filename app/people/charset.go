package people

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// charsetOf is the encoding of that name, of those that telephones, mail programs and browsers use.
func charsetOf(name string) (encoding.Encoding, bool) {
	enc, err := htmlindex.Get(name)
	return enc, err == nil
}

// decoded is a text in the charset of that name; without one UTF-8, or what isn't that in windows-1252.
func decoded(text []byte, charset string) string {
	if utf8.Valid(text) && (charset == "" || strings.EqualFold(charset, "UTF-8") || isASCII(text)) {
		return string(text)
	}
	enc, known := charsetOf(charset)
	if !known || enc == unicode.UTF8 {
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return strings.ToValidUTF8(string(text), "")
	}
	return string(out)
}

// isASCII is false for ISO-2022, which switches to other letters by escapes.
func isASCII(text []byte) bool {
	return !bytes.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r == '\x1b' })
}

// utf8BOM is the byte order mark of UTF-8.
const utf8BOM = "\xef\xbb\xbf"

// plainText reads a text file whichever program wrote it: UTF-16 where a byte order mark says so, without that mark,
// and with a line feed for each end of a line.
func plainText(r io.Reader) io.Reader { return &lineFeeds{r: withoutBOM(r)} }

// lineFeeds turns carriage returns, as many as there are, and the line feed behind them into one line feed.
type lineFeeds struct {
	r     io.Reader
	after bool // the last byte was a carriage return
}

func (l *lineFeeds) Read(into []byte) (int, error) {
	n, err := l.r.Read(into)
	kept := into[:0]
	for _, b := range into[:n] {
		switch {
		case b == '\r' && l.after, b == '\n' && l.after:
		case b == '\r':
			kept = append(kept, '\n')
		default:
			kept = append(kept, b)
		}
		l.after = b == '\r'
	}
	return len(kept), err
}

// withoutBOM reads UTF-16 as UTF-8 where a byte order mark says so, or the zeros of Latin letters do, and takes the
// mark of UTF-8 away. Other bytes pass as they are.
func withoutBOM(r io.Reader) io.Reader {
	head := make([]byte, 3)
	n, err := io.ReadFull(r, head)
	if err != nil && n == 0 {
		return bytes.NewReader(nil)
	}
	head = head[:n]
	all := io.MultiReader(bytes.NewReader(head), r)
	order := unicode.LittleEndian
	switch {
	case bytes.Equal(head, []byte(utf8BOM)):
		return r
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
	case n == 3 && head[0] != 0 && head[1] == 0:
	case n == 3 && head[0] == 0 && head[1] != 0:
		order = unicode.BigEndian
	default:
		return all
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder().Reader(all)
}
