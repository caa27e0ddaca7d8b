package command

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxText  = 200 // characters of a text; the rest becomes an ellipsis
	maxMarks = 3   // accents on one letter
)

// plain makes one line out of a text that may hold anything: nothing in it moves the cursor,
// changes colours or the direction of writing, or is invisible.
func plain(text string) string {
	var b strings.Builder
	length, marks := 0, 0
	for _, r := range strings.Join(strings.Fields(text), " ") {
		marks++
		if !unicode.Is(unicode.M, r) {
			marks = 0
		}
		switch {
		case unicode.Is(unicode.Zs, r):
			r = ' '
		case !unicode.IsGraphic(r), r == utf8.RuneError, marks > maxMarks:
			continue
		}
		if length == maxText {
			return b.String() + "…"
		}
		b.WriteRune(r)
		length++
	}
	return b.String()
}

// plainJSON escapes in JSON what a terminal would take for more than text. Programs read the same
// values out of it.
func plainJSON(text []byte) []byte {
	var out []byte
	for _, r := range string(text) {
		switch {
		case r == '\n' || r == '\t' || unicode.IsGraphic(r):
			out = utf8.AppendRune(out, r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}
