package istraclient

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"sync"
)

// Limits of what is kept of an answer, whatever it holds.
const (
	maxKept     = 256 << 10 // bytes of one object
	maxString   = 4 << 10   // bytes of one string; the rest is left out
	maxName     = 128       // bytes of a member's name
	maxLiteral  = 64        // bytes of a number, true, false or null
	maxDepth    = 32        // objects and lists within each other
	maxElements = 25_000    // of a page; real ones don't fit into maxJSON so often
	fewElements = 2000      // of a page, however short they are
	minElement  = 100       // bytes of one of many on average: real ones have three times as many
	maxMany     = 1000      // of any other list; the rest is left out
)

var (
	errSyntax  = errors.New("it is not JSON")
	errTooDeep = errors.New("it is nested too deeply")
	errTooMuch = errors.New("it holds too much")
)

// jsonReader reads JSON while it arrives and keeps of it what is wanted: known members, strings of a sane
// length. What nobody asks for costs no memory, however much of it there is.
type jsonReader struct {
	src    *bufio.Reader
	came   *meter          // counts what src has taken
	wanted map[string]bool // names of the members to keep, as they are and in lower case
	kept   []byte          // JSON
	name   []byte          // the last member's, for reuse
	names  int             // members met so far
	depth  int
}

// newJSONReader keeps the members that the type of out has.
func newJSONReader(r io.Reader, out reflect.Type) *jsonReader {
	came := &meter{Reader: r}
	return &jsonReader{src: bufio.NewReader(came), came: came, wanted: memberNames(out)}
}

// meter counts bytes.
type meter struct {
	io.Reader
	n int
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.n += n
	return n, err
}

// start is the first byte of the first value, behind a byte order mark.
func (j *jsonReader) start() (byte, error) {
	head, err := j.src.Peek(len(byteOrderMark))
	if len(head) == 0 {
		return 0, err
	}
	if bytes.Equal(head, byteOrderMark) {
		_, _ = j.src.Discard(len(byteOrderMark)) // it is there
	}
	return j.peek()
}

// peek is the next byte that is no blank, which it leaves; io.EOF = there is none.
func (j *jsonReader) peek() (byte, error) {
	for {
		b, err := j.src.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			return b, j.src.UnreadByte()
		}
	}
}

// inside is peek where the text can't end.
func (j *jsonReader) inside() (byte, error) {
	b, err := j.peek()
	return b, cut(err)
}

// cut is err, where the end of the text means that the rest was cut off.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// end makes sure that nothing follows.
func (j *jsonReader) end() error {
	switch _, err := j.peek(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return errSyntax
}

// value reads the next value, and keeps it if wanted.
func (j *jsonReader) value(keep bool) error {
	b, err := j.inside()
	if err != nil {
		return err
	}
	switch b {
	case '{':
		err = j.object(keep)
	case '[':
		err = j.list(keep)
	case '"':
		err = j.text(keep)
	default:
		err = j.literal(keep)
	}
	if err == nil && len(j.kept) > maxKept {
		err = errTooMuch
	}
	return err
}

func (j *jsonReader) keep(yes bool, text ...byte) {
	if yes {
		j.kept = append(j.kept, text...)
	}
}

func (j *jsonReader) object(keep bool) error {
	j.keep(keep, '{')
	first := true
	err := j.members(func(name []byte) error {
		want := keep && j.wants(name)
		if want {
			if !first {
				j.kept = append(j.kept, ',')
			}
			first = false
			j.kept = append(append(append(j.kept, '"'), name...), '"', ':')
		}
		return j.value(want)
	})
	j.keep(keep, '}')
	return err
}

func (j *jsonReader) wants(name []byte) bool {
	return j.wanted[string(name)] || j.wanted[strings.ToLower(string(name))]
}

func (j *jsonReader) list(keep bool) error {
	j.keep(keep, '[')
	n := 0
	err := j.elements(func() error {
		n++
		want := keep && n <= maxMany
		j.keep(want && n > 1, ',')
		return j.value(want)
	})
	j.keep(keep, ']')
	return err
}

// members reads an object; f reads the value of each member. The name is valid until then.
func (j *jsonReader) members(f func(name []byte) error) error {
	return j.within('{', '}', func() error {
		j.names++
		var err error
		if j.name, err = j.rawText(j.name[:0], maxName); err != nil {
			return err
		}
		if err := j.expect(':'); err != nil {
			return err
		}
		return f(bytes.TrimSpace(j.name))
	})
}

// elements reads a list; f reads each element.
func (j *jsonReader) elements(f func() error) error { return j.within('[', ']', f) }

func (j *jsonReader) within(open, end byte, f func() error) error {
	if err := j.expect(open); err != nil {
		return err
	}
	if j.depth++; j.depth > maxDepth {
		return errTooDeep
	}
	defer func() { j.depth-- }()
	b, err := j.inside()
	if err == nil && b == end {
		return j.expect(end)
	}
	for err == nil {
		if err = f(); err != nil {
			return err
		}
		if b, err = j.inside(); err == nil && b == end {
			return j.expect(end)
		}
		if err == nil {
			err = j.expect(',')
		}
	}
	return err
}

// expect reads one mark.
func (j *jsonReader) expect(mark byte) error {
	b, err := j.inside()
	if err == nil && b != mark {
		err = errSyntax
	}
	if err == nil {
		_, err = j.src.ReadByte()
	}
	return err
}

func (j *jsonReader) text(keep bool) error {
	limit := 0
	if keep {
		limit = maxString
	}
	j.keep(keep, '"')
	var err error
	j.kept, err = j.rawText(j.kept, limit)
	j.keep(keep, '"')
	return err
}

// rawText appends what stands between quotes, as it is written: about limit bytes of it, ending with a
// whole character. A control character, which JSON doesn't allow there, becomes a blank.
func (j *jsonReader) rawText(to []byte, limit int) ([]byte, error) {
	if err := j.expect('"'); err != nil {
		return to, err
	}
	limit += len(to)
	for {
		b, err := j.src.ReadByte()
		if err != nil {
			return to, cut(err)
		}
		full := len(to) >= limit && b&0xc0 != 0x80
		switch {
		case b == '"':
			return to, nil
		case b == '\\':
			var escape [6]byte
			n, err := j.escape(&escape)
			if err != nil {
				return to, err
			}
			if !full {
				to = append(to, escape[:n]...)
			}
		case full:
			limit = 0 // what follows is left out, continuation bytes included
		case limit > 0 && b < ' ':
			to = append(to, ' ')
		case limit > 0:
			to = append(to, b)
		}
	}
}

// escape reads what follows a backslash; it returns how long the whole escape is.
func (j *jsonReader) escape(to *[6]byte) (int, error) {
	to[0] = '\\'
	n := 2
	for i := 1; i < n; i++ {
		b, err := j.src.ReadByte()
		if err != nil {
			return 0, cut(err)
		}
		if i == 1 && b == 'u' {
			n = 6
		}
		to[i] = b
	}
	return n, nil
}

// literal reads a number, true, false or null.
func (j *jsonReader) literal(keep bool) error {
	var word [maxLiteral]byte
	for n := 0; ; n++ {
		b, err := j.src.ReadByte()
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case err == nil && isLiteral(b) && n < maxLiteral:
			word[n] = b
			continue
		case err == nil && isLiteral(b):
			return errSyntax
		case err == nil:
			err = j.src.UnreadByte()
		case j.depth == 0:
			err = nil
		}
		if err == nil && !json.Valid(word[:n]) {
			return errSyntax
		}
		j.keep(keep, word[:n]...)
		return cut(err)
	}
}

func isLiteral(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '+' || b == '-' || b == '.'
}

// memberNames are the members that a type has, at any depth.
func memberNames(t reflect.Type) map[string]bool {
	if known, ok := knownNames.Load(t); ok {
		return known.(map[string]bool)
	}
	names := make(map[string]bool)
	addNames(t, names)
	knownNames.Store(t, names)
	return names
}

var (
	knownNames   sync.Map // of map[string]bool, by reflect.Type
	unmarshalled = reflect.TypeFor[json.Unmarshaler]()
)

func addNames(t reflect.Type, names map[string]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		addNames(t.Elem(), names)
	case reflect.Struct:
		if reflect.PointerTo(t).Implements(unmarshalled) {
			return // it reads itself
		}
		for field := range t.NumField() {
			f := t.Field(field)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
				names[name], names[strings.ToLower(name)] = true, true
			}
			addNames(f.Type, names)
		}
	}
}
