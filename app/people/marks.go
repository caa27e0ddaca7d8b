package people

import (
	"maps"
	"slices"

	"istratray/app/numbers"
)

// marks are what the user said about a person, whichever of the person's numbers it was said of.
type marks struct {
	note       string
	vip, muted bool
}

// said is what the user said, by number.
type said struct {
	own   map[string]Own
	tails map[string][]string // keys of own by their last digits
}

func newSaid(own map[string]Own) said {
	s := said{own: own, tails: map[string][]string{}}
	for _, key := range slices.Sorted(maps.Keys(own)) {
		if tail := tailOf(key); tail != "" {
			s.tails[tail] = append(s.tails[tail], key)
		}
	}
	return s
}

// key is the number under which the user said something: this one, or the same with or without its country code.
func (s said) key(number string, book *numbers.Book) string {
	if _, there := s.own[number]; there {
		return number
	}
	for _, other := range s.tails[tailOf(number)] {
		if book.Alike(number, other) {
			return other
		}
	}
	return number
}

// keys are those of several numbers, each once.
func (s said) keys(list []string, book *numbers.Book) []string {
	var found []string
	for _, number := range list {
		if key := s.key(number, book); !slices.Contains(found, key) {
			found = append(found, key)
		}
	}
	return found
}

// marksOf puts together what was said about the numbers of a person. Of several notes the first counts.
func marksOf(own map[string]Own, keys []string) marks {
	var m marks
	for _, key := range keys {
		o := own[key]
		m.note, m.vip, m.muted = firstOf(m.note, o.Note), m.vip || o.VIP, m.muted || o.Muted
	}
	return m
}

// keysOf are a number and the person's other ones; only the number where several people have it.
func (k Known) keysOf(key string) []string {
	keys := []string{key}
	if k.Others > 0 {
		return keys
	}
	for _, other := range k.Numbers {
		if other != "" && other != key {
			keys = append(keys, other)
		}
	}
	return keys
}

// changed is what to keep about a number, and about the person's other ones, after a change of what counts
// for all of them. What the change leaves as it was stays with the number that it was said of; what it
// alters is taken from the others.
func (o Own) changed(change func(*Own), all map[string]Own, keys []string) (Own, []Own) {
	said, was := o, marksOf(all, keys)
	o.Note, o.VIP, o.Muted = was.note, was.vip, was.muted
	change(&o)
	o = o.cleaned()
	note, vip, muted := o.Note != was.note, o.VIP != was.vip, o.Muted != was.muted
	if !note {
		o.Note = said.Note
	}
	if !vip {
		o.VIP = said.VIP
	}
	if !muted {
		o.Muted = said.Muted
	}
	var others []Own
	for _, key := range keys[1:] {
		other, known := all[key]
		before := other
		if note {
			other.Note = ""
		}
		other.VIP, other.Muted = other.VIP && !vip, other.Muted && !muted
		if known && other != before {
			others = append(others, other)
		}
	}
	return o, others
}
