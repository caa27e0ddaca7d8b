package history

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ligatures are the letters that Unicode does not take apart.
var ligatures = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "þ",
	"th", "ð", "d", "ı", "i")

// Fold makes texts comparable: small letters without accents.
func Fold(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= 0x80 {
			ascii = false
			break
		}
	}
	text = strings.ToLower(text)
	if ascii {
		return text
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return ligatures.Replace(bare)
}

// mostFolded is how many texts a Folded remembers before it begins again.
const mostFolded = 20_000

// Folded remembers texts as Fold makes them, by the text: long ones need not be folded with each letter that is typed.
type Folded map[string]string

func (f Folded) of(text string) string {
	if f == nil || text == "" {
		return Fold(text)
	}
	folded, ok := f[text]
	if !ok {
		if len(f) >= mostFolded {
			clear(f)
		}
		folded = Fold(text)
		f[text] = folded
	}
	return folded
}

// digits are the digits of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
