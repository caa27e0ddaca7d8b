package tray

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
	"github.com/godbus/dbus/v5/prop"
)

const menuInterface = "com.canonical.dbusmenu"

// menuObject serves the menu on the bus. Hosts know lines by number: a line keeps its number as long
// as it is there, so that a menu on the screen can change under the pointer without closing, and a
// number never comes to mean another line.
type menuObject struct {
	conn   *dbus.Conn
	choose func(Intent)
	look   func()

	mu       sync.Mutex       // guards what follows
	root     *node            // what hosts are told
	byID     map[int32]*node  // of root's tree
	ids      map[string]int32 // of lines by their key
	lastID   int32
	revision uint32 // of root's structure
	read     uint32 // the revision that a host read last; 0: none
}

// node is one line of the menu. It is not changed once it is in the tree.
type node struct {
	id       int32
	props    map[string]dbus.Variant
	intent   Intent
	children []*node
}

// layout is a node as the protocol has it.
type layout struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

// properties are one line's, as the protocol has them.
type properties struct {
	ID         int32
	Properties map[string]dbus.Variant
}

// removedProperties are the names of the properties that one line has lost.
type removedProperties struct {
	ID    int32
	Names []string
}

func newMenuObject(conn *dbus.Conn, choose func(Intent), look func()) (*menuObject, error) {
	m := &menuObject{conn: conn, choose: choose, look: look, ids: map[string]int32{}, revision: 1}
	m.root = &node{props: rootProperties()}
	m.byID = map[int32]*node{0: m.root}
	methods := menuMethods{m}
	if err := conn.Export(methods, menuPath, menuInterface); err != nil {
		return nil, err
	}
	p, err := prop.Export(conn, menuPath, prop.Map{menuInterface: {
		"Version":       {Value: uint32(3), Emit: prop.EmitConst},
		"TextDirection": {Value: "ltr", Emit: prop.EmitConst},
		"Status":        {Value: "normal", Emit: prop.EmitConst},
		"IconThemePath": {Value: []string{}, Emit: prop.EmitConst},
	}})
	if err != nil {
		return nil, err
	}
	return m, describe(conn, menuPath, introspect.Interface{
		Name: menuInterface, Methods: introspect.Methods(methods), Properties: p.Introspection(menuInterface),
		Signals: []introspect.Signal{
			{Name: "LayoutUpdated", Args: []introspect.Arg{{Name: "revision", Type: "u"}, {Name: "parent", Type: "i"}}},
			{Name: "ItemsPropertiesUpdated", Args: []introspect.Arg{
				{Name: "updatedProps", Type: "a(ia{sv})"}, {Name: "removedProps", Type: "a(ias)"}}},
		},
	})
}

func rootProperties() map[string]dbus.Variant {
	return map[string]dbus.Variant{"children-display": dbus.MakeVariant("submenu")}
}

// set replaces the menu and tells hosts what has changed: properties of lines that stay, and whether lines came, went
// or moved.
func (m *menuObject) set(entries []entry) {
	m.mu.Lock()
	old := m.byID
	m.byID = map[int32]*node{}
	keys := map[string]int32{}
	m.root = &node{props: rootProperties(), children: m.build("", entries, keys)}
	m.byID[0] = m.root
	m.ids = keys
	updated, removed, moved := compare(old, m.byID)
	if moved {
		m.revision++
	}
	revision := m.revision
	m.mu.Unlock()

	if len(updated) > 0 || len(removed) > 0 {
		_ = m.conn.Emit(menuPath, menuInterface+".ItemsPropertiesUpdated", updated, removed)
	}
	if moved {
		_ = m.conn.Emit(menuPath, menuInterface+".LayoutUpdated", revision, int32(0))
	}
}

// build makes nodes of entries and notes the keys in use. It needs the lock.
func (m *menuObject) build(parent string, entries []entry, keys map[string]int32) []*node {
	var nodes []*node
	for _, e := range entries {
		key := parent + "/" + e.key
		id, ok := m.ids[key]
		if !ok {
			m.lastID++
			id = m.lastID
		}
		keys[key] = id
		n := &node{id: id, props: lineProperties(e), intent: e.intent, children: m.build(key, e.children, keys)}
		m.byID[id] = n
		nodes = append(nodes, n)
	}
	return nodes
}

// lineProperties leaves out what has its default.
func lineProperties(e entry) map[string]dbus.Variant {
	if e.label == "" {
		return map[string]dbus.Variant{"type": dbus.MakeVariant("separator")}
	}
	// A single underscore would mark the next letter as the key that chooses the line.
	p := map[string]dbus.Variant{"label": dbus.MakeVariant(strings.ReplaceAll(e.label, "_", "__"))}
	if len(e.children) > 0 {
		p["children-display"] = dbus.MakeVariant("submenu")
	} else if e.intent == nil {
		p["enabled"] = dbus.MakeVariant(false)
	}
	return p
}

// compare finds what a host that knows old has to be told.
func compare(old, now map[int32]*node) (updated []properties, removed []removedProperties, moved bool) {
	moved = len(old) != len(now)
	for _, id := range slices.Sorted(maps.Keys(now)) {
		n, o := now[id], old[id]
		if o == nil {
			moved = true
			continue
		}
		moved = moved || !slices.EqualFunc(o.children, n.children, func(a, b *node) bool { return a.id == b.id })
		if maps.EqualFunc(o.props, n.props, func(a, b dbus.Variant) bool { return a.Value() == b.Value() }) {
			continue
		}
		updated = append(updated, properties{id, n.props})
		if gone := missingFrom(n.props, o.props); len(gone) > 0 {
			removed = append(removed, removedProperties{id, gone})
		}
	}
	return updated, removed, moved
}

func missingFrom(now, old map[string]dbus.Variant) []string {
	var gone []string
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if _, ok := now[name]; !ok {
			gone = append(gone, name)
		}
	}
	return gone
}
