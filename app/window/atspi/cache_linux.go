package atspi

import (
	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
)

// cached is what clients keep of an object.
type cached struct {
	Object, Application, Parent reference
	Index, Children             int32
	Interfaces                  []string
	Name                        string
	Role                        uint32
	Description                 string
	States                      []uint32
}

var cache = iface{
	methods: map[string]method{
		"GetItems": answer(func(t *thing) any {
			app := &thing{service: t.service, tree: t.tree}
			all := []cached{app.cached(rootPath)}
			if t.tree == nil {
				return all
			}
			frame := &thing{service: t.service, tree: t.tree, frame: true}
			all = append(all, frame.cached(framePath))
			for _, id := range t.tree.Order {
				all = append(all, t.of(t.tree, t.tree.Nodes[id]).cached(pathOf(id)))
			}
			return all
		}),
	},
	properties: map[string]property{"version": func(*thing) any { return uint32(1) }},
}

// of is a node of a tree as a thing.
func (s *service) of(t *access.Tree, n *access.Node) *thing {
	return &thing{service: s, tree: t, node: n}
}

func (t *thing) cached(path dbus.ObjectPath) cached {
	return cached{
		Object: t.reference(path), Application: t.reference(rootPath), Parent: t.parent(), Index: t.index(),
		Children: int32(len(t.children())), Interfaces: t.interfaces(), Name: t.name(), Role: t.role().number,
		Description: t.description(), States: t.states().wire(),
	}
}
