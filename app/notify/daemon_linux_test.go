package notify

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// shown is one notification as the service got it.
type shown struct {
	app           string
	id, replaces  uint32
	icon          string
	summary, body string
	actions       []string
	hints         map[string]dbus.Variant
	expires       int32
}

// daemon is a notification service that only records.
type daemon struct {
	t      *testing.T
	conn   *dbus.Conn
	shown  chan shown
	closed chan uint32

	mu     sync.Mutex // guards what follows
	caps   []string   // nil: it doesn't know the question
	name   string     // "": neither this one
	lastID uint32
	hang   chan struct{} // not nil: Notify waits for its end
	fail   bool          // Notify answers with an error
}

var allCaps = []string{"body", "body-markup", "actions", "sound"}

// newDaemon makes a service that is not on the bus yet.
func newDaemon(t *testing.T, b *bustest.Bus, caps ...string) *daemon {
	t.Helper()
	d := &daemon{t: t, conn: b.Connect(), shown: make(chan shown, 64), closed: make(chan uint32, 64), caps: caps}
	if err := d.conn.Export(daemonMethods{d}, servicePath, service); err != nil {
		t.Fatal(err)
	}
	return d
}

// appear puts the service on the bus, vanish takes it off.
func (d *daemon) appear() *daemon {
	d.t.Helper()
	reply, err := d.conn.RequestName(service, dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		d.t.Fatal("request the service's name:", reply, err)
	}
	return d
}

func (d *daemon) vanish() {
	d.t.Helper()
	if _, err := d.conn.ReleaseName(service); err != nil {
		d.t.Fatal(err)
	}
}

// block makes Notify wait until the returned function is called, at the latest at the test's end.
func (d *daemon) block() (unblock func()) {
	hang := make(chan struct{})
	d.mu.Lock()
	d.hang = hang
	d.mu.Unlock()
	unblock = sync.OnceFunc(func() {
		d.mu.Lock()
		d.hang = nil
		d.mu.Unlock()
		close(hang)
	})
	d.t.Cleanup(unblock)
	return unblock
}

func (d *daemon) refuse(fail bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fail = fail
}

func (d *daemon) emit(member string, args ...any) {
	d.t.Helper()
	if err := d.conn.Emit(servicePath, service+"."+member, args...); err != nil {
		d.t.Fatal(err)
	}
}

// next waits for a notification with a summary.
func (d *daemon) next(summary string) shown {
	d.t.Helper()
	got := await(d.t, d.shown, "notification "+summary)
	if got.summary != summary {
		d.t.Fatalf("got notification %q, want %q", got.summary, summary)
	}
	return got
}

// daemonMethods are what the service exports.
type daemonMethods struct{ d *daemon }

func (m daemonMethods) GetCapabilities() ([]string, *dbus.Error) {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	if m.d.caps == nil {
		return nil, dbus.NewError("org.freedesktop.DBus.Error.UnknownMethod", nil)
	}
	return slices.Clone(m.d.caps), nil
}

func (m daemonMethods) GetServerInformation() (name, vendor, version, specification string, _ *dbus.Error) {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	if m.d.name == "" {
		return "", "", "", "", dbus.NewError("org.freedesktop.DBus.Error.UnknownMethod", nil)
	}
	return m.d.name, "somebody", "1", "1.2", nil
}

func (m daemonMethods) Notify(app string, replaces uint32, icon, summary, body string, actions []string,
	hints map[string]dbus.Variant, expires int32) (uint32, *dbus.Error) {
	m.d.mu.Lock()
	hang := m.d.hang
	id := replaces
	if id == 0 {
		m.d.lastID++
		id = m.d.lastID
	}
	fail := m.d.fail
	m.d.mu.Unlock()
	m.d.shown <- shown{app, id, replaces, icon, summary, body, actions, hints, expires}
	if hang != nil {
		<-hang
	}
	if fail {
		return 0, dbus.NewError("org.example.Refused", nil)
	}
	return id, nil
}

func (m daemonMethods) CloseNotification(id uint32) *dbus.Error {
	m.d.closed <- id
	_ = m.d.conn.Emit(servicePath, service+".NotificationClosed", id, uint32(3))
	return nil
}

// await receives from c, or fails the test.
func await[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(10 * time.Second):
		t.Fatalf("timed out waiting for %s", what)
	}
	panic("unreachable")
}
