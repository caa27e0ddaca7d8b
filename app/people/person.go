package people

import (
	"strings"
	"unique"

	"istratray/app/plain"
)

// Limits of what a book may say of one person. What is longer is cut, what is more is left out.
const (
	maxName    = 120 // characters
	maxNumber  = 40
	maxNumbers = 30
)

// maxPeople is how many people are read of one book. Tests make it smaller.
var maxPeople = 50_000

// Person is someone in an address book, as harmless text.
type Person struct {
	Name    string   `json:"n,omitempty"`
	Company string   `json:"c,omitempty"`
	Numbers []string `json:"t,omitempty"` // as they are written in the book; the preferred first, fax machines last
	Fax     int      `json:"f,omitempty"` // how many of the last are fax machines: they may call, but nobody calls them
	Picture string   `json:"p,omitempty"` // the name of a kept one
}

// cleaned makes harmless what a book says, and reports whether it is of any use: a person without a number doesn't
// count.
func (p Person) cleaned() (Person, bool) {
	p.Name, p.Company = plain.Line(p.Name, maxName), plain.Line(p.Company, maxName)
	if p.Name == "" {
		p.Name = p.Company
	}
	voice, fax := allNumbersIn(p.called()), allNumbersIn(p.Numbers[len(p.called()):])
	p.Numbers = append(voice, fax...)
	p.Numbers = p.Numbers[:min(len(p.Numbers), maxNumbers)]
	p.Fax = max(0, len(p.Numbers)-len(voice))
	return p.compact(), p.Name != "" && len(p.Numbers) > 0
}

// called are the numbers that someone may be called at.
func (p Person) called() []string {
	return p.Numbers[:len(p.Numbers)-min(max(p.Fax, 0), len(p.Numbers))]
}

func allNumbersIn(raw []string) []string {
	var all []string
	for _, text := range raw {
		all = append(all, numbersIn(text)...)
	}
	return all
}

// compact puts name and numbers into one piece of memory, and shares companies between their people: an
// address book is held as long as the program runs.
func (p Person) compact() Person {
	all := p.Name + strings.Join(p.Numbers, "") + p.Picture
	packed := Person{Name: all[:len(p.Name)], Company: unique.Make(p.Company).Value(),
		Numbers: make([]string, len(p.Numbers)), Fax: p.Fax}
	at := len(p.Name)
	for i, n := range p.Numbers {
		packed.Numbers[i] = all[at : at+len(n)]
		at += len(n)
	}
	packed.Picture = all[at:]
	return packed
}
