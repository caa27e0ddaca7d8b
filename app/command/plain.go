package command

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"istratray/app/plain"
)

const maxText = 200 // characters of a text

// oneLine makes a text that may hold anything fit for a terminal.
func oneLine(text string) string { return plain.Line(text, maxText) }

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
