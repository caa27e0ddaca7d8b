package rig

import (
	"sync/atomic"

	"github.com/godbus/dbus/v5"
)

const (
	saverName = "org.gnome.ScreenSaver"
	saverPath = "/org/gnome/ScreenSaver"
)

// ScreenLock is what locks the desktop's screen, without hiding anything.
type ScreenLock struct {
	t      T
	conn   *dbus.Conn
	locked atomic.Bool
}

// Lock puts a screen lock on the bus at address, and locks.
func Lock(t T, address string) *ScreenLock {
	t.Helper()
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatalf("screen lock: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	l := &ScreenLock{t: t, conn: conn}
	active := map[string]any{"GetActive": func() (bool, *dbus.Error) { return l.locked.Load(), nil }}
	if err := conn.ExportMethodTable(active, saverPath, saverName); err != nil {
		t.Fatalf("screen lock: %v", err)
	}
	if _, err := conn.RequestName(saverName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatalf("screen lock: %v", err)
	}
	l.Set(true)
	return l
}

// Set locks or unlocks.
func (l *ScreenLock) Set(locked bool) {
	l.t.Helper()
	l.locked.Store(locked)
	if err := l.conn.Emit(saverPath, saverName+".ActiveChanged", locked); err != nil {
		l.t.Fatalf("screen lock: %v", err)
	}
}

// DoNotDisturb has the daemon say that it keeps notifications back, or no longer. It takes them all the same.
func (n *Notifications) DoNotDisturb(on bool) {
	n.t.Helper()
	n.mu.Lock()
	n.inhibited = on
	n.mu.Unlock()
	changed := map[string]dbus.Variant{"Inhibited": dbus.MakeVariant(on)}
	if err := n.conn.Emit(notifyPath, "org.freedesktop.DBus.Properties.PropertiesChanged", notifyName, changed,
		[]string{}); err != nil {
		n.t.Fatalf("notification daemon: %v", err)
	}
}

// get is the one property that the daemon has.
func (n *Notifications) get(_, name string) (dbus.Variant, *dbus.Error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if name != "Inhibited" {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", nil)
	}
	return dbus.MakeVariant(n.inhibited), nil
}
