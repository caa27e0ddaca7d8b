package numbers

import (
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"

	"istratray/app/tel"
)

// maxDialled is more than any number has: E.164 allows 15 digits, prefixes add a few.
const maxDialled = 32

// Typed makes of what a person typed or pasted what can be dialled: digits, with a plus before them where
// it was there, and the codes * and #. Invisible characters and punctuation go, so does the (0) within an
// international number; digits of any script become plain ones. A tel: link gives its number. The
// error is a *RefusedError.
func Typed(text string) (string, error) {
	if text = strings.TrimFunc(text, blank); tel.IsLink(text) {
		number, err := tel.ParseLink(text)
		if err != nil {
			return "", &RefusedError{reasonOf(err)}
		}
		return number, nil
	}
	return clean(text, true)
}

// blank reports whether a character may surround a number that was copied.
func blank(r rune) bool { return unicode.IsSpace(r) || tel.Invisible(r) }

// clean is what of a text can be dialled, or a *RefusedError.
func clean(text string, codes bool) (string, error) {
	if scheme(text) {
		return "", &RefusedError{Address}
	}
	text = strings.Map(tel.Plain, text)
	if strings.HasPrefix(text, "+") {
		text = strings.Replace(text, "(0)", "", 1)
	}
	var out strings.Builder
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9', r == '+' && out.Len() == 0, codes && (r == '*' || r == '#'):
			out.WriteRune(r)
		case !separates(r):
			return "", &RefusedError{why(r)}
		}
	}
	number := out.String()
	switch {
	case strings.Trim(number, "+") == "":
		return "", &RefusedError{Empty}
	case Digits(number) == "":
		return "", &RefusedError{NoNumber}
	case len(strings.TrimPrefix(number, "+")) > maxDialled:
		return "", &RefusedError{TooLong}
	}
	return number, nil
}

// scheme reports whether a text begins like an address: sip:, tel:, https:.
func scheme(text string) bool {
	head, _, ok := strings.Cut(strings.TrimFunc(text, blank), ":")
	return ok && head != "" && strings.Trim(strings.ToLower(head), "abcdefghijklmnopqrstuvwxyz") == ""
}

// separates reports whether a character only makes a number easier to read.
func separates(r rune) bool {
	return strings.ContainsRune("-.()/[]\t·−", r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Zs, r)
}

// why says what is wrong with a character that can't be dialled.
func why(r rune) Reason {
	switch r {
	case '*', '#':
		return Code
	case ',', ';':
		return Pause
	case '@', ':':
		return Address
	}
	return NoNumber
}

// HasCode reports whether a number is a code for the phone or the platform.
func HasCode(number string) bool { return strings.ContainsAny(number, "*#") }

// Unspelled makes digits of the letters of a number that spells a word, as a telephone's keypad has them:
// 1-800-FLOWERS is 1-800-3569377.
func Unspelled(number string) string { return phonenumbers.ConvertAlphaCharactersInNumber(number) }

// Trim takes blanks and invisible characters from around a text that was pasted.
func Trim(text string) string { return strings.TrimFunc(text, blank) }

// PIN makes plain digits of a password or code of digits, however it was pasted. What is more than digits and blanks is
// only trimmed.
func PIN(text string) string {
	text = Trim(text)
	var out strings.Builder
	for _, r := range text {
		switch p := tel.Plain(r); {
		case p >= '0' && p <= '9':
			out.WriteRune(p)
		case !blank(r):
			return text
		}
	}
	return out.String()
}
