package numbers

import (
	"strings"

	"istratray/app/tel"
)

// Dialable makes of a text what can be dialled: digits, with a plus before them where it was
// there. Spaces, brackets and other punctuation go; so does the (0) within an international
// number. ok is false where the text is no number, as with letters in it. With codes, as when
// someone types, * and # stay; pasted text and links must not bring any.
func Dialable(text string, codes bool) (number string, ok bool) {
	text = strings.TrimSpace(text)
	if tel.IsLink(text) {
		number, err := tel.ParseLink(text)
		return number, err == nil
	}
	if strings.HasPrefix(text, "+") {
		text = strings.Replace(text, "(0)", "", 1)
	}
	var out strings.Builder
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9', r == '+' && i == 0, codes && (r == '*' || r == '#'):
			out.WriteRune(r)
		case !strings.ContainsRune(" -–.()/[]\u00A0\u2011\t", r):
			return "", false
		}
	}
	number = out.String()
	return number, strings.ContainsAny(number, "0123456789")
}
