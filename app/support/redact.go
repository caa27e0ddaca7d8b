package support

import (
	"regexp"
	"strings"
	"sync"
)

// gone stands where something was taken out.
const gone = "(left out)"

// redactor takes out of texts what a stranger must not read. The zero value knows the shapes of
// secrets only.
type redactor struct {
	known []*regexp.Regexp // texts that are secret here: login, home folder
}

// newRedactor also takes out these texts, in any case. Those under three characters are left: they would
// be found everywhere.
func newRedactor(secrets ...string) *redactor {
	r := &redactor{}
	for _, text := range secrets {
		if len(text) >= 3 {
			// Where a text is quoted, backslashes of a folder of Windows are doubled.
			r.known = append(r.known, regexp.MustCompile(`(?i)`+strings.ReplaceAll(regexp.QuoteMeta(text), `\\`,
				`[\\/]+`)))
		}
	}
	return r
}

// shape is what a secret looks like, and what stands in its place.
type shape struct {
	find *regexp.Regexp
	with string
}

// shapes are what secrets look like, in the order in which they are looked for.
var shapes = sync.OnceValue(func() []shape {
	return []shape{
		{regexp.MustCompile(`(?s)-----BEGIN [A-Z ]+-----(?:.*?-----END [A-Z ]+-----|[A-Za-z0-9+/=\s\\]*)`), gone},
		{regexp.MustCompile(`(?i)\b((?:set-)?cookie|authorization)\b(["']?\s*[:=]\s*)[^\n]*`), "$1$2" + gone},
		{regexp.MustCompile(`(?i)([\w-]*(?:password|passwd|pwd|secret|token|session-?id|api-?key)[\w-]*)(\\?["']?\s*[:=]\s*)(\\"[^"\\\n]*\\?"|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'\\][^\s"']*)`), "$1$2" + gone},
		{regexp.MustCompile(`://[^/@\s"]+@`), "://" + gone + "@"},
		{regexp.MustCompile(`[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+`), gone},
		{regexp.MustCompile(`(https?://[^\s"?]*)\?[^\s"]*`), "$1?" + gone},
	}
})

// kept are texts that look like a number or a token and are none: times, durations, addresses in
// memory, the platform's version and build, and Windows' own.
var kept = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"istra(?:Version|BuildID)": "[\w.:+ -]{1,40}"|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?|\b0x[0-9a-f]{1,16}\b|\bWindows \d{1,2}\.\d\.\d{5}(?:\.\d{1,5})?\b|\b(?:\d+h)?(?:\d+m)?\d+\.\d+(?:ms|µs|s)\b`)
})

var (
	// number is five digits or more, perhaps in groups: no telephone number of the outside world is shorter.
	number = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\+?\d(?:(?:[-. /()\x{a0}\x{2010}-\x{2013}]|%20|%2[dD]){0,2}\d){4,}`)
	})
	// token is long, and letters and digits in one.
	token = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z0-9_+=-]{20,}`) })
)

// redact gives the text without what is secret in it.
func (r *redactor) redact(text string) string {
	for _, s := range shapes() {
		text = s.find.ReplaceAllString(text, s.with)
	}
	for _, secret := range r.known {
		text = secret.ReplaceAllLiteralString(text, gone)
	}
	return around(text, kept(), func(part string) string {
		part = token().ReplaceAllStringFunc(part, func(word string) string {
			if strings.ContainsAny(word, "0123456789") && strings.ContainsAny(strings.ToLower(word),
				"abcdefghijklmnopqrstuvwxyz") {
				return gone
			}
			return word
		})
		return number().ReplaceAllStringFunc(part, shortened)
	})
}

// shortened leaves the last two digits, by which two numbers can be told apart.
func shortened(number string) string { return "…" + number[len(number)-2:] }

// around changes the parts of a text that a pattern does not match.
func around(text string, keep *regexp.Regexp, change func(string) string) string {
	var b strings.Builder
	at := 0
	for _, match := range keep.FindAllStringIndex(text, -1) {
		b.WriteString(change(text[at:match[0]]))
		b.WriteString(text[match[0]:match[1]])
		at = match[1]
	}
	b.WriteString(change(text[at:]))
	return b.String()
}
