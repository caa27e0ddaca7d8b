package people

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unique"
)

// Limits of what a book may say of one person. What is longer is cut, what is more is left out.
const (
	maxName    = 120 // characters
	maxNumber  = 40
	maxNumbers = 30
	maxPeople  = 50_000 // of one book
	maxMarks   = 3      // accents on one letter
)

// Person is somebody in an address book, as harmless text.
type Person struct {
	Name    string   `json:"n,omitempty"`
	Company string   `json:"c,omitempty"`
	Numbers []string `json:"t,omitempty"` // as they are written in the book
}

// cleaned makes harmless what a book says, and tells whether it is of any use: a person without a
// number is none here.
func (p Person) cleaned() (Person, bool) {
	p.Name, p.Company = cleanText(p.Name, maxName), cleanText(p.Company, maxName)
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
	packed := Person{Name: all[:len(p.Name)], Company: unique.Make(p.Company).Value(), Numbers: make([]string, len(p.Numbers))}
	at := len(p.Name)
	for i, n := range p.Numbers {
		packed.Numbers[i] = all[at : at+len(n)]
		at += len(n)
	}
	return packed
}

// cleanText is one line of at most most characters, without what is invisible, turns the direction of
// writing, or is piled up over the lines above.
func cleanText(text string, most int) string {
	var b strings.Builder
	length, marks := 0, 0
	for _, r := range strings.Join(strings.Fields(text), " ") {
		marks++
		if !unicode.Is(unicode.M, r) {
			marks = 0
		}
		switch {
		case unicode.Is(unicode.Zs, r):
			r = ' '
		case !unicode.IsGraphic(r), r == utf8.RuneError, marks > maxMarks:
			continue
		}
		if length == most {
			break
		}
		b.WriteRune(r)
		length++
	}
	return strings.TrimSpace(b.String())
}

// zeros are where the decimal digits of scripts other than ours begin.
var zeros = []rune{'０', '٠', '۰', '०'}

// cleanNumber is a number in plain ASCII, "" where a text holds none.
func cleanNumber(text string) string {
	text = strings.TrimSpace(text)
	if scheme, rest, ok := strings.Cut(text, ":"); ok && (strings.EqualFold(scheme, "tel") || strings.EqualFold(scheme, "callto")) {
		text = rest
	}
	if end := strings.IndexAny(text, ";,"); end >= 0 {
		text = text[:end] // parameters and pauses
	}
	var b strings.Builder
	digits := 0
	for _, r := range text {
		r = plainDigit(r)
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

func plainDigit(r rune) rune {
	for _, zero := range zeros {
		if r >= zero && r < zero+10 {
			return '0' + r - zero
		}
	}
	return r
}
