package atspi

import (
	"math"
	"strconv"

	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
	"istratray/app/window/parts"
)

var value = iface{
	properties: map[string]property{
		"MinimumValue":     func(t *thing) any { return t.node.Range.Min },
		"MaximumValue":     func(t *thing) any { return t.node.Range.Max },
		"MinimumIncrement": func(t *thing) any { return t.node.Range.Step },
		"CurrentValue":     func(t *thing) any { return t.node.Range.Now },
		"Text":             func(t *thing) any { return valueText(t.node.Range) },
	},
	set: map[string]func(*thing, dbus.Variant) error{"CurrentValue": setValue},
}

// valueText is a value as it is said: a figure with two decimals at most.
func valueText(r *parts.Range) string {
	if r.Text != "" {
		return clean(r.Text)
	}
	return strconv.FormatFloat(math.Round(r.Now*100)/100, 'f', -1, 64)
}

// setValue sets a value, held within its bounds.
func setValue(t *thing, v dbus.Variant) error {
	to, ok := v.Value().(float64)
	if !ok || math.IsNaN(to) {
		return errArguments
	}
	_, err := t.use(func(n *access.Node) bool {
		if n.Range == nil {
			return false
		}
		n.Range.Set(min(max(to, n.Range.Min), n.Range.Max))
		return true
	})
	return err
}
