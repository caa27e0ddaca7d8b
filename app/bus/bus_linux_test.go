package bus_test

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"istratray/app/bus"
	"istratray/app/bus/bustest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConnectAndWatch(t *testing.T) {
	b := bustest.Start(t)
	if !bus.Available() {
		t.Error("the bus is not available")
	}
	conn, err := bus.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const name = "org.example.Service"
	if err := bus.WatchOwner(t.Context(), conn, name); err != nil {
		t.Fatal(err)
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)

	other := b.Connect()
	if _, err := other.RequestName("org.example.Other", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := other.RequestName(name, 0); err != nil {
		t.Fatal(err)
	}
	if owned, err := bus.HasOwner(t.Context(), conn, name); !owned || err != nil {
		t.Errorf("has an owner: %v, %v", owned, err)
	}
	if _, err := other.ReleaseName(name); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{other.Names()[0], ""} {
		if got := nextOwner(t, signals, name); got != want {
			t.Errorf("owner %q, want %q", got, want)
		}
	}
}

func nextOwner(t *testing.T, signals <-chan *dbus.Signal, name string) string {
	t.Helper()
	for {
		select {
		case s := <-signals:
			if owner, ok := bus.OwnerChange(s, name); ok {
				return owner
			}
		case <-time.After(10 * time.Second):
			t.Fatal("timed out waiting for a new owner")
		}
	}
}

func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	if _, err := bus.Connect(t.Context()); !errors.Is(err, bus.ErrNone) {
		t.Errorf("got %v", err)
	}
}

// A bus that accepts and then says nothing costs what the context allows.
func TestBusThatHangs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := bus.Connect(ctx); !errors.Is(err, bus.ErrNone) {
		t.Errorf("got %v", err)
	}
}

func TestConnectionEndsWithItsContext(t *testing.T) {
	bustest.Start(t)
	ctx, cancel := context.WithCancel(t.Context())
	conn, err := bus.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case <-conn.Context().Done():
	case <-time.After(10 * time.Second):
		t.Error("the connection is still open")
	}
}
