package istratest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Dialect is how a deployment writes down what it has to say, and how much of it at a time.
// The zero value is the reference's own.
type Dialect struct {
	PageCap       int       // no page is longer, whatever is asked for; zero: any length
	IgnoreLength  bool      // a page holds all from its offset on
	IgnorePaging  bool      // each answer is the whole list
	Empty         EmptyList // what an empty page is; zero: an empty list
	Times         Times     // how times are written; zero: UNIX seconds
	Charset       string    // of JSON: ISO-8859-1 or windows-1252; zero: UTF-8
	HideCharset   bool      // it is not declared
	Priority      string    // of urgent messages; zero: urgent
	OtherPriority string    // of all others; zero: none

	BeanOnly    bool   // one item is at …/bean/{id} only
	LyingURIs   bool   // restUri has the form that isn't served
	MissingForm int    // status of that form; zero: 404
	StrayURI    string // each item's restUri leads there; zero: where the item is

	SoundType string // Content-Type of all sounds; zero: application/FORMAT
	NoSoundIn string // formats that have none, such as ogg,aac: SoundText comes with 200
	SoundText string // zero: an empty body

	StrictHeaders bool   // Content-Type is wanted for sounds, too
	NeedsFields   bool   // the caller ID can't be set without naming its fields (rt)
	TakenCallerID string // the number that is taken, whichever is asked for; zero: that one
}

// EmptyList is what a platform answers for a list without items.
type EmptyList string

// The forms of an empty list.
const (
	EmptyObject    EmptyList = "{}"
	EmptyNull      EmptyList = "null"
	EmptyArray     EmptyList = "[]"
	EmptyString    EmptyList = `{"count":0,"items":""}`
	EmptyNoContent EmptyList = "204"
	EmptyBytes     EmptyList = "nothing" // 200 without a body
)

// Times is how a platform writes times.
type Times string

// The ways of writing times.
const (
	TimesExponent   Times = "exponent" // 1.76E9
	TimesRFC3339    Times = "rfc3339"
	TimesUnreadable Times = "unreadable"
)

// window is the part of total items that an answer holds, for a request of it.
func (d Dialect) window(offset, length, total int) (from, to int) {
	if d.IgnorePaging {
		return 0, total
	}
	if d.PageCap > 0 {
		length = min(length, d.PageCap)
	}
	if d.IgnoreLength {
		length = total
	}
	from = min(offset, total)
	return from, min(from+length, total)
}

// emptyAnswer is the deployment's form of an empty list, and false where it has none of its own.
func (d Dialect) emptyAnswer() (answer, bool) {
	switch d.Empty {
	case "":
		return answer{}, false
	case EmptyNoContent:
		return answer{status: http.StatusNoContent}, true
	case EmptyBytes:
		return answer{status: http.StatusOK, sound: []byte{}}.with("Content-Type", "application/json"), true
	}
	return success(json.RawMessage(d.Empty)), true
}

// time writes a time in the deployment's way, and false where it has none of its own.
func (d Dialect) time(t time.Time) (any, bool) {
	switch d.Times {
	case TimesExponent:
		text := strconv.FormatFloat(float64(t.Unix()), 'E', -1, 64)
		return json.Number(strings.Replace(text, "E+0", "E", 1)), true
	case TimesRFC3339:
		return t.UTC().Format(time.RFC3339), true
	case TimesUnreadable:
		return "a while ago", true
	}
	return nil, false
}

// priority is what a message's mark is called; "" leaves it out.
func (d Dialect) priority(urgent bool) string {
	if urgent && d.Priority == "" {
		return "urgent"
	}
	if urgent {
		return d.Priority
	}
	return d.OtherPriority
}

// contentType is that of JSON.
func (d Dialect) contentType() string {
	switch {
	case d.HideCharset:
		return "application/json"
	case d.Charset != "":
		return "application/json;charset=" + d.Charset
	}
	return "application/json;charset=UTF-8"
}

// windowsMarks are the characters that Windows-1252 has beyond Latin-1, as far as names have them.
var windowsMarks = map[rune]byte{'€': 0x80, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '—': 0x97, 'Š': 0x8a,
	'š': 0x9a, 'Ž': 0x8e, 'ž': 0x9e}

// encodeText is JSON in the deployment's charset; what the charset lacks is escaped.
func (d Dialect) encodeText(text []byte) []byte {
	if d.Charset == "" {
		return text
	}
	var out []byte
	for _, r := range string(text) {
		mark, has := windowsMarks[r]
		switch {
		case has && strings.EqualFold(d.Charset, "windows-1252"):
			out = append(out, mark)
		case r < 0x80 || r >= 0xa0 && r < 0x100:
			out = append(out, byte(r))
		default:
			escaped := strconv.QuoteRuneToASCII(r) // '\u20ac' or '\U0001f600'
			if r > 0xffff {
				escaped = `'?'`
			}
			out = append(out, strings.Trim(escaped, "'")...)
		}
	}
	return out
}

// hasTextFor reports whether something else comes instead of the sound in a format.
func (d Dialect) hasTextFor(format string) bool {
	return slices.Contains(strings.Split(d.NoSoundIn, ","), format)
}

// soundAnswer is what comes for a message's sound in a format.
func (d Dialect) soundAnswer(sound []byte, format string) answer {
	if d.hasTextFor(format) {
		sound = []byte(d.SoundText)
	}
	kind := d.SoundType
	fill(&kind, "application/"+format)
	return answer{status: http.StatusOK, sound: sound}.with("Content-Type", kind)
}
