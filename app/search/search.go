// Package search finds callers and people for the search of the desktop: GNOME's overview, KDE's KRunner. It keeps no
// index, and does nothing until it is asked.
package search

import (
	"cmp"
	"iter"

	"istratray/app/inbox"
	"istratray/app/people"
)

const mostHits = 10

// The pages on which a hit is shown, as control.Show names them.
const (
	Calls      = "calls"
	Voicemails = "voicemails"
	Dial       = "dial"
)

// Hit is someone who was found.
type Hit struct {
	Page    string // Calls, Voicemails or Dial
	ID      string // of the item on that page; of Dial the number
	Name    string // the number where there is no name
	Company string
	Number  string // for reading
}

// Source is where to look. The newest items come first in its lists.
type Source struct {
	Calls      []inbox.Call
	Voicemails []inbox.Voicemail
	People     iter.Seq[people.Person]
	Key        func(people.Party) string  // whose number it is; "" where that can't be told
	Shown      func(number string) string // a number for reading
}

// Find are those whose name or company has words that begin with those of the question, or whose number holds its
// digits: callers with their newest call, those who left but a message, then people who are in neither list. Each
// number is there once. It is for any goroutine, and looks at everything: a hundred thousand calls take some tens
// of milliseconds.
func (s Source) Find(text string) []Hit {
	q, ok := questionOf(text)
	if !ok {
		return nil
	}
	f := finder{Source: s, question: q, names: map[string]bool{}, seen: map[string]bool{}}
	for i := range s.Calls {
		c := &s.Calls[i]
		f.item(Calls, c.ID, people.Party(c.Party()), c.Name, c.Company)
	}
	for i := range s.Voicemails {
		v := &s.Voicemails[i]
		f.item(Voicemails, v.ID, people.Party(v.Party()), v.Name, v.Company)
	}
	f.people()
	return f.hits
}

// finder is one answer in the making.
type finder struct {
	Source
	question
	names map[string]bool // whether a name and company match: the same ones come again and again
	seen  map[string]bool // by key
	hits  []Hit
}

func (f *finder) full() bool { return len(f.hits) >= mostHits }

// item adds the other side of a call or message.
func (f *finder) item(page, id string, p people.Party, name, company string) {
	if f.full() {
		return
	}
	name = cmp.Or(name, p.Label)
	number := cmp.Or(p.Number, p.Callback)
	if !f.named(name, company) && !f.hasDigits(number, p.Callback, p.Label) {
		return
	}
	f.add(cmp.Or(f.Key(p), name), Hit{Page: page, ID: id, Name: name, Company: company, Number: number})
}

// people adds those who are in neither list, with each of their numbers.
func (f *finder) people() {
	for p := range f.People {
		named := f.named(p.Name, p.Company)
		for _, number := range p.Numbers {
			if f.full() {
				return
			}
			key := ""
			if named || f.hasDigits(number) {
				key = f.Key(people.Party{Number: number})
			}
			if key != "" {
				f.add(key, Hit{Page: Dial, ID: number, Name: p.Name, Company: p.Company, Number: number})
			}
		}
	}
}

func (f *finder) add(key string, h Hit) {
	if f.seen[key] {
		return
	}
	f.seen[key] = true
	h.Number = f.Shown(h.Number)
	h.Name = cmp.Or(h.Name, h.Number)
	f.hits = append(f.hits, h)
}

func (f *finder) named(name, company string) bool {
	both := name + " " + company
	matches, known := f.names[both]
	if !known {
		matches = f.inWords(both)
		f.names[both] = matches
	}
	return matches
}
