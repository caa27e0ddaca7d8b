package atspi

import (
	"context"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// settles is how long a screen reader that knows no announcements is told of a text after it came. It reads the
// text itself a moment later: of two that follow each other it would say the second twice.
const settles = 200 * time.Millisecond

// polite is how urgent what is said aloud is: it waits for its turn.
const polite = 1

// pump sends events while someone listens. Fyne doesn't tell what changes, so the window is looked at before each
// frame, and compared with what it was.
func (s *service) pump(ctx context.Context) {
	var last *access.Tree
	var stop func() // nil while nobody listens
	for {
		select {
		case <-ctx.Done():
			s.watch(&stop, false)
			return
		case <-s.wake:
			if heard := s.heard(); heard != (stop != nil) {
				s.watch(&stop, heard)
				last = nil
			}
		case <-s.source.news:
			if stop != nil {
				last = s.compare(last, s.source.seen())
			}
		}
	}
}

// watch begins to look at each frame, or ends it with the function that stop points to.
func (s *service) watch(stop *func(), on bool) {
	s.source.watched.Store(on)
	switch {
	case on:
		*stop = s.Frames(s.source.frame)
	case *stop != nil:
		(*stop)()
		*stop = nil
		s.source.forget()
	}
}

// compare sends the differences between a tree and the last one, and returns the one to compare with next.
func (s *service) compare(last, tree *access.Tree) *access.Tree {
	if tree == last {
		return last
	}
	if last == nil {
		last = s.source.told()
		s.tell(nil, last)
	}
	s.tell(last, tree)
	s.sayDue(tree)
	return tree
}

// event sends one event of an object.
func (s *service) event(path dbus.ObjectPath, kind, member, detail string, a, b int, value any) {
	if err := s.conn.Emit(path, prefix+"Event."+kind+"."+member, detail, int32(a), int32(b), dbus.MakeVariant(value),
		map[string]dbus.Variant{}); err != nil {
		s.Logger.Debug("atspi: event", "member", member, "err", err)
	}
}

func (s *service) object(path dbus.ObjectPath, member, detail string, a, b int, value any) {
	s.event(path, "Object", member, detail, a, b, value)
}

// tell sends the differences between one tree and the one before. What was done comes first, and where the keyboard is
// now; then what has come and gone with it. That may be a whole page, which takes milliseconds to send and to receive.
func (s *service) tell(before, now *access.Tree) {
	if before == now {
		return
	}
	if before == nil || now == nil {
		s.tellWindow(before, now)
		return
	}
	d := difference{service: s, before: before, now: now}
	for _, id := range now.Order {
		if old := before.Nodes[id]; old != nil {
			d.changed(old, now.Nodes[id])
		}
	}
	d.window()
	focused := now.Focused()
	known := focused != nil && before.Nodes[focused.ID] != nil
	if known {
		d.focus()
	}
	d.gone()
	d.came()
	if !known {
		d.focus()
	}
}

// tellWindow sends that the window has come or gone. A client that comes later asks for it.
func (s *service) tellWindow(before, now *access.Tree) {
	switch {
	case before != nil:
		s.event(framePath, "Window", "Destroy", "", 0, 0, "")
		s.object(rootPath, "ChildrenChanged", "remove", 0, 0, s.reference(framePath))
	case now != nil:
		s.event(framePath, "Window", "Create", "", 0, 0, clean(now.Title))
		s.object(rootPath, "ChildrenChanged", "add", 0, 0, s.reference(framePath))
		if now.Place.Active {
			s.event(framePath, "Window", "Activate", "", 0, 0, clean(now.Title))
		}
		if n := now.Focused(); n != nil {
			s.focused(now, n)
		}
	}
}

// focused says where the keyboard is. Of a list, the row that has it is the active one.
func (s *service) focused(t *access.Tree, n *access.Node) {
	path := pathOf(n.ID)
	if parent := t.Nodes[n.Parent]; parent != nil && selects(parent) {
		s.object(pathOf(parent.ID), "ActiveDescendantChanged", "", n.Index, 0, s.reference(path))
	}
	s.object(path, "StateChanged", "focused", 1, 0, int32(0))
	s.event(path, "Focus", "Focus", "", 0, 0, int32(0))
}

// difference is what to report of two trees.
type difference struct {
	*service
	before, now *access.Tree
}

// gone says what is no longer there: for each parent that stayed, its children; for the cache, everything.
func (d difference) gone() {
	for _, id := range d.before.Order {
		n := d.before.Nodes[id]
		if d.now.Nodes[id] != nil {
			continue
		}
		if n.Parent == 0 || d.now.Nodes[n.Parent] != nil {
			d.object(pathOf(n.Parent), "ChildrenChanged", "remove", n.Index, 0, d.reference(pathOf(id)))
		}
		d.object(pathOf(id), "StateChanged", "defunct", 1, 0, int32(0))
		d.emitCache("RemoveAccessible", d.reference(pathOf(id)))
	}
}

// came reports what is new.
func (d difference) came() {
	for _, id := range d.now.Order {
		n := d.now.Nodes[id]
		if d.before.Nodes[id] != nil {
			continue
		}
		d.emitCache("AddAccessible", d.of(d.now, n).cached(pathOf(id)))
		if n.Parent == 0 || d.before.Nodes[n.Parent] != nil {
			d.object(pathOf(n.Parent), "ChildrenChanged", "add", n.Index, 0, d.reference(pathOf(id)))
		}
		if n.Spoken && n.Name != "" {
			d.say(n)
		}
	}
}

func (d difference) emitCache(member string, value any) {
	if err := d.conn.Emit(cachePath, prefix+"Cache."+member, value); err != nil {
		d.Logger.Debug("atspi: cache", "member", member, "err", err)
	}
}

// say has a text said aloud. Screen readers that know no announcements say a notification that shows up.
func (d difference) say(n *access.Node) {
	d.mu.Lock()
	showing := d.showing
	d.mu.Unlock()
	if showing {
		if _, waits := d.due[n.ID]; !waits {
			d.due[n.ID] = d.now.When
		}
		return
	}
	d.object(pathOf(n.ID), "Announcement", "", polite, 0, clean(n.Name))
}

// sayDue says that notifications show up, whose texts have settled.
func (s *service) sayDue(now *access.Tree) {
	for id, since := range s.due {
		switch n := now.Node(id); {
		case n == nil || n.Name == "":
			delete(s.due, id)
		case now.When.Sub(since) >= settles:
			delete(s.due, id)
			s.object(pathOf(id), "StateChanged", "showing", 1, 0, int32(0))
		}
	}
}

// changed sends the differences of one node, except the focus, which comes last of all.
func (d difference) changed(old, n *access.Node) {
	path := pathOf(n.ID)
	if old.Name != n.Name {
		d.object(path, "PropertyChange", "accessible-name", 0, 0, clean(n.Name))
		if n.Spoken && n.Name != "" {
			d.say(n)
		}
	}
	if old.Description != n.Description {
		d.object(path, "PropertyChange", "accessible-description", 0, 0, clean(n.Description))
	}
	if a, b := roleOf(old), roleOf(n); a != b {
		d.object(path, "PropertyChange", "accessible-role", 0, 0, b.number)
	}
	if old.Range != nil && n.Range != nil && old.Range.Now != n.Range.Now && !runs(old.Range, n.Range) {
		d.object(path, "PropertyChange", "accessible-value", 0, 0, n.Range.Now)
	}
	d.states(path, statesOf(old), statesOf(n))
	d.text(path, old, n)
	if selects(n) && !sameSelection(d.before, d.now, old, n) && d.keyboardIn(n) {
		d.object(path, "SelectionChanged", "", 0, 0, int32(0))
	}
}

// keyboardIn reports whether the keyboard is in a node, or nowhere. Orca takes what is selected for what has the
// keyboard, wherever that is, and since version 48 it hears of a selection after a focus that is told later. Where
// the keyboard has just come to what is selected, that says it all.
func (d difference) keyboardIn(n *access.Node) bool {
	focused, last := d.now.Focused(), d.before.Focused()
	if focused == nil {
		return true
	}
	inside := focused
	for inside != nil && inside.ID != n.ID {
		inside = d.now.Nodes[inside.Parent]
	}
	selected := (&thing{tree: d.now, node: n}).selected()
	follows := len(selected) == 1 && selected[0] == focused.ID && (last == nil || last.ID != focused.ID)
	return inside != nil && !follows
}

// runs reports whether a value has changed by itself: by less than what a key moves it.
func runs(old, now *parts.Range) bool {
	return now.Runs && now.Now > old.Now && now.Now < old.Now+now.Step
}

func (d difference) states(path dbus.ObjectPath, before, now states) {
	for one, name := range stateNames {
		if before.has(one) == now.has(one) || one == stateFocused && now.has(one) {
			continue
		}
		on := 0
		if now.has(one) {
			on = 1
		}
		d.object(path, "StateChanged", name, on, 0, int32(0))
	}
}

func sameSelection(before, now *access.Tree, old, n *access.Node) bool {
	a := (&thing{tree: before, node: old}).selected()
	b := (&thing{tree: now, node: n}).selected()
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// text says what was typed and where the caret went.
func (d difference) text(path dbus.ObjectPath, old, n *access.Node) {
	if old.Text == nil || n.Text == nil {
		return
	}
	a, b := runes(old), runes(n)
	from, gone, came := changedPart(a, b)
	if gone > 0 {
		d.object(path, "TextChanged", "delete", from, gone, string(a[from:from+gone]))
	}
	if came > 0 {
		d.object(path, "TextChanged", "insert", from, came, string(b[from:from+came]))
	}
	if old.Text.Caret != n.Text.Caret {
		d.object(path, "TextCaretMoved", "", n.Text.Caret, 0, "")
	}
	if a, b := selectedText(old), selectedText(n); !slices.Equal(a, b) {
		d.object(path, "TextSelectionChanged", "", 0, 0, "")
	}
}

// changedPart is the part between two texts' common beginning and end: where, and how much of each.
func changedPart(a, b []rune) (from, gone, came int) {
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	end := 0
	for end < len(a)-from && end < len(b)-from && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return from, len(a) - from - end, len(b) - from - end
}

// window reports whether the window has the keyboard, and what is other of it.
func (d difference) window() {
	if d.before.Title != d.now.Title {
		d.object(framePath, "PropertyChange", "accessible-name", 0, 0, clean(d.now.Title))
	}
	if d.before.Place.Active == d.now.Place.Active {
		return
	}
	member, on := "Deactivate", 0
	if d.now.Place.Active {
		member, on = "Activate", 1
	}
	d.event(framePath, "Window", member, "", 0, 0, clean(d.now.Title))
	d.object(framePath, "StateChanged", "active", on, 0, int32(0))
}

// focus reports where the keyboard focus went.
func (d difference) focus() {
	n, old := d.now.Focused(), d.before.Focused()
	if n != nil && (old == nil || old.ID != n.ID) {
		d.focused(d.now, n)
	}
}
