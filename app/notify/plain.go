package notify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts a notification takes, in characters.
const (
	maxTitle = 120
	maxBody  = 400
)

// line makes one line of plain text out of anything.
func line(s string, most int) string {
	return cut(strings.Join(strings.Fields(harmless(s)), " "), most)
}

// lines makes plain text out of anything and keeps its line breaks, though no more than one empty
// line in a row.
func lines(s string, most int) string {
	var kept []string
	for l := range strings.SplitSeq(harmless(s), "\n") {
		l = strings.Join(strings.Fields(l), " ")
		if l != "" || len(kept) > 0 && kept[len(kept)-1] != "" {
			kept = append(kept, l)
		}
	}
	return cut(strings.TrimSpace(strings.Join(kept, "\n")), most)
}

// harmless removes what changes how other text is read or is not text at all: control characters,
// invisible format characters (among them those that turn the direction of writing) and invalid
// bytes. Line ends become "\n", tabs a space.
func harmless(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || unicode.Is(unicode.Zs, r):
			return ' '
		case r == utf8.RuneError, !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, s)
}

// cut shortens s to at most most characters, the last of them an ellipsis.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// markup escapes plain text for services that read the body as markup. The five entities are those
// every such service knows.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace
