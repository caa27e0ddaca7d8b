package control

import (
	"slices"

	"istratray/app/inbox"
)

// chunk is how many rows one line of the stream holds at most, so that the newest can be shown
// while the rest is on its way.
const chunk = 500

// difference is the patch that makes next out of prev, in any number of rows.
func difference[T inbox.Item[T]](prev, next []T) Patch[T] {
	put, removed := inbox.Diff(prev, next, T.Same)
	return Patch[T]{Put: put, Removed: removed}
}

// split cuts a patch into lines' worth. An empty one that is no reset gives none.
func split[T any](patch Patch[T]) []*Patch[T] {
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
