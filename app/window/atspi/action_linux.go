package atspi

import (
	"istratray/app/window/access"
	"istratray/app/window/parts"
)

// act is one thing that can be done with a node.
type act struct {
	name string
	do   func()
}

// actions are what can be done with a node, the usual thing first.
func actions(n *access.Node) []act {
	var all []act
	if n.Press != nil {
		all = append(all, act{"press", n.Press}, act{"click", n.Press}) // tests of GTK's programs click
	}
	if n.Press != nil && n.Role == parts.RoleSwitch {
		all = append(all, act{"toggle", n.Press})
	}
	if n.Open != nil {
		all = append(all, act{"activate", n.Open})
	}
	if n.Fold != nil {
		all = append(all, act{"expand or contract", n.Fold})
	}
	if n.Menu != nil {
		all = append(all, act{"menu", n.Menu})
	}
	return all
}

// description is an action as it goes over the bus.
type description struct{ Name, Description, Key string }

var action = iface{
	methods: map[string]method{
		"GetActions": answer(func(t *thing) any {
			all := []description{}
			for _, a := range actions(t.node) {
				all = append(all, description{Name: a.name})
			}
			return all
		}),
		"GetName":          nameOfAction,
		"GetLocalizedName": nameOfAction,
		"GetDescription":   func(*thing, args) ([]any, error) { return []any{""}, nil },
		"GetKeyBinding":    func(*thing, args) ([]any, error) { return []any{""}, nil },
		"DoAction":         doAction,
	},
	properties: map[string]property{
		"NActions": func(t *thing) any { return int32(len(actions(t.node))) },
	},
}

func nameOfAction(t *thing, a args) ([]any, error) {
	var i int32
	if err := a.into(&i); err != nil {
		return nil, err
	}
	all := actions(t.node)
	if i < 0 || int(i) >= len(all) {
		return []any{""}, nil
	}
	return []any{all[i].name}, nil
}

// doAction does it with the node as it is now. One that can't be used refuses.
func doAction(t *thing, a args) ([]any, error) {
	var i int32
	if err := a.into(&i); err != nil {
		return nil, err
	}
	return t.use(func(n *access.Node) bool {
		all := actions(n)
		if i < 0 || int(i) >= len(all) {
			return false
		}
		all[i].do()
		return true
	})
}
