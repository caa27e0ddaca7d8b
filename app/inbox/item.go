package inbox

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Item is what voicemails and calls have in common: what lists, orders and differences need to know.
type Item[T any] interface {
	comparable
	ItemID() string
	ItemTime() time.Time
	// Same reports whether two items look the same: times count as instants, whatever their zones.
	Same(T) bool
}

// ItemID is part of Item.
func (v Voicemail) ItemID() string { return v.ID }

// ItemTime is part of Item.
func (v Voicemail) ItemTime() time.Time { return v.Time }

// Same is part of Item.
func (v Voicemail) Same(w Voicemail) bool {
	same := v.Time.Equal(w.Time)
	v.Time = w.Time
	return same && v == w
}

// ItemID is part of Item.
func (c Call) ItemID() string { return c.ID }

// ItemTime is part of Item.
func (c Call) ItemTime() time.Time { return c.Time }

// Same is part of Item.
func (c Call) Same(d Call) bool {
	same := c.Time.Equal(d.Time)
	c.Time = d.Time
	return same && c == d
}

// CompareIDs puts what came earlier first: platforms count their IDs up.
func CompareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// NewestFirst orders by time, which has whole seconds, then by ID, so that equal times keep one order
// everywhere and forever.
func NewestFirst[T Item[T]](a, b T) int {
	return cmp.Or(b.ItemTime().Compare(a.ItemTime()), CompareIDs(b.ItemID(), a.ItemID()))
}

// Sort sorts newest first.
func Sort[T Item[T]](list []T) { slices.SortFunc(list, NewestFirst[T]) }

// SameList reports whether two lists are one and the same slice: lists are never changed in place, so one that
// didn't change keeps its place in memory.
func SameList[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Diff is what turns one list into another: what is new or not the same, in the other's order, and the IDs of what
// is gone, sorted. It is quick where little has changed: what both lists begin and end with is passed over.
func Diff[T Item[T]](before, after []T, same func(a, b T) bool) (put []T, removed []string) {
	if SameList(before, after) {
		return nil, nil
	}
	before, after = trimmed(before, after, same)
	if len(before) == 0 {
		return after, nil
	}
	old := make(map[string]T, len(before))
	for _, item := range before {
		old[item.ItemID()] = item
	}
	for _, item := range after {
		if was, known := old[item.ItemID()]; !known || !same(was, item) {
			put = append(put, item)
		}
		delete(old, item.ItemID())
	}
	for id := range old {
		removed = append(removed, id)
	}
	slices.Sort(removed)
	return put, removed
}

// trimmed are two lists without what they begin and end with alike.
func trimmed[T any](a, b []T, same func(a, b T) bool) (restA, restB []T) {
	for len(a) > 0 && len(b) > 0 && same(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
