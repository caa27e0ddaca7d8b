package numbers

import (
	"errors"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"istratray/app/tel"
)

// Verdict is what may be done with a number.
type Verdict int

// The verdicts.
const (
	Dial   Verdict = iota // it can be dialled
	Ask                   // it can be dialled once a person has said so
	Refuse                // it must not be dialled
)

// Reason says why a number is not simply dialled. The values are part of the socket's answers.
type Reason string

// The reasons: the last two ask, the others refuse.
const (
	Nothing   Reason = ""
	Empty     Reason = "empty"
	NoNumber  Reason = "no-number" // letters, control characters, nonsense
	Code      Reason = "code"      // * or #: such codes change a phone's settings
	Pause     Reason = "pause"     // digits that would be sent later, or parameters
	Address   Reason = "address"   // sip:, tel: and the like
	TooLong   Reason = "too-long"
	Emergency Reason = "emergency"
	Premium   Reason = "premium" // or shared cost
)

// RefusedError says why a text can't be dialled. It does not repeat the text.
type RefusedError struct{ Reason Reason }

func (e *RefusedError) Error() string { return "not a number to dial: " + string(e.Reason) }

// ReasonOf is why an error of this package refuses; Nothing for any other error.
func ReasonOf(err error) Reason {
	var e *RefusedError
	if errors.As(err, &e) {
		return e.Reason
	}
	return Nothing
}

// reasonOf is why a link is refused.
func reasonOf(err error) Reason {
	var e *tel.LinkError
	if !errors.As(err, &e) {
		return NoNumber
	}
	switch e.Reason {
	case tel.Code:
		return Code
	case tel.TooLong:
		return TooLong
	}
	return NoNumber
}

// Checked is the gate's verdict on a number.
type Checked struct {
	Verdict Verdict
	Reason  Reason
	Number  string // what would be dialled; "" when refused
	Shown   string // the same for reading; when refused the text as it came
}

// Check is the gate for every number that the person did not type: what callers, the platform, links
// and the clipboard bring. It is cleaned; codes, pauses, addresses and nonsense are refused,
// emergency numbers and those that cost extra are asked about.
func (b *Book) Check(raw string) Checked {
	number, err := clean(strings.Trim(raw, " \t"), false)
	return b.judge(raw, number, err)
}

// CheckTyped is the gate for what a person typed: codes pass, and a link gives its number.
func (b *Book) CheckTyped(text string) Checked {
	number, err := Typed(text)
	return b.judge(text, number, err)
}

func (b *Book) judge(raw, number string, err error) Checked {
	if err != nil {
		return Checked{Verdict: Refuse, Reason: ReasonOf(err), Shown: raw}
	}
	c := Checked{Number: number, Shown: b.showDialled(number)}
	switch {
	case HasCode(number):
	case b.emergency(number):
		c.Verdict, c.Reason = Ask, Emergency
	case b.premium(number):
		c.Verdict, c.Reason = Ask, Premium
	}
	return c
}

// showDialled is a number for reading, as it is dialled: what was learned of it counts only where it ends alike, so
// that a number reads the same before and after it was learned.
func (b *Book) showDialled(number string) string {
	for _, shown := range []string{b.Show(number), b.read(number).shown} {
		if SameLine(shown, number) {
			return shown
		}
	}
	return number
}

// SameLine reports whether two ways to dial end in the same digits, as those with different prefixes do. Short ones,
// which are extensions, must have the same digits.
func SameLine(a, b string) bool {
	const telling, fewest = 9, 7
	a, b = strings.TrimLeft(Digits(a), "0"), strings.TrimLeft(Digits(b), "0")
	n := min(len(a), len(b), telling)
	if n < fewest {
		return a == b
	}
	return a[len(a)-n:] == b[len(b)-n:]
}

// lines are the prefixes that platforms want before a number outside, and none.
var lines = []string{"", "0", "00", "9", "8", "000"}

// withoutLine are all that a number may mean: itself, and what follows a prefix for a line outside.
func withoutLine(number string) (meant []string) {
	for _, prefix := range lines {
		if rest, ok := strings.CutPrefix(number, prefix); ok && rest != "" {
			meant = append(meant, rest)
		}
	}
	return meant
}

// Numbers that mobile phones take for an emergency, whatever the country (3GPP TS 22.101, 10.1): the first
// two always, the others as long as it is not known.
var (
	worldwide = []string{"112", "911", "999"}
	anywhere  = []string{"000", "08", "110", "118", "119"}
)

func (b *Book) emergency(number string) bool {
	if abroad, ok := strings.CutPrefix(number, "+"); ok {
		return b.emergencyAbroad(abroad)
	}
	for _, meant := range withoutLine(number) {
		if b.rescue(meant) {
			return true
		}
	}
	return false
}

// rescue reports whether digits are an emergency number here.
func (b *Book) rescue(digits string) bool {
	for _, known := range worldwide {
		if digits == known {
			return true
		}
	}
	if b.country != "" {
		return phonenumbers.IsEmergencyNumber(digits, b.country)
	}
	for _, known := range anywhere {
		if digits == known {
			return true
		}
	}
	return false
}

// emergencyAbroad is for a number with a plus: that of a country, or of none.
func (b *Book) emergencyAbroad(digits string) bool {
	if b.rescue(digits) {
		return true
	}
	for n, code := 1, 0; n <= 3 && n < len(digits); n++ {
		code = code*10 + int(digits[n-1]-'0')
		region := phonenumbers.GetRegionCodeForCountryCode(code)
		if region != phonenumbers.UNKNOWN_REGION && phonenumbers.IsEmergencyNumber(digits[n:], region) {
			return true
		}
	}
	return false
}

// homes are the countries whose premium numbers count where no country is known: a number that would be one in any of
// them, such as 0900 and 1-900, is asked about.
var homes = []string{"DE", "FR", "GB", "US", "IT", "ES", "NL", "BE", "CH", "AT", "AU"}

// premium reports whether a number costs more than others do.
func (b *Book) premium(number string) bool {
	meant := withoutLine(number)
	if costsExtra(meant, b.country) {
		return true
	}
	if b.country != "" || strings.HasPrefix(number, "+") {
		return false
	}
	national := slices.DeleteFunc(meant, func(m string) bool {
		return !strings.HasPrefix(m, "0") && !strings.HasPrefix(m, "1900")
	})
	return slices.ContainsFunc(homes, func(home string) bool { return costsExtra(national, home) })
}

// costsExtra is premium in one country, for all that a number may mean. What is a number as it stands has no prefix for
// a line.
func costsExtra(all []string, country string) bool {
	for _, meant := range all {
		for _, form := range []string{meant, "+" + strings.TrimLeft(meant, "0")} {
			switch n, err := phonenumbers.Parse(form, country); {
			case err != nil, form != meant && !strings.HasPrefix(meant, "00"):
			case phonenumbers.IsValidNumber(n):
				kind := phonenumbers.GetNumberType(n)
				return kind == phonenumbers.PREMIUM_RATE || kind == phonenumbers.SHARED_COST
			}
		}
	}
	return false
}
