package people

import (
	"strings"
	"unicode"
	"unique"

	"istratray/app/plain"
	"istratray/app/tel"
)

// Limits of what a book may say of one person. What is longer is cut, what is more is left out.
const (
	maxName    = 120 // characters
	maxNumber  = 40
	maxNumbers = 30
	maxPeople  = 50_000 // of one book
)

// Person is someone in an address book, as harmless text.
type Person struct {
	Name    string   `json:"n,omitempty"`
	Company string   `json:"c,omitempty"`
	Numbers []string `json:"t,omitempty"` // as they are written in the book
}

// cleaned makes harmless what a book says, and reports whether it is of any use: a person without a number doesn't
// count.
func (p Person) cleaned() (Person, bool) {
	p.Name, p.Company = plain.Line(p.Name, maxName), plain.Line(p.Company, maxName)
	if p.Name == "" {
		p.Name = p.Company
	}
	var kept []string
	for _, raw := range p.Numbers {
		if n := cleanNumber(raw); n != "" && len(kept) < maxNumbers {
			kept = append(kept, n)
		}
	}
	p.Numbers = kept
	return p.compact(), p.Name != "" && len(kept) > 0
}

// compact puts name and numbers into one piece of memory, and shares companies between their people: an
// address book is held as long as the program runs.
func (p Person) compact() Person {
	all := p.Name + strings.Join(p.Numbers, "")
	packed := Person{Name: all[:len(p.Name)], Company: unique.Make(p.Company).Value(),
		Numbers: make([]string, len(p.Numbers))}
	at := len(p.Name)
	for i, n := range p.Numbers {
		packed.Numbers[i] = all[at : at+len(n)]
		at += len(n)
	}
	return packed
}

// cleanNumber is a number in plain ASCII, "" where a text holds none.
func cleanNumber(text string) string {
	text = strings.TrimSpace(text)
	if scheme, rest, ok := strings.Cut(text, ":"); ok && (strings.EqualFold(scheme, "tel") ||
		strings.EqualFold(scheme, "callto")) {
		text = rest
	}
	if end := strings.IndexAny(text, ";,"); end >= 0 {
		text = text[:end] // parameters and pauses
	}
	var b strings.Builder
	digits := 0
	for _, r := range text {
		r = tel.Plain(r)
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '＋':
			r = '+'
		case r > unicode.MaxASCII:
			r = ' ' // dashes and spaces of all kinds
		case unicode.IsLetter(r), !unicode.IsPrint(r):
			continue
		}
		b.WriteRune(r)
	}
	number := strings.Join(strings.Fields(b.String()), " ")
	if digits < 2 || len(number) > maxNumber {
		return ""
	}
	return number
}
