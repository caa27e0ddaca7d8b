package atspi

import (
	"os"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

var accessible = iface{
	methods: map[string]method{
		"GetChildAtIndex": func(t *thing, a args) ([]any, error) {
			var i int32
			if err := a.into(&i); err != nil {
				return nil, err
			}
			return []any{t.child(int(i))}, nil
		},
		"GetChildren":          answer(func(t *thing) any { return t.references(t.children()) }),
		"GetIndexInParent":     answer(func(t *thing) any { return t.index() }),
		"GetRelationSet":       answer(func(t *thing) any { return t.relations() }),
		"GetRole":              answer(func(t *thing) any { return t.role().number }),
		"GetRoleName":          answer(func(t *thing) any { return t.role().name }),
		"GetLocalizedRoleName": answer(func(t *thing) any { return t.role().name }),
		"GetState":             answer(func(t *thing) any { return t.states().wire() }),
		"GetAttributes":        answer(func(t *thing) any { return t.attributes() }),
		"GetApplication":       answer(func(t *thing) any { return t.reference(rootPath) }),
		"GetInterfaces":        answer(func(t *thing) any { return t.interfaces() }),
	},
	properties: map[string]property{
		"Name":         func(t *thing) any { return t.name() },
		"Description":  func(t *thing) any { return t.description() },
		"Parent":       func(t *thing) any { return t.parent() },
		"ChildCount":   func(t *thing) any { return int32(len(t.children())) },
		"Locale":       func(*thing) any { return locale() },
		"AccessibleId": func(t *thing) any { return t.accessibleID() },
		"HelpText":     func(*thing) any { return "" }, // the description again would be said twice
		"version":      func(*thing) any { return uint32(1) },
	},
}

var application = iface{
	methods: map[string]method{
		"GetLocale":                func(*thing, args) ([]any, error) { return []any{locale()}, nil },
		"GetApplicationBusAddress": func(*thing, args) ([]any, error) { return nil, errUnsupported },
		"RegisterEventListener":    func(*thing, args) ([]any, error) { return nil, nil },
		"DeregisterEventListener":  func(*thing, args) ([]any, error) { return nil, nil },
	},
	properties: map[string]property{
		"ToolkitName":      func(*thing) any { return "Fyne" },
		"ToolkitVersion":   func(*thing) any { return "2.8" },
		"Version":          func(t *thing) any { return t.Version },
		"AtspiVersion":     func(*thing) any { return "2.1" },
		"InterfaceVersion": func(*thing) any { return uint32(1) },
		"Id": func(t *thing) any {
			t.mu.Lock()
			defer t.mu.Unlock()
			return t.id
		},
	},
	set: map[string]func(*thing, dbus.Variant) error{
		"Id": func(t *thing, v dbus.Variant) error {
			id, ok := v.Value().(int32)
			if !ok {
				return errArguments
			}
			t.mu.Lock()
			defer t.mu.Unlock()
			t.id = id
			return nil
		},
	},
}

// answer is a method without arguments that can't fail.
func answer(f func(*thing) any) method {
	return func(t *thing, _ args) ([]any, error) { return []any{f(t)}, nil }
}

// app reports whether the thing is the application itself.
func (t *thing) app() bool { return t.node == nil && !t.frame }

func (t *thing) interfaces() []string {
	if t.cache {
		return []string{prefix + "Cache"}
	}
	names := []string{prefix + "Accessible"}
	add := func(on bool, name string) {
		if on {
			names = append(names, prefix+name)
		}
	}
	add(t.app(), "Application")
	add(!t.app(), "Component")
	if n := t.node; n != nil {
		add(len(actions(n)) > 0, "Action")
		add(readable(n), "Text")
		add(n.Text != nil, "EditableText")
		add(n.Range != nil, "Value")
		add(selects(n), "Selection")
	}
	return names
}

func (t *thing) role() role {
	switch {
	case t.app():
		return roleApplication
	case t.frame:
		return roleFrame
	}
	return roleOf(t.node)
}

func (t *thing) states() states {
	switch {
	case t.app():
		return set(stateEnabled, stateSensitive, stateShowing, stateVisible)
	case t.frame:
		return frameStates(t.tree)
	}
	return statesOf(t.node)
}

func (t *thing) name() string {
	switch {
	case t.app():
		return t.Name
	case t.frame:
		return clean(t.tree.Title)
	}
	return clean(t.node.Name)
}

func (t *thing) description() string {
	if t.node == nil {
		return ""
	}
	return clean(t.node.Description)
}

// accessibleID is what a row shows, as the command line and the socket call it.
func (t *thing) accessibleID() string {
	if t.node == nil || t.node.Role != parts.RoleRow {
		return ""
	}
	return clean(t.node.Key)
}

func (t *thing) parent() reference {
	switch {
	case t.app():
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.desktop.Bus == "" {
			return t.reference(nullPath)
		}
		return t.desktop
	case t.frame:
		return t.reference(rootPath)
	}
	return t.reference(pathOf(t.node.Parent))
}

// children are the numbers of what is in the thing; 0 is the window.
func (t *thing) children() []int {
	switch {
	case t.app() && t.tree == nil:
		return nil
	case t.app():
		return []int{0}
	case t.frame:
		return t.tree.Top
	}
	return t.node.Children
}

func (t *thing) child(i int) reference {
	children := t.children()
	if i < 0 || i >= len(children) {
		return t.reference(nullPath)
	}
	return t.reference(pathOf(children[i]))
}

func (t *thing) index() int32 {
	if t.node == nil {
		return 0
	}
	return int32(t.node.Index)
}

func (t *thing) references(ids []int) []reference {
	all := make([]reference, len(ids))
	for i, id := range ids {
		all[i] = t.reference(pathOf(id))
	}
	return all
}

// Relations of AT-SPI.
const (
	labelFor       = 1
	labelledBy     = 2
	descriptionFor = 17
	describedBy    = 18
)

// relation is which things are related how.
type relation struct {
	Kind    uint32
	Targets []reference
}

func (t *thing) relations() []relation {
	all := []relation{}
	if t.node == nil {
		return all
	}
	var named, explained []int
	for _, id := range t.tree.Order {
		if t.tree.Nodes[id].Label == t.node.ID {
			named = append(named, id)
		}
		if t.tree.Nodes[id].Help == t.node.ID {
			explained = append(explained, id)
		}
	}
	for _, r := range []struct {
		kind uint32
		to   []int
	}{
		{labelledBy, some(t.node.Label)}, {labelFor, named},
		{describedBy, some(t.node.Help)}, {descriptionFor, explained},
	} {
		if len(r.to) > 0 {
			all = append(all, relation{r.kind, t.references(r.to)})
		}
	}
	return all
}

// some is a node as a list, and none as an empty one.
func some(id int) []int {
	if id == 0 {
		return nil
	}
	return []int{id}
}

func (t *thing) attributes() map[string]string {
	all := map[string]string{"toolkit": "Fyne"}
	n := t.node
	if n == nil {
		return all
	}
	if n.Position > 0 {
		all["posinset"] = strconv.Itoa(n.Position)
	}
	if n.Total > 0 {
		all["setsize"] = strconv.Itoa(n.Total)
	}
	if n.Range != nil {
		all["valuetext"] = valueText(n.Range)
	}
	if n.Role == parts.RoleHeading {
		all["level"] = "1"
	}
	if n.Spoken {
		all["live"] = "polite"
	}
	if hint := placeholder(n); hint != "" {
		all["placeholder-text"] = clean(hint)
	}
	if id := t.accessibleID(); id != "" {
		all["id"] = id
	}
	return all
}

// placeholder is what stands in an empty field, where it isn't its name already.
func placeholder(n *access.Node) string {
	if n.Text == nil || n.Text.Hint == n.Name {
		return ""
	}
	return n.Text.Hint
}

// clean makes text valid for the bus, which closes the connection over invalid UTF-8.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// locale is the user's, as POSIX names them.
func locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			v, _, _ = strings.Cut(v, ".")
			return clean(v)
		}
	}
	return "C"
}
