//go:build desktop

package rig_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"istratray/desktop/rig"
)

// fakeItem is the smallest tray item that a tray accepts. It remembers what is done to it.
type fakeItem struct {
	conn  *dbus.Conn
	props *prop.Properties

	mu   sync.Mutex // guards done: D-Bus calls come on goroutines of their own
	done []string
}

type (
	pixmap struct {
		Width, Height int32
		ARGB          []byte
	}
	tooltip struct {
		IconName    string
		Icon        []pixmap
		Title, Text string
	}
	node struct {
		ID         int32
		Properties map[string]dbus.Variant
		Children   []dbus.Variant
	}
)

func newFakeItem(t *testing.T, desk *rig.Desk) *fakeItem {
	t.Helper()
	conn, err := dbus.Connect(desk.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	check(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	f := &fakeItem{conn: conn}
	f.props, err = prop.Export(conn, "/StatusNotifierItem", prop.Map{"org.kde.StatusNotifierItem": {
		"Id": {Value: "fake"}, "Title": {Value: "Fake"}, "Status": {Value: "Active"},
		"Category": {Value: "Communications"},
		"IconName": {Value: ""}, "Menu": {Value: dbus.ObjectPath("/Menu")}, "ItemIsMenu": {Value: false},
		"IconPixmap": {Value: []pixmap{{2, 1, []byte{255, 0, 0, 0, 255, 1, 2, 3}}}},
		"ToolTip":    {Value: tooltip{}, Writable: true},
	}})
	check(t, err)
	check(t, conn.Export(f, "/StatusNotifierItem", "org.kde.StatusNotifierItem"))
	check(t, conn.Export(f, "/Menu", "com.canonical.dbusmenu"))
	watcher := conn.Object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
	check(t, watcher.Call("org.kde.StatusNotifierWatcher.RegisterStatusNotifierItem", 0, conn.Names()[0]).Err)
	return f
}

// Activate is part of the D-Bus interface.
func (f *fakeItem) Activate(_, _ int32) *dbus.Error { f.note("activated"); return nil }

// GetLayout is part of the D-Bus interface.
func (f *fakeItem) GetLayout(_, _ int32, _ []string) (uint32, node, *dbus.Error) {
	entry := func(id int32, label string) dbus.Variant {
		return dbus.MakeVariant(node{id, map[string]dbus.Variant{"label": dbus.MakeVariant(label)}, []dbus.Variant{}})
	}
	hidden := dbus.MakeVariant(node{2, map[string]dbus.Variant{"visible": dbus.MakeVariant(false)}, []dbus.Variant{}})
	return 1, node{0, map[string]dbus.Variant{}, []dbus.Variant{entry(1, "More__or__less"), hidden,
		entry(3, "_Quit")}}, nil
}

// Event is part of the D-Bus interface.
func (f *fakeItem) Event(id int32, event string, _ dbus.Variant, _ uint32) *dbus.Error {
	f.note(fmt.Sprint(event, " ", id))
	return nil
}

func (f *fakeItem) note(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.done = append(f.done, what)
}

func (f *fakeItem) did(what string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return contains(strings.Join(f.done, "\n"), what)
}

func (f *fakeItem) want(t *testing.T, what string) {
	t.Helper()
	rig.Eventually(t, soon, "the item is "+what, func() error { return f.did(what) })
}

func (f *fakeItem) set(t *testing.T, name string, value any) {
	t.Helper()
	f.props.SetMust("org.kde.StatusNotifierItem", name, value)
}

func (f *fakeItem) leave(t *testing.T) { t.Helper(); check(t, f.conn.Close()) }

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func contains(text string, parts ...string) error {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return fmt.Errorf("no %q in %q", part, text)
		}
	}
	return nil
}
