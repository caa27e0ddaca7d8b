package people

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// maxLine is what is kept of one line of a card, continuations included. Names and numbers are far shorter; keys
// are cut without being held, and pictures at a size of their own.
const maxLine = 8 << 10

// lineLimit is maxLine, or what a picture may have.
func lineLimit(line []byte) int {
	name, _, _ := strings.Cut(string(line[:min(len(line), 40)]), ":")
	name, _, _ = strings.Cut(name, ";")
	if strings.EqualFold(name[strings.LastIndexByte(name, '.')+1:], "PHOTO") {
		return maxPicture * 4 / 3
	}
	return maxLine
}

// errUnfinished says that a file ends within a card: it is being written, or was cut short.
var errUnfinished = errors.New("the file ends within a card")

// errNoCards says that there is something, but no card in it.
var errNoCards = errors.New("there is no vCard in it")

// readCards calls found for each person in vCards of version 2.1, 3.0 or 4.0, one after the other, until
// found returns false. It holds one line at a time, whatever there is to read.
func readCards(r io.Reader, found func(card) bool) error {
	lines := &lineReader{r: bufio.NewReaderSize(plainText(r), 32<<10)}
	depth, cards, content, last := 0, 0, false, ""
	var c card
	for {
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		content = content || len(bytes.TrimSpace(line)) > 0
		name, params, value := split(line)
		switch {
		case name == "BEGIN" && isCard(value):
			if depth == 1 && last != "AGENT" { // the card before it has no end
				if depth, cards = 0, cards+1; !found(c) {
					return nil
				}
			}
			if depth++; depth == 1 {
				c = card{}
			}
		case name == "END" && isCard(value) && depth > 0:
			if depth--; depth == 0 {
				cards++
				if !found(c) {
					return nil
				}
			}
		case depth == 1: // a card within a card (of an AGENT) is skipped
			last = name
			c.take(name, params, value)
		}
	}
	switch {
	case depth > 0:
		return errUnfinished
	case cards == 0 && content:
		return errNoCards
	}
	return nil
}

func isCard(value []byte) bool { return strings.EqualFold(string(bytes.TrimSpace(value)), "VCARD") }

// split takes a line apart: GROUP.NAME;PARAM=VALUE:VALUE.
func split(line []byte) (name string, params []string, value []byte) {
	line = bytes.TrimPrefix(line, []byte(utf8BOM)) // from files that were joined
	quoted, colon := false, -1
	for i, b := range line {
		if b == '"' {
			quoted = !quoted
		} else if b == ':' && !quoted {
			colon = i
			break
		}
	}
	if colon < 0 {
		return "", nil, nil
	}
	params = strings.Split(string(line[:colon]), ";")
	name = params[0]
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		name = name[dot+1:]
	}
	return strings.ToUpper(strings.TrimSpace(name)), params[1:], line[colon+1:]
}

// lineReader gives whole lines: folded ones put together, quoted-printable ones as well.
type lineReader struct {
	r    *bufio.Reader
	held []byte // a line that has been read and not given out
	some bool   // there is one
}

// next is valid until the next call.
func (l *lineReader) next() ([]byte, error) {
	line, err := l.physical()
	if err != nil {
		return nil, err
	}
	line = bytes.Clone(line)
	limit := lineLimit(line)
	soft := bytes.Contains(bytes.ToUpper(line[:min(len(line), 200)]), []byte("QUOTED-PRINTABLE"))
	for {
		more, err := l.physical()
		switch {
		case errors.Is(err, io.EOF):
			return line, nil
		case err != nil:
			return nil, err
		case soft && bytes.HasSuffix(line, []byte("=")):
			line = append(line[:len(line)-1], more...)
		case len(more) > 0 && (more[0] == ' ' || more[0] == '\t'):
			line = append(line, more[1:]...)
		default:
			l.held, l.some = append(l.held[:0], more...), true
			return line, nil
		}
		line = line[:min(len(line), limit)]
	}
}

// physical is one line as it stands, without its end and cut at its limit.
func (l *lineReader) physical() ([]byte, error) {
	if l.some {
		l.some = false
		return l.held, nil
	}
	var line []byte
	limit := maxLine
	for {
		part, err := l.r.ReadSlice('\n')
		if line == nil {
			limit = lineLimit(part)
		}
		line = append(line, part[:min(len(part), limit-len(line))]...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && len(line) == 0:
			return nil, err
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		return bytes.TrimSuffix(line, []byte("\n")), nil
	}
}
