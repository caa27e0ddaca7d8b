package history

import (
	"slices"
	"strings"
	"time"

	"istratray/app/inbox"
	"istratray/app/numbers"
)

// Person is a line one had to do with.
type Person struct {
	Key     string
	Name    string
	Company string // as the user's address books have it
	Number  string // to dial
	Last    time.Time
	Count   int // calls and voicemails
	Caller  inbox.Caller
	text    string
}

// People are the lines of the history that can be dialled, the latest first. The newest item names them.
func (x *Index) People() []Person {
	var out []Person
	at := map[string]int{}
	for i := range x.calls {
		c := &x.calls[i]
		p, known := at[x.key(i)]
		switch {
		case known:
			out[p].Count++
		case c.Dialable() != "":
			at[x.key(i)] = len(out)
			out = append(out, Person{Key: x.key(i), Name: c.Shown(), Company: c.Caller.Company, Number: c.Dialable(),
				Last: c.Time, Count: 1, Caller: c.Caller, text: x.text(i)})
		}
	}
	for i := range x.voicemails {
		v := &x.voicemails[i]
		p, known := at[x.mailKeys[i]]
		switch {
		case known:
			out[p].Count++
			out[p].Last = later(out[p].Last, v.Time)
		case v.Dialable() != "":
			at[x.mailKeys[i]] = len(out)
			out = append(out, Person{Key: x.mailKeys[i], Name: v.Shown(), Company: v.Caller.Company,
				Number: v.Dialable(), Caller: v.Caller,
				Last: v.Time, Count: 1, text: searched(v.Caller, v.Label, v.Number, x.mailKeys[i])})
		}
	}
	slices.SortStableFunc(out, func(a, b Person) int { return b.Last.Compare(a.Last) })
	return out
}

// Complete are the people whom a beginning fits: words of names and company, or pieces of the number; at most
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

// fits reports whether each word begins a word of the text or is a piece of its number.
func fits(text string, words []string) bool {
	names, digits := text, ""
	for range 2 { // the last two lines are numbers
		if at := strings.LastIndexByte(names, '\n'); at >= 0 {
			names, digits = names[:at], names[at:]+digits
		}
	}
	for _, w := range words {
		d := strings.TrimLeft(numbers.Digits(w), "0")
		begins := strings.HasPrefix(names, w) || strings.Contains(names, " "+w) || strings.Contains(names, "\n"+w)
		if !begins && !(d != "" && isNumber(w) && strings.Contains(digits, d)) {
			return false
		}
	}
	return true
}
