package tel

import "unicode"

// Invisible tells what changes how a text looks at most: marks of direction and of byte order, blanks of no width.
func Invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// Plain is the plain form of a character: digits of every script, full-width ones too; -1 for what can't be seen.
func Plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= '！' && r <= '～': // the full-width forms of ASCII, in its order
		return r - '！' + '!'
	case unicode.Is(unicode.Nd, r):
		return Digit(r)
	case Invisible(r):
		return -1
	}
	return r
}

// Digit is the ASCII form of a digit of any script, and any other character as it is. Unicode has the digits of a
// script in a row, from 0 to 9.
func Digit(r rune) rune {
	for _, span := range unicode.Nd.R16 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return '0' + (r-rune(span.Lo))%10
		}
	}
	for _, span := range unicode.Nd.R32 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return '0' + (r-rune(span.Lo))%10
		}
	}
	return r
}
