package tray

import (
	"fmt"
	"maps"
	"slices"

	"github.com/godbus/dbus/v5"
)

// menuMethods are what hosts call to read the menu and to tell of clicks. The bus library calls each
// from a goroutine of its own.
type menuMethods struct{ m *menuObject }

// menuEvent is something that happened to a line.
type menuEvent struct {
	ID   int32
	Name string
	Data dbus.Variant
	Time uint32
}

// GetLayout returns the lines below parent, depth levels deep; -1 means all.
func (mm menuMethods) GetLayout(parent, depth int32, names []string) (uint32, layout, *dbus.Error) {
	mm.m.mu.Lock()
	defer mm.m.mu.Unlock()
	n := mm.m.byID[parent]
	if n == nil {
		return 0, layout{}, unknownLine(parent)
	}
	if parent == 0 {
		mm.m.read = mm.m.revision
	}
	return mm.m.revision, n.layout(depth, names), nil
}

func (n *node) layout(depth int32, names []string) layout {
	l := layout{ID: n.id, Properties: chosen(n.props, names), Children: []dbus.Variant{}}
	if depth != 0 {
		for _, c := range n.children {
			l.Children = append(l.Children, dbus.MakeVariant(c.layout(depth-1, names)))
		}
	}
	return l
}

// chosen are the properties that were asked for; none named means all.
func chosen(props map[string]dbus.Variant, names []string) map[string]dbus.Variant {
	p := maps.Clone(props)
	if len(names) > 0 {
		maps.DeleteFunc(p, func(name string, _ dbus.Variant) bool { return !slices.Contains(names, name) })
	}
	return p
}

// GetGroupProperties returns the properties of several lines; none named means all of them.
func (mm menuMethods) GetGroupProperties(ids []int32, names []string) ([]properties, *dbus.Error) {
	mm.m.mu.Lock()
	defer mm.m.mu.Unlock()
	if len(ids) == 0 {
		ids = slices.Sorted(maps.Keys(mm.m.byID))
	}
	all := []properties{}
	for _, id := range ids {
		if n := mm.m.byID[id]; n != nil {
			all = append(all, properties{id, chosen(n.props, names)})
		}
	}
	return all, nil
}

// GetProperty returns one property of one line.
func (mm menuMethods) GetProperty(id int32, name string) (dbus.Variant, *dbus.Error) {
	mm.m.mu.Lock()
	defer mm.m.mu.Unlock()
	n := mm.m.byID[id]
	if n == nil {
		return dbus.Variant{}, unknownLine(id)
	}
	v, ok := n.props[name]
	if !ok {
		return dbus.Variant{}, dbus.MakeFailedError(fmt.Errorf("line %d has no %q", id, name))
	}
	return v, nil
}

// Event is called when something happened to a line.
func (mm menuMethods) Event(id int32, name string, data dbus.Variant, time uint32) *dbus.Error {
	if !mm.event(id, name) {
		return unknownLine(id)
	}
	return nil
}

// EventGroup is Event for several events; it returns the lines that don't exist.
func (mm menuMethods) EventGroup(events []menuEvent) ([]int32, *dbus.Error) {
	unknown := []int32{}
	for _, e := range events {
		if !mm.event(e.ID, e.Name) {
			unknown = append(unknown, e.ID)
		}
	}
	return unknown, nil
}

func (mm menuMethods) event(id int32, name string) bool {
	mm.m.mu.Lock()
	n := mm.m.byID[id]
	mm.m.mu.Unlock()
	if n == nil {
		return false
	}
	if name == "clicked" && n.intent != nil {
		mm.m.choose(n.intent)
	}
	return true
}

// AboutToShow is called before a menu opens, and answers whether the host has to read it again first. Outdated lines
// are signalled besides.
func (mm menuMethods) AboutToShow(id int32) (bool, *dbus.Error) {
	stale, known := mm.m.opens(id)
	if !known {
		return false, unknownLine(id)
	}
	return stale, nil
}

// AboutToShowGroup is AboutToShow for several menus. Some hosts ask for the only one in this way.
func (mm menuMethods) AboutToShowGroup(ids []int32) (updates, unknown []int32, err *dbus.Error) {
	updates, unknown = []int32{}, []int32{}
	for _, id := range ids {
		switch stale, known := mm.m.opens(id); {
		case !known:
			unknown = append(unknown, id)
		case stale:
			updates = append(updates, id)
		}
	}
	return updates, unknown, nil
}

// opens reports whether a menu that is about to open exists, and whether lines have come or gone since a host last
// read all of it: hosts have been seen to miss signals.
func (m *menuObject) opens(id int32) (stale, known bool) {
	if id == 0 {
		m.look()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.read != m.revision, m.byID[id] != nil
}

func unknownLine(id int32) *dbus.Error {
	return dbus.NewError("com.canonical.dbusmenu.Error", []any{fmt.Sprintf("no line %d", id)})
}
