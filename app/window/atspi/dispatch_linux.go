package atspi

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"

	"istratray/app/window/access"
)

// D-Bus's own interfaces.
const (
	properties   = "org.freedesktop.DBus.Properties"
	introspected = "org.freedesktop.DBus.Introspectable"
)

// thing is an object on the bus: the application, its window, or something in it.
type thing struct {
	*service
	tree  *access.Tree // nil where there is no window
	node  *access.Node // nil for application and window
	frame bool         // it is the window
	cache bool         // it is what lists all others
}

// method answers a call. Arguments are as they came; see args.
type method func(t *thing, args args) ([]any, error)

// property is one that can be read.
type property func(t *thing) any

// iface is an interface of AT-SPI.
type iface struct {
	methods    map[string]method
	properties map[string]property
	set        map[string]func(t *thing, v dbus.Variant) error
}

// interfaces are all that are known.
var interfaces map[string]iface

func init() { // not in the declaration: the methods name it
	interfaces = map[string]iface{
		prefix + "Accessible": accessible, prefix + "Application": application, prefix + "Component": component,
		prefix + "Action": action,
		prefix + "Text":   text, prefix + "EditableText": editableText, prefix + "Value": value, prefix +
			"Selection": selection,
		prefix + "Cache": cache, properties: {methods: map[string]method{"Get": get, "GetAll": getAll,
			"Set": setProperty}},
		introspected: {methods: map[string]method{"Introspect": introspect}},
	}
}

// What can go wrong with a call.
var (
	errNoObject = dbus.NewError("org.freedesktop.DBus.Error.UnknownObject",
		[]any{"There is no such object (any more)."})
	errNoInterface = dbus.NewError("org.freedesktop.DBus.Error.UnknownInterface",
		[]any{"The object has no such interface."})
	errNoProperty = dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{"There is no such property."})
	errReadOnly   = dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", []any{"The property can't be set."})
	errArguments  = dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs",
		[]any{"The arguments are others than expected."})
	errUnsupported = dbus.NewError("org.freedesktop.DBus.Error.NotSupported", []any{"Not supported."})
	errTimeout     = dbus.NewError("org.freedesktop.DBus.Error.Timeout", []any{"The window is busy."})
)

// LookupObject is part of dbus.Handler. Whether the object is there is known only when it is called.
func (s *service) LookupObject(path dbus.ObjectPath) (dbus.ServerObject, bool) {
	return object{s, path}, strings.HasPrefix(string(path), objects) || path == cachePath
}

type object struct {
	*service
	path dbus.ObjectPath
}

// LookupInterface is part of dbus.ServerObject.
func (o object) LookupInterface(name string) (dbus.Interface, bool) {
	_, known := interfaces[name]
	return target{o, name}, known
}

type target struct {
	object
	iface string
}

// LookupMethod is part of dbus.Interface.
func (t target) LookupMethod(name string) (dbus.Method, bool) {
	do, known := interfaces[t.iface].methods[name]
	return invocation{t, do}, known
}

// invocation is a call.
type invocation struct {
	target
	do method
}

// DecodeArguments is part of dbus.ArgumentDecoder.
func (i invocation) DecodeArguments(_ *dbus.Conn, sender string, _ *dbus.Message, body []any) ([]any, error) {
	return append([]any{sender}, body...), nil
}

// What else dbus.Method has is not asked of one that decodes its arguments itself.
func (invocation) NumArguments() int     { return 0 }
func (invocation) NumReturns() int       { return 0 }
func (invocation) ArgumentValue(int) any { return nil }
func (invocation) ReturnValue(int) any   { return nil }

// Call is part of dbus.Method.
func (i invocation) Call(body ...any) ([]any, error) {
	select {
	case i.slots <- struct{}{}:
	case <-i.ctx.Done():
		return nil, errNoObject
	}
	defer func() { <-i.slots }()
	if sender, ok := body[0].(string); ok {
		i.called(sender)
	}
	t, err := i.thing()
	if err == nil && i.iface != properties && i.iface != introspected && !slices.Contains(t.interfaces(), i.iface) {
		err = errNoInterface
	}
	if err != nil {
		return nil, wireError(err)
	}
	reply, err := i.do(t, body[1:])
	if err != nil {
		return nil, wireError(err)
	}
	return reply, nil
}

// wireError is an error as the bus knows them.
func wireError(err error) error {
	if errors.Is(err, errBusy) {
		return errTimeout
	}
	return err
}

// thing is what is at a path now.
func (o object) thing() (*thing, error) {
	tree, err := o.source.get(o.ctx)
	if err != nil {
		return nil, err
	}
	t := &thing{service: o.service, tree: tree}
	switch o.path {
	case rootPath:
		return t, nil
	case cachePath:
		t.cache = true
		return t, nil
	case framePath:
		t.frame = true
		if tree == nil {
			return nil, errNoObject
		}
		return t, nil
	}
	id, err := strconv.Atoi(strings.TrimPrefix(string(o.path), objects))
	if err != nil || tree == nil || tree.Nodes[id] == nil {
		return nil, errNoObject
	}
	t.node = tree.Nodes[id]
	return t, nil
}

// pathOf is the path of a node; 0 is the window.
func pathOf(id int) dbus.ObjectPath {
	if id == 0 {
		return framePath
	}
	return dbus.ObjectPath(objects + strconv.Itoa(id))
}

// args are the arguments of a call.
type args []any

// into stores them in variables of the types that are expected.
func (a args) into(variables ...any) error {
	if len(a) != len(variables) || dbus.Store(a, variables...) != nil {
		return errArguments
	}
	return nil
}

func get(t *thing, a args) ([]any, error) {
	var of, name string
	if err := a.into(&of, &name); err != nil {
		return nil, err
	}
	if !slices.Contains(t.interfaces(), of) {
		return nil, errNoInterface
	}
	read, ok := interfaces[of].properties[name]
	if !ok {
		return nil, errNoProperty
	}
	return []any{dbus.MakeVariant(read(t))}, nil
}

func getAll(t *thing, a args) ([]any, error) {
	var of string
	if err := a.into(&of); err != nil {
		return nil, err
	}
	all := map[string]dbus.Variant{}
	if slices.Contains(t.interfaces(), of) {
		for name, read := range interfaces[of].properties {
			all[name] = dbus.MakeVariant(read(t))
		}
	}
	return []any{all}, nil
}

func setProperty(t *thing, a args) ([]any, error) {
	var of, name string
	var v dbus.Variant
	if err := a.into(&of, &name, &v); err != nil {
		return nil, err
	}
	write, ok := interfaces[of].set[name]
	if !ok || !slices.Contains(t.interfaces(), of) {
		return nil, errReadOnly
	}
	return nil, write(t, v)
}

// introspect names what there is; AT-SPI's clients know the rest.
func introspect(t *thing, _ args) ([]any, error) {
	var b strings.Builder
	b.WriteString("<node>\n")
	for _, name := range append(t.interfaces(), properties, introspected) {
		b.WriteString(" <interface name=\"" + name + "\">\n")
		for _, m := range slices.Sorted(maps.Keys(interfaces[name].methods)) {
			b.WriteString("  <method name=\"" + m + "\"/>\n")
		}
		b.WriteString(" </interface>\n")
	}
	b.WriteString("</node>\n")
	return []any{b.String()}, nil
}
