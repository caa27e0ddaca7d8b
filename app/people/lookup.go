package people

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"istratray/app/numbers"
)

// Party is the other side of a call or message, as the platform has it.
type Party struct {
	Label    string // a name, or the number again
	Number   string // may be empty
	Callback string // ready to dial, perhaps with a prefix for a line outside
	Internal bool   // of the user's own company: the platform knows the name
}

// Known is what is known of a party.
type Known struct {
	Name    string // "" when nobody is known
	Others  int    // how many more people have this number
	Company string
	Numbers []string // all of the person's, as Key has them
	Source  string   // the address book's name; "" for the platform's name and the user's own
	Note    string
	VIP     bool
	Muted   bool

	Favourite bool // this number

	Person  string // the same for all numbers of one who has several; "" = one number, or nobody in particular
	Picture string // a file of a round PNG, in the address books' cache; "" = none
}

// Empty reports whether there is nothing to say.
func (k Known) Empty() bool {
	return k.Name == "" && k.Note == "" && !k.VIP && !k.Muted && !k.Favourite
}

// view is what a Directory knows at one moment. It is not changed.
type view struct {
	book  *numbers.Book
	books []bookView
	said  said
	line  Line
}

type bookView struct {
	name  string
	index *index
	asks  *asker
	album string // the folder of its pictures
}

// key is whose number a party has.
func (v *view) key(p Party) string {
	if p.Number != "" && p.Callback != "" {
		v.book.Learn(p.Callback, p.Number)
	}
	if key := v.book.Key(p.Number); key != "" {
		return key
	}
	if key := v.book.KeyDialled(p.Callback); key != "" {
		return key
	}
	if !IsName(p.Label) {
		return v.book.Key(p.Label)
	}
	return ""
}

// IsName tells a name from a number that stands where a name should.
func IsName(label string) bool { return strings.ContainsFunc(label, unicode.IsLetter) }

// who puts together what is known, without waiting.
func (v *view) who(p Party, now time.Time) Known {
	key := v.key(p)
	var k Known
	platform := ""
	if IsName(p.Label) {
		platform = p.Label
	}
	found := v.inBooks(key, now)
	switch colleague := p.Internal && platform != ""; {
	case !colleague:
		k = found
	case sameName(found.Name, platform):
		k.Picture = found.Picture
	}
	if k.Name == "" {
		k.Name = platform
	}
	if k.Numbers == nil && key != "" {
		k.Numbers = []string{key}
	}
	v.mark(&k, key)
	return k
}

// sameName reports whether two names are of the same words: "Keller, Anna" is Anna Keller.
func sameName(a, b string) bool {
	words := func(name string) []string {
		return slices.Sorted(slices.Values(strings.FieldsFunc(strings.ToLower(name),
			func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })))
	}
	return slices.Equal(words(a), words(b))
}

// mark adds what the user said: note, VIP and muted about the person, whichever number it was said of; name
// and favourite about this number alone.
func (v *view) mark(k *Known, key string) {
	if key == "" {
		return
	}
	own := v.said.own[v.said.key(key, v.book)]
	if own.Name != "" {
		if k.Others > 0 {
			k.Numbers = []string{key} // which of them it is isn't known
		}
		k.Name, k.Others = own.Name, 0
		k.Company = firstOf(own.Company, k.Company)
		k.Source = "" // the name is none of the book's
	}
	m := marksOf(v.said.own, v.said.keys(k.keysOf(key), v.book))
	k.Note, k.VIP, k.Muted = m.note, m.vip, m.muted
	k.Favourite = own.Favourite
}

// inBooks asks the books in their order: for exactly this number, then for one that is most likely the same.
func (v *view) inBooks(key string, now time.Time) Known {
	if key == "" {
		return Known{}
	}
	ways := []func(bookView) []Person{
		func(b bookView) []Person { return slices.Concat(b.index.exact(key), b.asks.knownOf(key, now)) },
		func(b bookView) []Person { return b.index.alike(key, v.book) },
		func(b bookView) []Person { return v.byLine(b.index, key) },
		func(b bookView) []Person { return asCompany(b.index.behind(key)) },
	}
	for i, way := range ways {
		for _, b := range v.books {
			found := way(b)
			if len(found) == 0 {
				continue
			}
			k := v.known(b, found)
			if k.Others == 0 && i < len(ways)-1 { // a company is no person
				v.individual(&k, b, found[0], now)
			}
			return k
		}
	}
	return Known{}
}

// individual adds what only one person has.
func (v *view) individual(k *Known, b bookView, p Person, now time.Time) {
	if len(k.Numbers) > 1 {
		k.Person = slices.Min(k.Numbers)
	}
	picture := p.Picture
	if picture == "" && len(k.Numbers) > 0 {
		picture = b.asks.pictureOf(p.Name, k.Numbers[0], now)
	}
	if picture != "" {
		k.Picture = pictureFile(b.album, picture)
	}
}

func (a *asker) knownOf(key string, now time.Time) []Person {
	if a == nil {
		return nil
	}
	return a.known(key, now)
}

// known is one person of several who have the number, and how many others there are. Someone who is in it twice
// counts once.
func (v *view) known(b bookView, found []Person) Known {
	names := map[string]bool{}
	for _, p := range found {
		names[strings.ToLower(p.Name)] = true
	}
	first := found[0]
	k := Known{Name: first.Name, Company: first.Company, Others: len(names) - 1, Source: b.name}
	for _, p := range found {
		if p.Company != k.Company {
			k.Company = "" // not what they have in common
		}
		if !strings.EqualFold(p.Name, first.Name) {
			continue
		}
		for _, raw := range p.Numbers {
			if n := v.book.Key(raw); n != "" && !slices.Contains(k.Numbers, n) {
				k.Numbers = append(k.Numbers, n)
			}
		}
	}
	return k
}

// asCompany is for an extension of a company: which of its people calls isn't known.
func asCompany(found []Person) []Person {
	var all []Person
	for _, p := range found {
		p.Name, p.Picture = firstOf(p.Company, p.Name), ""
		all = append(all, p)
	}
	return all
}

// Line is the user's own line: its public number and the extension at the number's end tell how the
// company's other extensions are called from outside.
type Line struct{ Number, Extension string }

// trunk is what all of the company's numbers begin with; "" where that isn't known.
func (l Line) trunk(book *numbers.Book) string {
	trunk, ok := strings.CutSuffix(book.Key(l.Number), l.Extension)
	if !ok || l.Extension == "" || !strings.HasPrefix(trunk, "+") || len(trunk) < leastTrunk {
		return ""
	}
	return trunk
}

// byLine finds a colleague: an extension under its public number, and the other way round.
func (v *view) byLine(x *index, key string) []Person {
	trunk := v.line.trunk(v.book)
	if trunk == "" {
		return nil
	}
	if extension, ok := strings.CutPrefix(key, trunk); ok {
		return x.exact(extension)
	}
	if strings.HasPrefix(key, "+") || len(key) > mostExt+1 {
		return nil
	}
	return x.exact(trunk + key)
}
