package numbers

import (
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// fewestAlike is how many digits two numbers need to have in common when nothing is known of a country.
const fewestAlike = 7

// KeyOnce is Key without remembering the number: for address books, which are read once.
func (b *Book) KeyOnce(raw string) string {
	b.mu.Lock()
	number, other := b.learned[Digits(raw)]
	b.mu.Unlock()
	if other && !strings.HasPrefix(raw, "+") {
		raw = number
	}
	return b.read(raw).key
}

// Alike reports whether two keys can be one number though one of them lacks its country: it is as written
// within the country, or the country isn't known.
func (b *Book) Alike(a, c string) bool {
	if strings.HasPrefix(c, "+") {
		a, c = c, a
	}
	if a == c || strings.HasPrefix(c, "+") || a == "" || c == "" {
		return a == c && a != ""
	}
	international, national := a, strings.TrimLeft(c, "0")
	if code := b.callingCode(); code != "" && strings.HasPrefix(c, "0") && international == code+national {
		return true
	}
	if rest, ok := strings.CutPrefix(c, "00"); ok && international == "+"+rest {
		return true
	}
	return len(national) >= fewestAlike && strings.HasSuffix(strings.TrimLeft(international, "0"), national)
}

// callingCode is +49 for example, "" without a country.
func (b *Book) callingCode() string {
	code := phonenumbers.GetCountryCodeForRegion(b.country)
	if code == 0 {
		return ""
	}
	return "+" + strconv.Itoa(code)
}

// outside is what is dialled to get a line outside, as items show that have both the number and what to
// dial; "" while none did.
func (b *Book) outside() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.prefix
}

// prefixOf is what stands before a number in what is dialled to reach it; "" where that can't be told.
func prefixOf(dialling, number, code string) string {
	d := Digits(dialling)
	for _, form := range dialledForms(number, code) {
		if prefix, ok := strings.CutSuffix(d, form); ok && len(form) >= fewestAlike {
			return prefix
		}
	}
	return ""
}

// dialledForms are the ways to dial a number without a prefix, the likeliest first. Within the country of
// a calling code it has a 0 of its own, or none.
func dialledForms(number, code string) []string {
	all := Digits(number)
	national, own := strings.CutPrefix(number, code)
	switch {
	case own && code != "":
		return []string{"0" + strings.TrimLeft(Digits(national), "0"), "00" + all, all}
	case strings.HasPrefix(number, "+"):
		return []string{"00" + all}
	}
	return []string{all}
}

// KeyDialled is Key for what is dialled: the prefix for a line outside is taken off it first, once items
// have shown it.
func (b *Book) KeyDialled(raw string) string {
	b.mu.Lock()
	_, learned := b.learned[Digits(raw)]
	b.mu.Unlock()
	prefix := b.outside()
	if learned || prefix == "" || strings.HasPrefix(raw, "+") {
		return b.Key(raw)
	}
	rest, ok := strings.CutPrefix(Digits(raw), prefix)
	if !ok || len(rest) < fewestAlike {
		return b.Key(raw)
	}
	if key := b.Key(rest); strings.HasPrefix(key, "+") {
		return key
	}
	return b.Key(raw)
}
