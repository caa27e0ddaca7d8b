package istraclient

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// The platform types its JSON loosely (API notes, section 5). The types below take every form it
// uses for a value; what makes no sense is the zero value, never an error.

// text is a string that may come as a number: ids keep all their digits.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
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

func parseNumber(s string) number {
	s = strings.TrimSpace(s)
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return number(i)
	}
	if s == "true" {
		return 1
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) >= 1<<53 {
		return 0
	}
	return number(f)
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

// instant is a UNIX time: eleven digits or more are milliseconds.
type instant struct{ time.Time }

func (i *instant) UnmarshalJSON(data []byte) error {
	var t text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	i.Time = parseInstant(strings.TrimSpace(string(t)))
	return nil
}

// latest is the last time that RFC 3339 and JSON can write.
var latest = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

func parseInstant(s string) time.Time {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n <= 0 {
		return time.Time{}
	}
	t := time.Unix(n, 0)
	if len(whole) >= 11 {
		t = time.UnixMilli(n)
	}
	if t.After(latest) {
		return time.Time{}
	}
	return t
}

// many is a list that may come as one element alone. Elements of another shape are left out.
type many[T any] []T

func (m *many[T]) UnmarshalJSON(data []byte) error {
	elements, _ := elementsOf(data)
	*m = decodeMany[T](elements)
	return nil
}

// elementsOf takes a list apart; false means that there is none.
func elementsOf(data []byte) (elements []json.RawMessage, isList bool) {
	switch {
	case bytes.HasPrefix(data, []byte("{")):
		return []json.RawMessage{data}, true
	case bytes.HasPrefix(data, []byte("[")), string(data) == "null":
		return elements, json.Unmarshal(data, &elements) == nil
	}
	return nil, false
}

func decodeMany[T any](elements []json.RawMessage) many[T] {
	values := make(many[T], 0, len(elements))
	for _, element := range elements {
		var value T
		if bytes.HasPrefix(element, []byte("{")) && json.Unmarshal(element, &value) == nil {
			values = append(values, value)
		}
	}
	return values
}

// looksLikeNumber reports whether a label is a telephone number.
func looksLikeNumber(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789+*#-./() ") == ""
}
