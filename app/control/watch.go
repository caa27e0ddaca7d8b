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
	reset   bool
	changes map[string]change[T] // by ID; the last word counts
	more    bool
}

// change is a row's new state.
type change[T inbox.Item[T]] struct {
	item    T
	removed bool
}

func (p *pending[T]) add(patch *Patch[T]) {
	if patch == nil {
		return
	}
	if patch.Reset || p.changes == nil {
		p.changes = make(map[string]change[T], len(patch.Put)+len(patch.Removed))
	}
	p.reset = p.reset || patch.Reset
	for _, id := range patch.Removed {
		p.changes[id] = change[T]{removed: true}
	}
	for _, item := range patch.Put {
		p.changes[item.ItemID()] = change[T]{item: item}
	}
	p.more = patch.More
}

// merge gives a new list, newest first, and leaves the old one as it is.
func (p *pending[T]) merge(list []T) []T {
	if p.changes == nil {
		return list
	}
	if p.reset {
		list = nil
	}
	put := p.put()
	merged := make([]T, 0, len(list)+len(put))
	for _, item := range list {
		if _, changed := p.changes[item.ItemID()]; changed {
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

// put are the new and changed rows, newest first.
func (p *pending[T]) put() []T {
	var put []T
	for _, c := range p.changes {
		if !c.removed {
			put = append(put, c.item)
		}
	}
	slices.SortFunc(put, inbox.NewestFirst)
	return put
}
