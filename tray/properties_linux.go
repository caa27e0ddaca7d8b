package tray

import (
	"maps"
	"slices"
	"sync"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/introspect"
	"github.com/godbus/dbus/v5/prop"
)

// itemValues are the item's properties on the bus, kept as they are sent: the library's own would take a picture apart
// byte by byte for each change and each question. The methods are those of org.freedesktop.DBus.Properties.
type itemValues struct {
	mu     sync.Mutex
	values map[string]dbus.Variant // guarded by mu; values are replaced, never changed
}

func (p *itemValues) set(name string, value dbus.Variant) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.values[name] = value
}

// Get answers with one property.
func (p *itemValues) Get(face, name string) (dbus.Variant, *dbus.Error) {
	all, err := p.GetAll(face)
	if err != nil {
		return dbus.Variant{}, err
	}
	value, ok := all[name]
	if !ok {
		return dbus.Variant{}, prop.ErrPropNotFound
	}
	return value, nil
}

// GetAll answers with all of them.
func (p *itemValues) GetAll(face string) (map[string]dbus.Variant, *dbus.Error) {
	if face != itemInterface {
		return nil, prop.ErrIfaceNotFound
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.values), nil
}

// Set refuses: none can be changed from outside.
func (p *itemValues) Set(_, _ string, _ dbus.Variant) *dbus.Error { return prop.ErrReadOnly }

func (p *itemValues) introspection() []introspect.Property {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []introspect.Property
	for _, name := range slices.Sorted(maps.Keys(p.values)) {
		all = append(all, introspect.Property{Name: name, Type: p.values[name].Signature().String(), Access: "read",
			Annotations: []introspect.Annotation{{Name: "org.freedesktop.DBus.Property.EmitsChangedSignal",
				Value: "false"}}})
	}
	return all
}
