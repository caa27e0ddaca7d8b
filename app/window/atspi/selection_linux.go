package atspi

import (
	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// selects reports whether things can be selected in a node.
func selects(n *access.Node) bool {
	switch n.Role {
	case parts.RoleList, parts.RoleTabs, parts.RoleChoice:
		return true
	}
	return false
}

var selection = iface{
	methods: map[string]method{
		"GetSelectedChild": func(t *thing, a args) ([]any, error) {
			i, err := oneIndex(a)
			if chosen := t.selected(); err == nil && i >= 0 && i < len(chosen) {
				return []any{t.reference(pathOf(chosen[i]))}, nil
			}
			return []any{t.reference(nullPath)}, err
		},
		"IsChildSelected": func(t *thing, a args) ([]any, error) {
			i, err := oneIndex(a)
			child := t.at(i)
			return []any{child != nil && child.State&parts.Selected != 0}, err
		},
		"SelectChild":           selectChild,
		"DeselectChild":         func(*thing, args) ([]any, error) { return []any{false}, nil },
		"DeselectSelectedChild": func(*thing, args) ([]any, error) { return []any{false}, nil },
		"SelectAll":             func(t *thing, _ args) ([]any, error) { return t.selectAll(true) },
		"ClearSelection":        func(t *thing, _ args) ([]any, error) { return t.selectAll(false) },
	},
	properties: map[string]property{
		"NSelectedChildren": func(t *thing) any { return int32(len(t.selected())) },
	},
}

func oneIndex(a args) (int, error) {
	var i int32
	err := a.into(&i)
	return int(i), err
}

// selected are the children that are selected, of those in view.
func (t *thing) selected() []int {
	var chosen []int
	for _, id := range t.node.Children {
		if t.tree.Nodes[id].State&parts.Selected != 0 {
			chosen = append(chosen, id)
		}
	}
	return chosen
}

// at is a child, or nil.
func (t *thing) at(i int) *access.Node {
	if i < 0 || i >= len(t.node.Children) {
		return nil
	}
	return t.tree.Nodes[t.node.Children[i]]
}

// selectChild selects by taking the keyboard there, where a press would do more than select.
func selectChild(t *thing, a args) ([]any, error) {
	i, err := oneIndex(a)
	if err != nil {
		return nil, err
	}
	child := t.at(i)
	if child == nil || child.State&parts.Selectable == 0 {
		return []any{false}, nil
	}
	of := &thing{service: t.service, tree: t.tree, node: child}
	return of.use(func(n *access.Node) bool {
		if n.Role == parts.RoleRow {
			return n.Focus()
		}
		n.Press()
		return true
	})
}

// selectAll selects every row of a list, or none.
func (t *thing) selectAll(on bool) ([]any, error) {
	return t.use(func(n *access.Node) bool {
		if n.SelectAll == nil {
			return false
		}
		n.SelectAll(on)
		return true
	})
}
