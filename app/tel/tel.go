// Package tel reads telephone numbers out of tel: and callto: links, which web pages and other
// programs hand over. What they hold is foreign: the result is a number to show and ask about, made
// of digits with perhaps a + before them, or an error. It has no state.
package tel

import (
	"net/url"
	"strings"
	"unicode"
)

// maxDigits is more than any number has: E.164 allows 15, an outside prefix adds a few.
const maxDigits = 32

// Reason classes a LinkError.
type Reason int

// What a link can have against it.
const (
	NoLink   Reason = iota // neither tel: nor callto:
	NoNumber               // nothing to dial in it, or something that is no number
	Code                   // * or #: such codes change a phone's settings
	TooLong
)

// LinkError says why nothing can be dialled from a link. It does not repeat the link.
type LinkError struct{ Reason Reason }

func (e *LinkError) Error() string {
	switch e.Reason {
	case NoLink:
		return "this is not a tel: or callto: link"
	case Code:
		return "codes with * or # are not dialled from links: type them yourself if you trust them"
	case TooLong:
		return "the number in this link is too long"
	}
	return "there is no telephone number in this link"
}

// IsLink reports whether a text begins like a link that ParseLink is for.
func IsLink(text string) bool {
	_, ok := cutScheme(text)
	return ok
}

// ParseLink gives the number in a tel: or callto: link: digits, with a + before them if it is
// international. Separators and invisible characters are taken out, digits of other scripts become
// plain ones, parameters and extensions are left out. The error is a *LinkError.
func ParseLink(link string) (string, error) {
	text, ok := cutScheme(link)
	if !ok {
		return "", &LinkError{NoLink}
	}
	text = strings.TrimPrefix(text, "//")
	if end := strings.IndexAny(text, ";?,"); end >= 0 {
		text = text[:end]
	}
	text, err := url.PathUnescape(text)
	if err != nil {
		return "", &LinkError{NoNumber}
	}
	return number(strings.TrimSpace(text))
}

func cutScheme(link string) (rest string, ok bool) {
	link = strings.TrimFunc(link, func(r rune) bool { return unicode.IsSpace(r) || Invisible(r) })
	for _, scheme := range []string{"tel:", "callto:"} {
		if len(link) >= len(scheme) && strings.EqualFold(link[:len(scheme)], scheme) {
			return link[len(scheme):], true
		}
	}
	return "", false
}

func number(text string) (string, error) {
	var b strings.Builder
	for _, r := range withoutTrunkZero(strings.Map(Plain, text)) {
		switch {
		case r >= '0' && r <= '9', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case r == '*' || r == '#':
			return "", &LinkError{Code}
		case !separator(r):
			return "", &LinkError{NoNumber}
		}
	}
	digits := strings.TrimPrefix(b.String(), "+")
	switch {
	case digits == "":
		return "", &LinkError{NoNumber}
	case len(digits) > maxDigits:
		return "", &LinkError{TooLong}
	}
	return b.String(), nil
}

// withoutTrunkZero drops the (0) of +44 (0)20…, which is dialled only inside of the country.
func withoutTrunkZero(number string) string {
	if strings.HasPrefix(number, "+") {
		return strings.Replace(number, "(0)", "", 1)
	}
	return number
}

// separator reports whether a character only makes a number easier to read.
func separator(r rune) bool {
	switch r {
	case '-', '.', '(', ')', '/', '\u2010', '\u2011', '\u2012', '\u2013':
		return true
	}
	return unicode.Is(unicode.Zs, r)
}
