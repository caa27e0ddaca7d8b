package people

import (
	"hash/maphash"
	"slices"
	"strings"

	"istratray/app/numbers"
)

const (
	tailDigits = 5  // of a number's end, under which it is found when how it begins is in doubt
	mostTails  = 64 // numbers that are compared then
	mostExt    = 4  // digits of an extension behind a company's number
	leastTrunk = 6  // digits of a company's number
)

var seed = maphash.MakeSeed()

// slot leads from a number to a person.
type slot struct {
	hash   uint64
	person int32
}

// index finds people by number. It is not changed once it is made.
type index struct {
	people []Person
	keys   []slot // by the hash of the whole number, sorted
	tails  []slot // by the hash of its last digits, sorted
}

// newIndex reads the numbers of people as they are written in a book's country.
func newIndex(people []Person, book *numbers.Book) *index {
	x := &index{people: people}
	for i, p := range people {
		for _, raw := range p.Numbers {
			key := book.KeyOnce(raw)
			if key == "" {
				continue
			}
			x.keys = append(x.keys, slot{maphash.String(seed, key), int32(i)})
			if tail := tailOf(key); tail != "" {
				x.tails = append(x.tails, slot{maphash.String(seed, tail), int32(i)})
			}
		}
	}
	for _, list := range []*[]slot{&x.keys, &x.tails} {
		slices.SortFunc(*list, compareSlots)
		*list = slices.Clip(slices.Compact(*list))
	}
	return x
}

func compareSlots(a, b slot) int {
	switch {
	case a.hash != b.hash && a.hash < b.hash:
		return -1
	case a.hash != b.hash:
		return 1
	}
	return int(a.person - b.person)
}

// tailOf is "" for a number that is too short to be found by its end.
func tailOf(key string) string {
	if len(key) < tailDigits {
		return ""
	}
	return key[len(key)-tailDigits:]
}

// at are the people under a text.
func at(list []slot, text string) []slot {
	hash := maphash.String(seed, text)
	from, _ := slices.BinarySearchFunc(list, hash, func(s slot, h uint64) int {
		if s.hash < h {
			return -1
		}
		return 1 // the first of several
	})
	to := from
	for to < len(list) && list[to].hash == hash {
		to++
	}
	return list[from:to]
}

// exact are those whose number it is.
func (x *index) exact(key string) []Person {
	var found []Person
	for _, s := range at(x.keys, key) {
		found = append(found, x.people[s.person])
	}
	return found
}

// alike are those who have this number with or without its country code.
func (x *index) alike(key string, book *numbers.Book) []Person {
	slots := at(x.tails, tailOf(key))
	var found []Person
	for _, s := range slots[:min(len(slots), mostTails)] {
		p := x.people[s.person]
		if slices.ContainsFunc(p.Numbers, func(raw string) bool { return book.Alike(key, book.Key(raw)) }) {
			found = append(found, p)
		}
	}
	return found
}

// behind is the company that an extension belongs to: its number is shorter, and ends in 0 where the caller's number
// goes on with the extension.
func (x *index) behind(key string) []Person {
	if !strings.HasPrefix(key, "+") {
		return nil
	}
	for cut := 2; cut <= mostExt; cut++ {
		trunk := len(key) - cut
		if trunk < leastTrunk+1 {
			break
		}
		if found := x.exact(key[:trunk] + "0"); len(found) > 0 {
			return found
		}
	}
	return nil
}
