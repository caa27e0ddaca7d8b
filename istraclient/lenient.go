package istraclient

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The platform types its JSON loosely. The types below take every form it
// uses for a value; what makes no sense is the zero value, never an error.

// text is a string that may come as a number: ids keep all their digits. One that is too long for an id, a
// number or an address is none.
type text string

const maxText = 512 // bytes

func (t *text) UnmarshalJSON(data []byte) error {
	err := t.decode(data)
	if len(*t) > maxText {
		*t = ""
	}
	return err
}

// decode takes any length.
func (t *text) decode(data []byte) error {
	*t = ""
	switch data[0] {
	case '"':
		var s string
		err := json.Unmarshal(data, &s)
		*t = text(s)
		return err
	case 't', 'f', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		*t = text(data)
	}
	return nil
}

// number is an integer that may come as a string, with a fraction, or as a boolean.
type number int64

func (n *number) UnmarshalJSON(data []byte) error {
	var t text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	*n = parseNumber(string(t))
	return nil
}

// parseNumber is 0 for anything that is not a number.
func parseNumber(s string) number {
	n, _ := readNumber(s)
	return n
}

func readNumber(s string) (number, bool) {
	s = strings.TrimSpace(s)
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return number(i), true
	}
	if s == "true" {
		return 1, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) >= 1<<53 {
		return 0, false
	}
	return number(f), true
}

// count is a number that can't be negative, nor larger than an int on any system.
func (n number) count() int { return int(max(0, min(n, math.MaxInt32))) }

// seconds is a length of time that can't be negative.
func (n number) seconds() time.Duration { return time.Duration(n.count()) * time.Second }

// flag is a boolean that may come as a string or a number.
type flag bool

func (f *flag) UnmarshalJSON(data []byte) error {
	var t text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	s := strings.ToLower(strings.TrimSpace(string(t)))
	*f = flag(s == "true" || parseNumber(s) != 0)
	return nil
}

// label is a text to show. A long one is cut.
type label string

// maxLabel is how many characters of a label are kept.
const maxLabel = 256

func (l *label) UnmarshalJSON(data []byte) error {
	var t text
	err := t.decode(data)
	*l = label(shortened(string(t), maxLabel))
	return err
}

// shortened is a text of at most so many characters, the last of them … where some are missing.
func shortened(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	runes := 0
	for at := range s {
		if runes++; runes == limit {
			if _, size := utf8.DecodeRuneInString(s[at:]); at+size == len(s) {
				return s
			}
			return s[:at] + "…"
		}
	}
	return s
}

// many is a list that may come as one element alone. Elements of another shape are left out.
type many[T any] []T

func (m *many[T]) UnmarshalJSON(data []byte) error {
	*m = nil
	if !bytes.HasPrefix(data, []byte("[")) {
		m.add(data)
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	_, err := d.Token()
	for n := 0; err == nil && d.More() && n < maxMany; n++ {
		var element json.RawMessage
		if err = d.Decode(&element); err == nil {
			m.add(element)
		}
	}
	return err
}

func (m *many[T]) add(element []byte) {
	var value T
	if bytes.HasPrefix(element, []byte("{")) && json.Unmarshal(element, &value) == nil {
		*m = append(*m, value)
	}
}

// looksLikeNumber reports whether a label is a telephone number.
func looksLikeNumber(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789+*#-./() ") == ""
}
