package istraclient

import (
	"bufio"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// textReader makes UTF-8 of a text as servers send it in a charset of one byte a character, such as ISO-8859-1, or in
// what should be UTF-8: there each byte that is none counts as Latin-1.
type textReader struct {
	src     *bufio.Reader
	charset *charmap.Charmap // nil = UTF-8
	spare   [utf8.UTFMax]byte
	rest    []byte // of spare: what is left of a character
}

// textOf reads the body of an answer as text, in the charset that it declares. UTF-16 is known by its mark, too.
func textOf(resp *http.Response) io.Reader {
	charset := charsetOf(resp.Header.Get("Content-Type"))
	src := bufio.NewReader(resp.Body)
	order, wide := wideCharsets[charset]
	if mark, _ := src.Peek(2); !wide && (string(mark) == "\xfe\xff" || string(mark) == "\xff\xfe") {
		order, wide = unicode.BigEndian, true // the mark says which
	}
	if wide {
		return transform.NewReader(src, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
	}
	narrow := narrowCharsets()[charset]
	if asian := asianCharset(charset); narrow == nil && asian != nil {
		return transform.NewReader(src, asian.NewDecoder())
	}
	return &textReader{src: src, charset: narrow}
}

// asianCharset is a charset with one or several bytes a character, such as GBK or Shift_JIS; nil for any other.
func asianCharset(charset string) encoding.Encoding {
	name, known := asianCharsets[charset]
	if !known {
		return nil
	}
	found, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return found
}

// asianCharsets are the names that servers declare, Java's own among them, and those of the WHATWG's standard.
var asianCharsets = map[string]string{
	"gbk": "gbk", "gb2312": "gbk", "gb18030": "gb18030", "euccn": "gbk", "cp936": "gbk", "ms936": "gbk",
	"xmswin936": "gbk", "windows936": "gbk", "xgbk": "gbk", "csgb2312": "gbk",
	"big5": "big5", "big5hkscs": "big5", "cnbig5": "big5", "cp950": "big5", "ms950": "big5", "xwindows950": "big5",
	"csbig5": "big5", "shiftjis": "shift_jis", "sjis": "shift_jis", "xsjis": "shift_jis",
	"ms932": "shift_jis", "cp932": "shift_jis", "windows31j": "shift_jis", "mskanji": "shift_jis",
	"eucjp": "euc-jp", "xeucjp": "euc-jp", "iso2022jp": "iso-2022-jp",
	"euckr": "euc-kr", "ksc56011987": "euc-kr", "ksc5601": "euc-kr", "cp949": "euc-kr", "ms949": "euc-kr",
	"xwindows949": "euc-kr", "uhc": "euc-kr", "korean": "euc-kr",
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

// odd is the next character, which is not ASCII. At least one byte is there.
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
		return decodeByte(charmap.Windows1252, b)
	}
	return decodeByte(t.charset, b)
}

// decodeByte is a character of one byte. Where a charset has none, the byte is a control character.
func decodeByte(charset *charmap.Charmap, b byte) rune {
	if r := charset.DecodeByte(b); r != utf8.RuneError {
		return r
	}
	return rune(b)
}

// charsetOf is the charset that a Content-Type declares, in small letters and digits alone: iso88591.
func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return plainName(params["charset"])
}

func plainName(charset string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(charset))
}

var wideCharsets = map[string]unicode.Endianness{
	"utf16": unicode.BigEndian, "utf16be": unicode.BigEndian, "utf16le": unicode.LittleEndian,
}

// narrowCharsets are those of one byte a character. Latin-1 is read as Windows-1252, which has letters and marks in the
// place of control characters, which no text has.
var narrowCharsets = sync.OnceValue(func() map[string]*charmap.Charmap {
	known := map[string]*charmap.Charmap{}
	for _, each := range charmap.All {
		if c, ok := each.(*charmap.Charmap); ok {
			name := plainName(c.String())
			known[name] = c
			known[strings.Replace(name, "windows", "cp", 1)] = c
		}
	}
	for alias, name := range map[string]string{
		"iso88591": "windows1252", "latin1": "windows1252", "l1": "windows1252", "latin2": "iso88592", "l2": "iso88592",
		"latin5": "iso88599", "latin9": "iso885915", "latin10": "iso885916",
	} {
		known[alias] = known[name]
	}
	return known
})
