package parts

import (
	"strings"
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
)

// mark stands for letters that no font of this machine has.
const mark = "□"

// nowhere is a character in no font.
const nowhere = '\U0010FFFE'

// Drawn is a text as this machine can draw it: a stretch of letters that no font has becomes one mark. Latin,
// Greek and Cyrillic letters are in the window's own font.
func Drawn(text string) string {
	if !strings.ContainsFunc(text, foreign) {
		return text
	}
	var out, gap strings.Builder // gap: the spaces since the mark, which one more letter like it swallows
	missing := false
	for _, r := range text {
		switch {
		case missing && (unicode.IsSpace(r) || unicode.In(r, unicode.M, unicode.Cf)):
			gap.WriteRune(r)
		case foreign(r) && !hasGlyph(r):
			if !missing {
				out.WriteString(mark)
			}
			missing = true
			gap.Reset()
		default:
			out.WriteString(strings.TrimLeftFunc(gap.String(), func(r rune) bool { return !unicode.IsSpace(r) }))
			gap.Reset()
			missing = false
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Legible reports whether any letter or digit of a text can be drawn.
func Legible(text string) bool {
	return strings.ContainsFunc(Drawn(text), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// foreign reports whether a character may be missing in the window's own font.
func foreign(r rune) bool {
	return r >= 0x0530 && (r < 0x1E00 || r > 0x206F) && string(r) != mark &&
		!unicode.In(r, unicode.M, unicode.Cf, unicode.Z)
}

// glyphs are the characters that were looked for, and whether there was a glyph: looking takes a while.
var glyphs sync.Map

// hasGlyph reports whether a font of this machine has a character. Fyne doesn't tell, but gives what is missing
// the width of that in its first font: the same in two fonts of different widths is no accident.
func hasGlyph(r rune) bool {
	if has, known := glyphs.Load(r); known {
		return has.(bool)
	}
	has := false
	for _, style := range []fyne.TextStyle{{}, {Monospace: true}} {
		const size = 1000
		width := func(r rune) float32 { return fyne.MeasureText(string(r), size, style).Width }
		has = has || width(r) != width(nowhere)
	}
	glyphs.Store(r, has)
	return has
}
