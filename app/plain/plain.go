// Package plain makes harmless text of what strangers sent: callers' names, address books, answers of a server.
// Nothing in it moves a cursor, changes colours or the direction of writing, is invisible, or piles up over the
// lines above. Functions here may be called from any goroutine.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many accents one letter keeps.
const maxMarks = 3

// Unwelcome reports whether a character is no text or can't be seen: control and format characters, among them
// those that turn the direction of writing, and invalid bytes. Of blanks only the ordinary one is welcome.
func Unwelcome(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }

// Clean replaces blanks and line ends by a space each and drops what is unwelcome; all else stays as it is. It
// returns text that needs nothing unchanged and without allocating.
func Clean(text string) string {
	if strings.IndexFunc(text, Unwelcome) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case Unwelcome(r):
			return -1
		}
		return r
	}, text)
}

// Line is a text as one line of at most most characters, the last of them an ellipsis where something is missing;
// most ≤ 0 is no limit. Runs of blanks become one.
func Line(text string, most int) string {
	return Cut(collapse(strings.Join(strings.Fields(text), " ")), most)
}

// Lines is a text that keeps its line ends, with no more than one empty line in a row, and else as Line.
func Lines(text string, most int) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	var kept []string
	for l := range strings.SplitSeq(text, "\n") {
		l = Line(l, 0)
		if l != "" || len(kept) > 0 && kept[len(kept)-1] != "" {
			kept = append(kept, l)
		}
	}
	return Cut(strings.TrimSpace(strings.Join(kept, "\n")), most)
}

// Cut shortens a text to at most most characters, the last of them an ellipsis; most ≤ 0 is no limit.
func Cut(text string, most int) string {
	if most <= 0 || utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}

// collapse drops what is unwelcome and the accents that are too many.
func collapse(text string) string {
	marks := 0
	text = strings.Map(func(r rune) rune {
		marks++
		if !unicode.Is(unicode.M, r) {
			marks = 0
		}
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case Unwelcome(r), marks > maxMarks:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
