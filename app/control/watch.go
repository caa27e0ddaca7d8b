package control

import (
	"context"
	"encoding/json"
	"slices"

	"istratray/app/inbox"
)

// WatchOptions say who is watching.
type WatchOptions struct {
	Window bool // it is a window, which Show requests go to; false = it gets none
}

// Watch follows the agent's snapshots until the agent ends (nil), ctx ends (its error) or the
// link breaks (an *Error). Both functions are called in order from this goroutine and may be nil;
// a snapshot belongs to the receiver and is not changed afterwards. Of large lists the newest rows
// come first, in a snapshot of their own.
func (c *Client) Watch(ctx context.Context, opts WatchOptions, onSnapshot func(inbox.Snapshot),
	onShow func(Show)) error {
	resp, err := open(ctx, c, snapshotsEndpoint, "", only("window", opts.Window))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	lines := json.NewDecoder(resp.Body)
	var view assembler
	for {
		var u Update
		if err := lines.Decode(&u); err != nil {
			return explain(ctx, err, false)
		}
		if u.Bye {
			return nil
		}
		if view.take(u) && onSnapshot != nil {
			onSnapshot(view.snapshot())
		}
		if u.Show != nil && onShow != nil {
			onShow(*u.Show)
		}
	}
}

// assembler makes snapshots of updates again.
type assembler struct {
	current    inbox.Snapshot
	texts      texts
	voicemails pending[inbox.Voicemail]
	calls      pending[inbox.Call]
}

// take notes an update and reports whether there is something to show: at the first line of a
// change and at the last, not in between, so that a long list is not put together for each line.
func (a *assembler) take(u Update) bool {
	if u.Snapshot != nil {
		voicemails, calls := a.current.Voicemails, a.current.Calls
		a.current = *u.Snapshot
		a.current.Voicemails, a.current.Calls = voicemails, calls
	}
	if u.Calls != nil {
		a.texts.share(u.Calls.Put)
	}
	a.voicemails.add(u.Voicemails)
	a.calls.add(u.Calls)
	changed := u.Snapshot != nil || u.Voicemails != nil || u.Calls != nil
	return changed && (u.Snapshot != nil || !a.voicemails.more && !a.calls.more)
}

// snapshot brings what was noted into the lists.
func (a *assembler) snapshot() inbox.Snapshot {
	a.current.Voicemails = a.voicemails.merge(a.current.Voicemails)
	a.current.Calls = a.calls.merge(a.current.Calls)
	return a.current
}

// pending is what has been said about a list since it was last put together.
type pending[T inbox.Item[T]] struct {
	reset bool
	put   [][]T          // as they came: newest first, mostly
	words int            // how many rows are in put
	last  map[string]int // by ID, the last word: which one of those, or removed
	more  bool
}

// removed is the last word about a row that is gone.
const removed = -1

func (p *pending[T]) add(patch *Patch[T]) {
	if patch == nil {
		return
	}
	if patch.Reset || p.last == nil {
		p.put, p.words, p.last = nil, 0, make(map[string]int, len(patch.Put)+len(patch.Removed))
	}
	p.reset = p.reset || patch.Reset
	for _, id := range patch.Removed {
		p.last[id] = removed
	}
	p.put = append(p.put, patch.Put)
	for _, item := range patch.Put {
		p.last[item.ItemID()] = p.words
		p.words++
	}
	p.more = patch.More
}

// merge gives a new list, newest first, and leaves the old one as it is.
func (p *pending[T]) merge(list []T) []T {
	if p.last == nil {
		return list
	}
	if p.reset {
		list = nil
	}
	put := p.rows()
	merged := make([]T, 0, len(list)+len(put))
	for _, item := range list {
		if _, changed := p.last[item.ItemID()]; changed {
			continue
		}
		for len(put) > 0 && inbox.NewestFirst(put[0], item) < 0 {
			merged, put = append(merged, put[0]), put[1:]
		}
		merged = append(merged, item)
	}
	*p = pending[T]{more: p.more}
	return append(merged, put...)
}

// rows are the new and changed ones, newest first. They are sorted from the order in which they came, which is nearly
// that: a hundred thousand in any other order would take a third of a second.
func (p *pending[T]) rows() []T {
	rows, word := make([]T, 0, len(p.last)), 0
	for _, put := range p.put {
		for _, item := range put {
			if p.last[item.ItemID()] == word {
				rows = append(rows, item)
			}
			word++
		}
	}
	slices.SortFunc(rows, inbox.NewestFirst)
	return rows
}
