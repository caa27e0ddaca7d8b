package tray

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"istratray/app/bus/bustest"
)

// fakeWatcher is a desktop's tray: it takes items and looks at them as a panel does.
type fakeWatcher struct {
	t     testing.TB
	conn  *dbus.Conn
	items chan dbus.BusObject // registered, in order
	hang  chan struct{}       // not nil: registering waits for its end
	deny  atomic.Int32        // registrations still to be refused
}

// newWatcher makes a watcher that is not on the bus yet. hosts is what it says about having a panel.
func newWatcher(t testing.TB, b *bustest.Bus, hosts bool) *fakeWatcher {
	t.Helper()
	w := &fakeWatcher{t: t, conn: b.Connect(), items: make(chan dbus.BusObject, 8)}
	w.must(w.conn.Export(registrar{w}, watcherPath, watcher))
	_, err := prop.Export(w.conn, watcherPath, prop.Map{watcher: {
		"IsStatusNotifierHostRegistered": {Value: hosts},
	}})
	w.must(err)
	return w
}

// registrar is what the watcher exports.
type registrar struct{ w *fakeWatcher }

func (r registrar) RegisterStatusNotifierItem(sender dbus.Sender, service string) *dbus.Error {
	if r.w.hang != nil {
		<-r.w.hang
	}
	if r.w.deny.Add(-1) >= 0 {
		return dbus.NewError("org.freedesktop.DBus.Error.Failed", []any{"not now"})
	}
	r.w.items <- r.w.conn.Object(string(sender), dbus.ObjectPath(service))
	return nil
}

func (w *fakeWatcher) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// appear puts the watcher on the bus, vanish takes it off.
func (w *fakeWatcher) appear() {
	w.t.Helper()
	if reply, err := w.conn.RequestName(watcher, dbus.NameFlagDoNotQueue); err != nil ||
		reply != dbus.RequestNameReplyPrimaryOwner {
		w.t.Fatal("request the watcher's name:", reply, err)
	}
}

func (w *fakeWatcher) vanish() {
	w.t.Helper()
	_, err := w.conn.ReleaseName(watcher)
	w.must(err)
}

// owner is who has a name on the bus.
func (w *fakeWatcher) owner(name string) (owner string) {
	w.t.Helper()
	w.must(w.conn.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, name).Store(&owner))
	return owner
}

// item waits for the next item that registers.
func (w *fakeWatcher) item() *fakeHost {
	w.t.Helper()
	h := &fakeHost{t: w.t, conn: w.conn, signals: make(chan *dbus.Signal, 64), obj: await(w.t, w.items, "an item")}
	w.must(w.conn.AddMatchSignal(dbus.WithMatchSender(h.obj.Destination())))
	w.conn.Signal(h.signals)
	w.t.Cleanup(func() { w.conn.RemoveSignal(h.signals) })
	return h
}

// fakeHost is a panel that shows one item.
type fakeHost struct {
	t       testing.TB
	conn    *dbus.Conn
	obj     dbus.BusObject
	signals chan *dbus.Signal
}

func (h *fakeHost) get(name string) any {
	h.t.Helper()
	v, err := h.obj.GetProperty(itemInterface + "." + name)
	if err != nil {
		h.t.Fatal(name, err)
	}
	return v.Value()
}

func (h *fakeHost) tooltip() string {
	h.t.Helper()
	return h.get("ToolTip").([]any)[2].(string)
}

// changed waits for a signal of the item or its menu and returns the names of those that came before it, and it.
func (h *fakeHost) changed(member string) []string {
	h.t.Helper()
	var names []string
	for {
		name := await(h.t, h.signals, member).Name
		if strings.HasPrefix(name, launcherInterface+".") {
			continue
		}
		name = name[strings.LastIndexByte(name, '.')+1:]
		if names = append(names, name); name == member {
			return names
		}
	}
}

// line is one line of the menu as a host sees it.
type line struct {
	id       int32
	label    string
	children []line
}

func (h *fakeHost) menu() dbus.BusObject {
	return h.conn.Object(h.obj.Destination(), h.get("Menu").(dbus.ObjectPath))
}

// lines reads the whole menu.
func (h *fakeHost) lines() []line {
	h.t.Helper()
	var revision uint32
	var root layout
	err := h.menu().Call(menuInterface+".GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root)
	if err != nil {
		h.t.Fatal(err)
	}
	return parse(root.Children)
}

func parse(children []dbus.Variant) []line {
	var all []line
	for _, c := range children {
		v := c.Value().([]any)
		label, _ := v[1].(map[string]dbus.Variant)["label"].Value().(string)
		all = append(all, line{v[0].(int32), label, parse(v[2].([]dbus.Variant))})
	}
	return all
}

// find returns the line with a label, anywhere in the menu.
func (h *fakeHost) find(label string) line {
	h.t.Helper()
	l, ok := search(h.lines(), label)
	if !ok {
		h.t.Fatalf("no line %q in the menu", label)
	}
	return l
}

func search(all []line, label string) (line, bool) {
	for _, l := range all {
		if l.label == label {
			return l, true
		}
		if found, ok := search(l.children, label); ok {
			return found, true
		}
	}
	return line{}, false
}

func (h *fakeHost) click(l line) error {
	return h.menu().Call(menuInterface+".Event", 0, l.id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
}

// await receives from c, or fails the test.
func await[T any](t testing.TB, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatalf("timed out waiting for %s", what)
	}
	panic("unreachable")
}
