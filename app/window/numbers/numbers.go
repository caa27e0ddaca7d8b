// Package numbers reads telephone numbers the way people and platforms write them: it tells which of
// them are the same, shows them as a reader in one country expects, and makes of typed or pasted
// text what can be dialled.
//
// A Book may be used from any goroutine.
package numbers

import (
	"strings"
	"sync"

	"github.com/nyaruka/phonenumbers"
)

// maxKnown bounds what a Book remembers; more distinct numbers than that start it afresh.
const maxKnown = 50_000

// Book reads numbers as they are written in one country, and remembers what it has read.
type Book struct {
	country string

	mu    sync.Mutex // guards known
	known map[string]entry
}

type entry struct{ key, shown string }

// NewBook makes a book for a country, as two letters. Without one only numbers with their own
// country code are understood; the others stay as they are.
func NewBook(country string) *Book {
	return &Book{country: strings.ToUpper(country), known: map[string]entry{}}
}

// Country is the two letters of the book's country, or "".
func (b *Book) Country() string { return b.country }

// Key is the same for all ways to write one number: E.164 where it is a public number, else its
// digits, as with extensions. It is "" where there is no digit.
func (b *Book) Key(raw string) string { return b.look(raw).key }

// Show is a number for reading: in national form within the country, else in international form.
func (b *Book) Show(raw string) string { return b.look(raw).shown }

func (b *Book) look(raw string) entry {
	b.mu.Lock()
	e, ok := b.known[raw]
	b.mu.Unlock()
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

func (b *Book) read(raw string) entry {
	as := entry{key: Digits(raw), shown: raw}
	if strings.ContainsAny(raw, "*#;,@") {
		return as // a code or an address
	}
	n, err := phonenumbers.Parse(raw, b.country)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return as
	}
	form := phonenumbers.INTERNATIONAL
	if b.country != "" && int(n.GetCountryCode()) == phonenumbers.GetCountryCodeForRegion(b.country) {
		form = phonenumbers.NATIONAL
	}
	return entry{key: phonenumbers.Format(n, phonenumbers.E164), shown: phonenumbers.Format(n, form)}
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
