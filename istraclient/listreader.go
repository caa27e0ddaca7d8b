package istraclient

import (
	"encoding/json"
	"slices"
	"strings"
)

// listReader reads a page item by item: an envelope with items, or a bare list.
type listReader[W item, T any] struct {
	json   *jsonReader
	public func(W) T
	page   Page[T]
	listed bool // there was a list, perhaps an empty one
	nulls  int  // elements that are null: nobody's items
	count  *number
}

// read is errNoList where something else came.
func (l *listReader[W, T]) read() error {
	b, err := l.json.start()
	if err != nil {
		return err
	}
	if b == '[' {
		l.listed, err = true, l.json.elements(l.element)
	} else {
		err = l.json.members(l.member)
	}
	if err == nil {
		err = l.json.end()
	}
	if err != nil {
		return err
	}
	return l.settle()
}

// settle interprets the answer. An object without members is an empty list; so is one whose count is 0.
func (l *listReader[W, T]) settle() error {
	l.page.Count = len(l.page.Items)
	if l.count != nil {
		l.page.Count = l.count.count()
	}
	empty := l.json.names == 0 || l.count != nil && *l.count == 0
	if !l.listed && !empty || l.page.size > l.nulls && len(l.page.Items) == 0 {
		return errNoList
	}
	return nil
}

func (l *listReader[W, T]) member(name []byte) error {
	switch strings.ToLower(string(name)) {
	case "count":
		return l.readCount()
	case "items":
		return l.items()
	}
	return l.json.value(false)
}

func (l *listReader[W, T]) readCount() error {
	l.json.kept = l.json.kept[:0]
	if err := l.json.value(true); err != nil {
		return err
	}
	if l.json.kept[0] != '[' && l.json.kept[0] != '{' {
		l.count = new(number)
		return json.Unmarshal(l.json.kept, l.count)
	}
	return nil
}

// items are a list, one item alone, or nothing.
func (l *listReader[W, T]) items() error {
	b, err := l.json.inside()
	if err != nil {
		return err
	}
	switch b {
	case '[':
		l.listed = true
		return l.json.elements(l.element)
	case '{':
		before := l.json.names
		err := l.element()
		if l.listed = true; l.json.names == before {
			l.page.size = 0 // an object without members is no item
		}
		return err
	}
	l.json.kept = l.json.kept[:0]
	err = l.json.value(true)
	if err == nil && string(l.json.kept) != "null" && string(l.json.kept) != `""` {
		return errNoList
	}
	l.listed = true
	return err
}

// element reads one item; anything else is skipped.
func (l *listReader[W, T]) element() error {
	if l.page.size++; l.page.size > maxElements || l.page.size > fewElements+l.json.came.n/minElement {
		return errTooMuch
	}
	b, err := l.json.inside()
	if err != nil {
		return err
	}
	if b == 'n' {
		l.nulls++
	}
	l.json.kept = l.json.kept[:0]
	if err := l.json.value(b == '{'); err != nil || b != '{' {
		return err
	}
	var wire W
	if json.Unmarshal(l.json.kept, &wire) == nil && wire.present() {
		l.add(l.public(wire))
	}
	return nil
}

// add doubles the room where it is full: growing by less would copy a large page many times.
func (l *listReader[W, T]) add(item T) {
	if len(l.page.Items) == cap(l.page.Items) {
		l.page.Items = slices.Grow(l.page.Items, max(32, len(l.page.Items)))
	}
	l.page.Items = append(l.page.Items, item)
}
