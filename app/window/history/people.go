package history

import (
	"strings"
	"time"
)

// Person is a line one had to do with.
type Person struct {
	Key    string
	Name   string
	Number string // to dial
	Last   time.Time
	Count  int // calls and voicemails
	text   string
}

// People are the lines of the history that can be dialled, the latest first.
func (x *Index) People() []Person {
	var out []Person
	at := map[string]int{}
	for i := range x.calls {
		key := x.keys[i]
		if p, ok := at[key]; ok {
			out[p].Count++
			continue
		}
		c := &x.calls[i]
		if c.Dialable() == "" {
			continue
		}
		at[key] = len(out)
		out = append(out, Person{Key: key, Name: c.Label, Number: c.Dialable(), Last: c.Time, Count: 1, text: x.texts[i]})
	}
	return out
}

// Complete are the people whom a beginning fits: words of the name or pieces of the number; at most
// limit of them, in the order given.
func Complete(people []Person, typed string, limit int) []Person {
	words := strings.Fields(Fold(typed))
	var out []Person
	for _, p := range people {
		if len(out) == limit {
			break
		}
		if fits(p.text, words) {
			out = append(out, p)
		}
	}
	return out
}

// fits tells whether each word begins a word of the text or is a piece of its number.
func fits(text string, words []string) bool {
	name, numbers, _ := strings.Cut(text, "\n")
	for _, w := range words {
		d := strings.TrimLeft(digits(w), "0")
		isNumber := d != "" && strings.Trim(w, "+0123456789()-./") == ""
		if !strings.HasPrefix(name, w) && !strings.Contains(name, " "+w) && !(isNumber && strings.Contains(numbers, d)) {
			return false
		}
	}
	return true
}
