package people

import (
	"iter"
	"maps"
	"slices"
)

// Everybody returns all people who are known by name: those whom the user named, each with one number, then those of
// the address books in their order, with the numbers that they may be called at. Directories that are asked number by
// number are not among them. Nobody is waited for, and any goroutine may ask.
func (d *Directory) Everybody() iter.Seq[Person] {
	v := d.current.Load()
	return func(yield func(Person) bool) {
		for _, key := range slices.Sorted(maps.Keys(v.said.own)) {
			o := v.said.own[key]
			if o.Name != "" && !yield(Person{Name: o.Name, Company: o.Company, Numbers: []string{o.Number}}) {
				return
			}
		}
		for _, b := range v.books {
			if b.index == nil {
				continue
			}
			for _, p := range b.index.people {
				if p.Numbers = p.called(); len(p.Numbers) > 0 && !yield(p) {
					return
				}
			}
		}
	}
}
