package rig

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// The accessibility bus (AT-SPI 2), as a screen reader speaks it.
const (
	atspi         = "org.a11y.atspi."
	atspiRegistry = "org.a11y.atspi.Registry"
	atspiRoot     = dbus.ObjectPath("/org/a11y/atspi/accessible/root")
	atspiCache    = dbus.ObjectPath("/org/a11y/atspi/cache")
	getProperty   = "org.freedesktop.DBus.Properties.Get"
)

// Some roles and states by their numbers in AT-SPI.
const (
	CheckBox = 7
	Frame    = 23
	Label    = 29
	List     = 31
	ListItem = 32
	MenuItem = 35
	PageTab  = 37
	Password = 40
	Button   = 43
	Radio    = 44
	Slider   = 51
	Entry    = 79
	Heading  = 83
	Notice   = 101

	Checked  = 4
	Enabled  = 8
	Focused  = 12
	Selected = 23
)

// accessCall is how long one question may take.
const accessCall = 5 * time.Second

// errNotThere is what a program says that is not on the bus.
var errNotThere = errors.New("it is not on the accessibility bus")

// Accessible is a program as those find it who don't see its windows.
type Accessible struct {
	t    T
	name string
	dial func(context.Context) (*dbus.Conn, error)

	mu   sync.Mutex // guards what follows
	conn *dbus.Conn
	bus  string // the program's name on the bus
}

// Thing is something in a window.
type Thing struct {
	Name        string
	Description string
	Role        int
	states      uint64
	interfaces  []string
	app         *Accessible
	path        dbus.ObjectPath
}

// object is a reference of AT-SPI.
type object struct {
	Bus  string
	Path dbus.ObjectPath
}

// Accessible looks for the program of that name on the accessibility bus of a session. It need not be there yet.
func (d *Desk) Accessible(name string) *Accessible {
	a := NewAccessible(d.t, d.bus, name)
	d.t.Cleanup(a.Close)
	return a
}

// NewAccessible is Desk.Accessible for a session bus without a desktop.
func NewAccessible(t T, session *dbus.Conn, name string) *Accessible {
	return &Accessible{t: t, name: name, dial: func(ctx context.Context) (*dbus.Conn, error) {
		var address string
		if err := session.Object("org.a11y.Bus", "/org/a11y/bus").CallWithContext(ctx, "org.a11y.Bus.GetAddress",
			0).Store(&address); err != nil {
			return nil, err
		}
		return dbus.Connect(address)
	}}
}

// Close leaves the bus.
func (a *Accessible) Close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.conn != nil {
		_ = a.conn.Close()
	}
}

// join finds the program among those that the registry lists.
func (a *Accessible) join(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.conn == nil {
		conn, err := a.dial(ctx)
		if err != nil {
			return fmt.Errorf("accessibility bus: %w", err)
		}
		a.conn = conn
	}
	var programs []object
	if err := a.conn.Object(atspiRegistry, atspiRoot).CallWithContext(ctx, atspi+"Accessible.GetChildren",
		0).Store(&programs); err != nil {
		return fmt.Errorf("registry: %w", err)
	}
	for _, p := range programs {
		var name dbus.Variant
		if err := a.conn.Object(p.Bus, p.Path).CallWithContext(ctx, getProperty, 0, atspi+"Accessible",
			"Name").Store(&name); err == nil && name.Value() == a.name {
			a.bus = p.Bus
			return nil
		}
	}
	return errNotThere
}

// Things are all that the program shows now, in reading order.
func (a *Accessible) Things() ([]*Thing, error) {
	ctx, cancel := context.WithTimeout(context.Background(), accessCall)
	defer cancel()
	things, err := a.things(ctx)
	if err == nil && len(things) > 0 {
		return things, nil
	}
	if err := a.join(ctx); err != nil { // it has come just now, or is another process than before
		return nil, err
	}
	return a.things(ctx)
}

func (a *Accessible) things(ctx context.Context) ([]*Thing, error) {
	a.mu.Lock()
	conn, bus := a.conn, a.bus
	a.mu.Unlock()
	if bus == "" {
		return nil, errNotThere
	}
	var items []struct {
		Object, Application, Parent object
		Index, Children             int32
		Interfaces                  []string
		Name                        string
		Role                        uint32
		Description                 string
		States                      []uint32
	}
	if err := conn.Object(bus, atspiCache).CallWithContext(ctx, atspi+"Cache.GetItems", 0).Store(&items); err != nil {
		return nil, err
	}
	things := make([]*Thing, len(items))
	for i, item := range items {
		things[i] = &Thing{Name: item.Name, Description: item.Description, Role: int(item.Role),
			interfaces: item.Interfaces, app: a, path: item.Object.Path}
		if len(item.States) == 2 {
			things[i].states = uint64(item.States[0]) | uint64(item.States[1])<<32
		}
	}
	return things, nil
}

// Wait waits for the one thing with that role and name, or with a name that begins with it and a comma: a
// row's says more than who it is.
func (a *Accessible) Wait(role int, name string, within time.Duration) (found *Thing) {
	a.t.Helper()
	Eventually(a.t, within, fmt.Sprintf("%q of role %d is there", name, role), func() error {
		things, err := a.Things()
		if err != nil {
			return err
		}
		if found = first(things, role, name); found == nil {
			return fmt.Errorf("there are: %s", names(things))
		}
		return nil
	})
	return found
}

// WaitGone waits until the window is there and Wait would find nothing of that role and name in it.
func (a *Accessible) WaitGone(role int, name string, within time.Duration) {
	a.t.Helper()
	Eventually(a.t, within, fmt.Sprintf("%q of role %d is gone", name, role), func() error {
		things, err := a.Things()
		if err == nil && first(things, role, name) != nil {
			err = errors.New("still there")
		}
		return err
	})
}

// first is the first thing with that role and name, or with a name that begins with it and a comma; nil: there is none.
func first(things []*Thing, role int, name string) *Thing {
	for _, thing := range things {
		if thing.Role == role && (thing.Name == name || strings.HasPrefix(thing.Name, name+",")) {
			return thing
		}
	}
	return nil
}

func names(things []*Thing) string {
	var all []string
	for _, thing := range things {
		if thing.Name != "" {
			all = append(all, thing.Name)
		}
	}
	return strings.Join(all, " | ")
}

// Call calls a method of an object of the program.
func (a *Accessible) Call(path dbus.ObjectPath, method string, args ...any) *dbus.Call {
	a.mu.Lock()
	conn, bus := a.conn, a.bus
	a.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), accessCall)
	defer cancel()
	return conn.Object(bus, path).CallWithContext(ctx, method, 0, args...)
}

// Path is where the thing is on the bus.
func (th *Thing) Path() dbus.ObjectPath { return th.path }

// Call calls a method of one of its interfaces, as in "Action.DoAction".
func (th *Thing) Call(method string, args ...any) *dbus.Call {
	return th.app.Call(th.path, atspi+method, args...)
}

// Try calls a method and reports whether the thing did it.
func (th *Thing) Try(method string, args ...any) bool {
	var ok bool
	return th.Call(method, args...).Store(&ok) == nil && ok
}

// done has the thing do something as soon as it can: a busy window refuses, as does what is disabled yet, or was made
// anew since it was found.
func (th *Thing) done(method string, args ...any) {
	th.app.t.Helper()
	Eventually(th.app.t, patience, fmt.Sprintf("%s of %q", method, th.Name), func() error {
		var ok bool
		err := th.Call(method, args...).Store(&ok)
		if err == nil && ok {
			return nil
		}
		if things, _ := th.app.Things(); first(things, th.Role, th.Name) != nil {
			th.path = first(things, th.Role, th.Name).path
		}
		return cmpErr(err, errors.New("it refuses"))
	})
}

// Event is something that the program told those who listen.
type Event struct {
	Path           dbus.ObjectPath
	Member, Detail string
	A, B           int32
	Value          any
}

// Events are all that the program tells from now on, until the test ends. Those that nobody takes are lost.
func (a *Accessible) Events() <-chan Event {
	a.t.Helper()
	a.mu.Lock()
	conn, bus := a.conn, a.bus
	a.mu.Unlock()
	if err := conn.AddMatchSignal(dbus.WithMatchSender(bus)); err != nil {
		a.t.Fatalf("events: %v", err)
	}
	signals, events := make(chan *dbus.Signal, 256), make(chan Event, 256)
	conn.Signal(signals)
	go func() {
		for s := range signals { // closed with the connection
			var e Event
			var properties map[string]dbus.Variant
			if dbus.Store(s.Body, &e.Detail, &e.A, &e.B, &e.Value, &properties) != nil {
				continue
			}
			e.Path, e.Member = s.Path, s.Name[strings.LastIndexByte(s.Name, '.')+1:]
			select {
			case events <- e:
			default:
			}
		}
	}()
	return events
}

// Is reports whether the thing was in a state when it was found.
func (th *Thing) Is(state int) bool { return th.states>>state&1 != 0 }

// Press does the first thing that can be done with it.
func (th *Thing) Press() { th.app.t.Helper(); th.done("Action.DoAction", int32(0)) }

// Do does what has that name.
func (th *Thing) Do(name string) {
	th.app.t.Helper()
	var all []struct{ Name, Description, Key string }
	if err := th.Call("Action.GetActions").Store(&all); err != nil {
		th.app.t.Fatalf("actions of %q: %v", th.Name, err)
	}
	for i, action := range all {
		if action.Name == name {
			th.done("Action.DoAction", int32(i))
			return
		}
	}
	th.app.t.Fatalf("%q has no action %q, but %v", th.Name, name, all)
}

// Focus gives it the keyboard.
func (th *Thing) Focus() { th.app.t.Helper(); th.done("Component.GrabFocus") }

// Set replaces what is in a field.
func (th *Thing) Set(text string) { th.app.t.Helper(); th.done("EditableText.SetTextContents", text) }

// Text is what is in it.
func (th *Thing) Text() (text string) {
	if th.Call("Text.GetText", int32(0), int32(-1)).Store(&text) != nil {
		return ""
	}
	return text
}

// Value is where a slider stands.
func (th *Thing) Value() float64 {
	var v dbus.Variant
	_ = th.app.Call(th.path, getProperty, atspi+"Value", "CurrentValue").Store(&v)
	value, _ := v.Value().(float64)
	return value
}

// SetValue moves a slider.
func (th *Thing) SetValue(to float64) {
	th.app.t.Helper()
	call := th.app.Call(th.path, "org.freedesktop.DBus.Properties.Set", atspi+"Value", "CurrentValue",
		dbus.MakeVariant(to))
	if call.Err != nil {
		th.app.t.Fatalf("value of %q: %v", th.Name, call.Err)
	}
}

// Box is where it is, in pixels of its window.
func (th *Thing) Box() (image.Rectangle, error) {
	var box struct{ X, Y, Width, Height int32 }
	err := th.Call("Component.GetExtents", uint32(1)).Store(&box)
	return image.Rect(int(box.X), int(box.Y), int(box.X+box.Width), int(box.Y+box.Height)), err
}
