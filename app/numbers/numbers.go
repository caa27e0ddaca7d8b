// Package numbers reads telephone numbers the way people and platforms write them: it tells which of
// them are the same, shows them as a reader in one country expects, and makes of typed or pasted
// text what can be dialled.
//
// A Book may be used from any goroutine.
package numbers

import (
	"slices"
	"strings"
	"sync"

	"github.com/nyaruka/phonenumbers"
)

// maxKnown bounds what a Book remembers; more distinct numbers than that start it afresh.
const maxKnown = 50_000

// fewestPossible is how many digits a number within the country has at least, its 0 included.
const fewestPossible = 6

// longestPrefix is how many digits are dialled for a line outside at most.
const longestPrefix = 3

// Book reads numbers as they are written in one country, and remembers what it has read.
type Book struct {
	country string

	mu      sync.Mutex // guards what follows
	known   map[string]entry
	learned map[string]string // ways to dial a number, by their digits, and the number
	prefix  string            // for a line outside, as the newest item showed it
}

type entry struct{ key, shown string }

// NewBook makes a book for a country, as two letters. Without one only numbers with their own
// country code are understood; the others stay as they are.
func NewBook(country string) *Book {
	return &Book{country: strings.ToUpper(country), known: map[string]entry{}, learned: map[string]string{}}
}

// Country is the two letters of the book's country, or "".
func (b *Book) Country() string { return b.country }

// Key is the same for all ways to write one number: E.164 where it is a public number, else its
// digits, as with extensions. It is "" where there is no digit.
func (b *Book) Key(raw string) string { return b.look(raw).key }

// Show is a number for reading: in national form within the country, else in international form.
func (b *Book) Show(raw string) string { return b.look(raw).shown }

// Learn notes that dialling reaches the same line as number: platforms put a prefix before what is
// dialled to get a line outside.
func (b *Book) Learn(dialling, number string) {
	d := Digits(dialling)
	if d == "" || number == "" || d == Digits(number) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if old, ok := b.learned[d]; ok && old == number || len(b.learned) >= maxKnown {
		return
	}
	b.learned[d] = number
	if prefix := prefixOf(dialling, number, b.callingCode()); prefix != "" && len(prefix) <= longestPrefix {
		b.prefix = prefix
	}
}

func (b *Book) look(raw string) entry {
	raw, e, ok := b.recall(raw)
	if ok {
		return e
	}
	e = b.read(raw)
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.known) >= maxKnown {
		clear(b.known)
	}
	b.known[raw] = e
	return e
}

// recall is the number that is reached by what was learned to be a way to dial, and what is known of it.
func (b *Book) recall(raw string) (number string, e entry, known bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	number = raw
	if learned, ok := b.learned[Digits(raw)]; ok && !strings.HasPrefix(raw, "+") {
		number = learned
	}
	e, known = b.known[number]
	return number, e, known
}

func (b *Book) read(raw string) entry {
	as := entry{key: Digits(raw), shown: raw}
	if strings.ContainsAny(raw, "*#;,@") {
		return as // a code or an address
	}
	n, ok := b.parse(raw)
	if !ok {
		return as
	}
	form := phonenumbers.INTERNATIONAL
	if b.country != "" && int(n.GetCountryCode()) == phonenumbers.GetCountryCodeForRegion(b.country) {
		form = phonenumbers.NATIONAL
	}
	return entry{key: phonenumbers.Format(n, phonenumbers.E164), shown: phonenumbers.Format(n, form)}
}

// parse reads a number as it is; else, where it begins with zeros, as an international one, perhaps
// after a prefix for a line outside.
func (b *Book) parse(raw string) (*phonenumbers.PhoneNumber, bool) {
	tries := []string{raw}
	digits := Digits(raw)
	for _, prefix := range []string{"000", "00"} {
		if rest, ok := strings.CutPrefix(digits, prefix); ok && !strings.HasPrefix(raw, "+") {
			tries = append(tries, "+"+rest)
		}
	}
	if rest, ok := strings.CutPrefix(digits, "0"); ok && b.country != "" {
		tries = append(tries, rest)
	}
	international := strings.HasPrefix(raw, "+") // no more doubt what is meant: new ranges and made-up ones count too
	for _, try := range tries {
		n, err := phonenumbers.Parse(try, b.country)
		if err == nil && (phonenumbers.IsValidNumber(n) || international && phonenumbers.IsPossibleNumber(n)) {
			return n, true
		}
	}
	return b.possible(raw, digits)
}

// possible is a number that is in no range known to be in use, but written as one within the country.
func (b *Book) possible(raw, digits string) (*phonenumbers.PhoneNumber, bool) {
	if b.country == "" || len(digits) < fewestPossible || digits[0] != '0' || digits[1] == '0' ||
		strings.HasPrefix(raw, "+") {
		return nil, false
	}
	n, err := phonenumbers.Parse(raw, b.country)
	if err != nil || phonenumbers.IsPossibleNumberWithReason(n) != phonenumbers.IS_POSSIBLE {
		return nil, false
	}
	return n, true
}

// Digits are the digits of a text.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// CountryOf is the country of a number in E.164 form, or "".
func CountryOf(e164 string) string {
	if !strings.HasPrefix(e164, "+") {
		return ""
	}
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return ""
	}
	region := phonenumbers.GetRegionCodeForNumber(n)
	if len(region) != 2 || region == phonenumbers.UNKNOWN_REGION {
		return ""
	}
	return region
}

// Countries are those whose numbers are known, as two letters, in their order.
func Countries() []string {
	var all []string
	for country := range phonenumbers.GetSupportedRegions() {
		if len(country) == 2 {
			all = append(all, country)
		}
	}
	slices.Sort(all)
	return all
}

// CountryFor is where numbers are read, as two letters: as the settings say, else where the user's own number is,
// else where the system is, as in "de-AT".
func CountryFor(setting, own, locale string) string {
	if setting != "" {
		return setting
	}
	if country := CountryOf(own); country != "" {
		return country
	}
	if parts := strings.FieldsFunc(locale, func(r rune) bool {
		return strings.ContainsRune("-_.@",
			r)
	}); len(parts) > 1 && len(parts[1]) == 2 {
		return parts[1]
	}
	return ""
}
