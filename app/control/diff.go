package control

import (
	"cmp"
	"slices"
	"time"

	"istratray/app/inbox"
)

// chunk is how many rows one line of the stream holds at most, so that the newest can be shown
// while the rest is on its way.
const chunk = 500

// row is what a list of the stream holds.
type row interface {
	inbox.Voicemail | inbox.Call
}

// rowID and rowTime read what the two kinds have in common, which Go's constraints can't say.
func rowID[T row](item T) string {
	switch v := any(item).(type) {
	case inbox.Voicemail:
		return v.ID
	case inbox.Call:
		return v.ID
	}
	return ""
}

func rowTime[T row](item T) time.Time {
	switch v := any(item).(type) {
	case inbox.Voicemail:
		return v.Time
	case inbox.Call:
		return v.Time
	}
	return time.Time{}
}

// sameRow compares what is shown: two times are alike when they are the same instant.
func sameRow[T row](a, b T) bool {
	switch v := any(a).(type) {
	case inbox.Voicemail:
		w := any(b).(inbox.Voicemail)
		same := v.Time.Equal(w.Time)
		v.Time = w.Time
		return same && v == w
	case inbox.Call:
		w := any(b).(inbox.Call)
		same := v.Time.Equal(w.Time)
		v.Time = w.Time
		return same && v == w
	}
	return false
}

// newestFirst orders a list for views. Rows of one second keep one order everywhere: by ID, of
// which the platform counts upwards.
func newestFirst[T row](a, b T) int {
	idA, idB := rowID(a), rowID(b)
	return cmp.Or(
		rowTime(b).Compare(rowTime(a)),
		cmp.Compare(len(idB), len(idA)),
		cmp.Compare(idB, idA),
	)
}

// difference is the patch that makes next out of prev, in any number of rows. It is quick where
// little has changed: what both lists begin and end with is passed over. Lists that didn't change are the
// same one, as most are.
func difference[T row](prev, next []T) Patch[T] {
	if len(prev) == len(next) && len(next) > 0 && &prev[0] == &next[0] {
		return Patch[T]{}
	}
	for len(prev) > 0 && len(next) > 0 && sameRow(prev[0], next[0]) {
		prev, next = prev[1:], next[1:]
	}
	for len(prev) > 0 && len(next) > 0 && sameRow(prev[len(prev)-1], next[len(next)-1]) {
		prev, next = prev[:len(prev)-1], next[:len(next)-1]
	}
	if len(prev) == 0 {
		return Patch[T]{Put: next}
	}
	old := make(map[string]T, len(prev))
	for _, item := range prev {
		old[rowID(item)] = item
	}
	var patch Patch[T]
	for _, item := range next {
		before, known := old[rowID(item)]
		if !known || !sameRow(before, item) {
			patch.Put = append(patch.Put, item)
		}
		delete(old, rowID(item))
	}
	for id := range old {
		patch.Removed = append(patch.Removed, id)
	}
	slices.Sort(patch.Removed)
	return patch
}

// split cuts a patch into lines' worth. An empty one that is no reset gives none.
func split[T row](patch Patch[T]) []*Patch[T] {
	var parts []*Patch[T]
	for puts := range slices.Chunk(patch.Put, chunk) {
		parts = append(parts, &Patch[T]{Put: puts, More: true})
	}
	if len(parts) == 0 {
		if !patch.Reset && len(patch.Removed) == 0 {
			return nil
		}
		parts = []*Patch[T]{{}}
	}
	parts[0].Reset, parts[0].Removed = patch.Reset, patch.Removed
	parts[len(parts)-1].More = false
	return parts
}

// updates are the lines that bring a client from one snapshot to the next; prev nil means that it
// has none. Rows of both lists travel side by side, newest first.
func updates(prev *inbox.Snapshot, next inbox.Snapshot) []Update {
	var voicemails Patch[inbox.Voicemail]
	var calls Patch[inbox.Call]
	if prev == nil {
		voicemails = Patch[inbox.Voicemail]{Reset: true, Put: next.Voicemails}
		calls = Patch[inbox.Call]{Reset: true, Put: next.Calls}
	} else {
		voicemails = difference(prev.Voicemails, next.Voicemails)
		calls = difference(prev.Calls, next.Calls)
	}
	v, c := split(voicemails), split(calls)
	lines := make([]Update, max(1, len(v), len(c)))
	lines[0].Snapshot = &next
	for i, part := range v {
		lines[i].Voicemails = part
	}
	for i, part := range c {
		lines[i].Calls = part
	}
	return lines
}
