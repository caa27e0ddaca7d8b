package notify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bannerText makes plain text harmless for what beeep builds around it on macOS: an AppleScript string with Go's
// escapes, or an argument read as a property list. A character that has a meaning there is replaced by one that
// looks alike and has none.
func bannerText(s string) string {
	s = strings.Map(printable, s)
	first, size := utf8.DecodeRuneInString(s)
	if alike, ok := leading[first]; ok {
		s = string(alike) + s[size:]
	}
	return s
}

// printable removes characters that would reach AppleScript as an escape that it doesn't know.
func printable(r rune) rune {
	if r != '\n' && !unicode.IsPrint(r) {
		return ' '
	}
	return r
}

// leading are the characters that make an argument an option or a property list.
var leading = map[rune]rune{'-': '‐', '(': '（', '{': '｛', '[': '［', '<': '‹', '@': '＠'}
