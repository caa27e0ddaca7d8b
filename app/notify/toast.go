package notify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// toastText makes plain text harmless for what beeep builds around it: on Windows an XML CDATA
// section, which may end up inside an expandable PowerShell string; on macOS an AppleScript string
// with Go's escapes, or an argument read as a property list. A character that has a meaning there is
// replaced by one that looks alike and has none.
func toastText(s string) string {
	s = strings.Map(lookalike, s)
	s = strings.ReplaceAll(s, "]]>", "]]›")
	first, size := utf8.DecodeRuneInString(s)
	if alike, ok := leading[first]; ok {
		s = string(alike) + s[size:]
	}
	return s
}

// PowerShell expands $ and ` and takes typographic quotes for plain ones. What is not printable would
// reach AppleScript as an escape that it does not know.
func lookalike(r rune) rune {
	switch r {
	case '$':
		return '＄'
	case '`':
		return 'ˋ'
	case '"', '“', '”', '„', '‟':
		return '″'
	}
	if r != '\n' && !unicode.IsPrint(r) {
		return ' '
	}
	return r
}

// leading are the characters that make an argument an option or a property list.
var leading = map[rune]rune{'-': '‐', '(': '（', '{': '｛', '[': '［', '<': '‹', '@': '＠'}
