package control

import (
	"strings"
	"unicode"

	"istratray/app/tel"
)

// What people type, paste or pipe may hold invisible characters: blanks, a byte order mark, characters that
// turn the direction of writing, digits as wide as a Chinese character. Each of them would cost an attempt to
// sign in, of which a platform grants few.

// Cleaned is the request as it was meant. Its password is empty where nothing visible was in it.
func (r SignInRequest) Cleaned() SignInRequest {
	r.Server = strings.ReplaceAll(cleaned(r.Server), " ", "")
	r.Login = cleaned(r.Login)
	r.Password = cleanedSecret(r.Password)
	r.TrustKey = cleaned(r.TrustKey)
	return r
}

// cleaned takes out what is invisible, and blanks around; wide characters become the usual ones.
func cleaned(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u3000':
			return ' '
		case invisible(r):
			return -1
		case '\uFF01' <= r && r <= '\uFF5E':
			return r - '\uFF01' + '!'
		}
		return r
	}, text))
}

// cleanedSecret is for passwords and codes. Those of the platform are digits, in whatever groups and script
// they are written; of another one only what is around it is taken away.
func cleanedSecret(text string) string {
	digits := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), invisible(r), unicode.Is(unicode.Pd, r):
			return -1
		}
		return tel.Digit(r)
	}, text)
	if digits != "" && strings.Trim(digits, "0123456789") == "" {
		return digits
	}
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || invisible(r) })
}

func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}
