package rig

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"
)

const menuFace = "com.canonical.dbusmenu"

// MenuEntry is one entry of a tray item's menu; the root has no label.
type MenuEntry struct {
	Label     string // without the marks of keyboard mnemonics
	Enabled   bool
	Visible   bool
	Separator bool
	Checked   bool
	Children  []MenuEntry
	id        int32
}

// layout is the node of the dbusmenu protocol; Children are layouts again.
type layout struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

// Menu is the item's menu as it is now.
func (i *TrayItem) Menu() MenuEntry {
	i.d.t.Helper()
	var revision uint32
	var root layout
	err := i.menu().Call(menuFace+".GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root)
	if err != nil {
		i.d.t.Fatalf("menu of tray item %s: %v", i.ID, err)
	}
	return i.entry(root)
}

func (i *TrayItem) menu() dbus.BusObject {
	i.d.t.Helper()
	var path dbus.ObjectPath
	i.mustProperty("Menu", &path)
	return i.d.bus.Object(i.name, path)
}

func (i *TrayItem) entry(l layout) MenuEntry {
	i.d.t.Helper()
	e := MenuEntry{id: l.ID, Enabled: true, Visible: true} // the protocol's defaults
	for name, v := range l.Properties {
		switch name {
		case "label":
			label, _ := v.Value().(string)
			e.Label = unmnemonic(label)
		case "enabled":
			e.Enabled, _ = v.Value().(bool)
		case "visible":
			e.Visible, _ = v.Value().(bool)
		case "type":
			e.Separator = v.Value() == "separator"
		case "toggle-state":
			e.Checked = v.Value() == int32(1)
		}
	}
	for _, v := range l.Children {
		var child layout
		if err := v.Store(&child); err != nil {
			i.d.t.Fatalf("menu of tray item %s: %v", i.ID, err)
		}
		e.Children = append(e.Children, i.entry(child))
	}
	return e
}

// unmnemonic turns "_Quit" into "Quit" and "a__b" into "a_b".
func unmnemonic(label string) string {
	parts := strings.Split(label, "__")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(part, "_", "")
	}
	return strings.Join(parts, "_")
}

// All walks the menu and its submenus from the top.
func (e MenuEntry) All() iter.Seq[MenuEntry] {
	return func(yield func(MenuEntry) bool) { e.walk(yield) }
}

func (e MenuEntry) walk(yield func(MenuEntry) bool) bool {
	for _, child := range e.Children {
		if !yield(child) || !child.walk(yield) {
			return false
		}
	}
	return true
}

// Labels are the texts of all visible entries.
func (e MenuEntry) Labels() []string {
	var labels []string
	for entry := range e.All() {
		if entry.Visible && !entry.Separator {
			labels = append(labels, entry.Label)
		}
	}
	return labels
}

// ClickMenu clicks on the menu's entry with this label, as soon as there is one that can be clicked.
func (i *TrayItem) ClickMenu(label string) {
	i.d.t.Helper()
	var entry MenuEntry
	Eventually(i.d.t, patience, fmt.Sprintf("menu offers %q", label), func() error {
		entries := slices.Collect(i.Menu().All())
		at := slices.IndexFunc(entries, func(e MenuEntry) bool { return e.Label == label && e.Enabled && e.Visible })
		if at < 0 {
			return fmt.Errorf("it has %q", i.Menu().Labels())
		}
		entry = entries[at]
		return nil
	})
	err := i.menu().Call(menuFace+".Event", 0, entry.id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
	if err != nil {
		i.d.t.Fatalf("menu of tray item %s: %s: %v", i.ID, label, err)
	}
}
