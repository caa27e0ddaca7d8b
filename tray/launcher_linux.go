package tray

import (
	"context"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus"
	"istratray/app/inbox"
)

// The number on the program's entry in a dock or a task bar, by the protocol of Unity, which Plasma, Ubuntu's dock,
// Dash to Dock and Plank support.
const (
	launcherPath      = dbus.ObjectPath("/com/canonical/unity/launcherentry/istratray")
	launcherInterface = "com.canonical.Unity.LauncherEntry"
	launcherHost      = "com.canonical.Unity" // the name of those docks that have one
	launcherURI       = "application://istratray.desktop"
)

// launcher tells docks how many items wait. It belongs to Run's goroutine.
type launcher struct {
	conn  *dbus.Conn
	told  bool
	count int
}

func (l *launcher) watch(ctx context.Context) error { return bus.WatchOwner(ctx, l.conn, launcherHost) }

// show sends the number if it has changed. Zero is sent only to take a number away.
func (l *launcher) show(s inbox.Snapshot) {
	n := 0
	if s.Known {
		n = s.Counts.Badge()
	}
	if n == l.count && (l.told || n == 0) {
		return
	}
	l.count = n
	l.tell()
}

// heard tells a dock that came later.
func (l *launcher) heard(s *dbus.Signal) {
	if owner, ok := bus.OwnerChange(s, launcherHost); ok && owner != "" && l.count > 0 {
		l.tell()
	}
}

func (l *launcher) tell() {
	l.told = true
	// fails without a bus only
	_ = l.conn.Emit(launcherPath, launcherInterface+".Update", launcherURI, map[string]dbus.Variant{
		"count": dbus.MakeVariant(int64(l.count)), "count-visible": dbus.MakeVariant(l.count > 0),
	})
}
