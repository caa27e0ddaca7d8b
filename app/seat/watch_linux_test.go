package seat

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"istratray/app/bus/bustest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// compositor listens as a Wayland compositor does.
func compositor(t *testing.T) (Screen, *net.UnixListener) {
	t.Helper()
	dir := t.TempDir()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, "wayland-7")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return Screen{Wayland: "wayland-7", RuntimeDir: dir}, l
}

func quick(s Screen) Watch {
	return Watch{Screen: s, InUse: func() bool { return false }, Log: slog.New(slog.DiscardHandler),
		every: 2 * time.Millisecond, screen: 50 * time.Millisecond, bus: 50 * time.Millisecond}
}

// run watches until the session is over or the time is up.
func run(t *testing.T, w Watch, limit time.Duration, during func()) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	if during != nil {
		during()
	}
	return <-ended
}

// leave ends a compositor once somebody is connected to it.
func leave(t *testing.T, l *net.UnixListener) {
	t.Helper()
	if err := l.SetDeadline(time.Now().Add(15 * time.Second)); err != nil {
		t.Fatal(err)
	}
	conn, err := l.Accept()
	if err != nil {
		t.Fatal("nobody watches the screen: ", err)
	}
	l.Close()
	conn.Close()
}

func TestASessionThatEnds(t *testing.T) {
	t.Setenv("XDG_SESSION_ID", "")
	t.Run("its screen goes", func(t *testing.T) {
		bustest.Start(t)
		screen, l := compositor(t)
		if err := run(t, quick(screen), 20*time.Second, func() { leave(t, l) }); !errors.Is(err, ErrOver) {
			t.Errorf("Run = %v", err)
		}
	})
	t.Run("its bus goes for good", func(t *testing.T) {
		b := bustest.Start(t)
		if err := run(t, quick(Screen{}), 20*time.Second, func() {
			watched(t,
				b)
			b.Stop()
		}); !errors.Is(err, ErrOver) {
			t.Errorf("Run = %v", err)
		}
	})
}

// A display server that ends idle connections, as X servers do, is still there; one that has gone says so by itself:
// nothing asks in between.
func TestAScreenIsNotAskedWhileItIsThere(t *testing.T) {
	t.Setenv("XDG_SESSION_ID", "")
	bustest.Start(t)
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, "wayland-7"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	asked := make(chan net.Conn, 100)
	go func() {
		for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
			asked <- conn
		}
		close(asked)
	}()
	err = run(t, quick(Screen{Wayland: "wayland-7", RuntimeDir: dir}), 300*time.Millisecond, func() {
		select {
		case conn := <-asked:
			conn.Close()
		case <-time.After(20 * time.Second):
			t.Error("nobody connects")
		}
	})
	if err != nil {
		t.Errorf("Run = %v", err)
	}
	l.Close()
	if n := len(asked); n > 1 {
		t.Errorf("asked %d times more, want once after the connection was ended", n)
	}
	for conn := range asked {
		conn.Close()
	}
}

// watched waits until somebody else is on the bus.
func watched(t *testing.T, b *bustest.Bus) {
	t.Helper()
	conn := b.Connect()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for range 2000 {
		var names []string
		if err := conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil {
			t.Fatal(err)
		}
		if len(names) > 2 { // the bus and ourselves
			return
		}
		<-again.C
	}
	t.Fatal("nobody watches the bus")
}

func TestASessionThatGoesOn(t *testing.T) {
	t.Setenv("XDG_SESSION_ID", "")
	screen, _ := compositor(t)
	for name, c := range map[string]struct {
		watch  Watch
		during func(b *bustest.Bus)
	}{
		"all is well":         {watch: quick(screen)},
		"nothing was there":   {watch: quick(Screen{Display: ":12345"})},
		"no bus but a window": {quick(screen), func(b *bustest.Bus) { b.Stop() }},
	} {
		t.Run(name, func(t *testing.T) {
			b := bustest.Start(t)
			if c.during == nil {
				c.during = func(*bustest.Bus) {}
			}
			c.watch.InUse = func() bool { return true }
			if err := run(t, c.watch, 300*time.Millisecond, func() { c.during(b) }); err != nil {
				t.Errorf("Run = %v", err)
			}
		})
	}
}

// login is logind, as far as it is asked.
type login struct{ state chan string }

func (l login) GetSession(id string) (dbus.ObjectPath, *dbus.Error) {
	if id != "c7" {
		return "", dbus.NewError("org.freedesktop.login1.NoSuchSession", nil)
	}
	return "/org/freedesktop/login1/session/c7", nil
}

func (l login) Get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(<-l.state), nil
}

// forget drops the states that nobody has asked for; who asks at this moment may have taken the last one.
func (l login) forget() {
	for {
		select {
		case <-l.state:
		default:
			return
		}
	}
}

// logind takes its place on a bus, which is the system's for the test.
func logind(t *testing.T) (login, *dbus.Conn) {
	t.Helper()
	b := bustest.Start(t)
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	l, conn := login{make(chan string, 4)}, b.Connect()
	if err := errors.Join(conn.Export(l, login1Path, manager),
		conn.Export(l, "/org/freedesktop/login1/session/c7", "org.freedesktop.DBus.Properties")); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(login1, 0); err != nil {
		t.Fatal(err)
	}
	return l, conn
}

func TestLogindSaysThatTheSessionEnds(t *testing.T) {
	for name, signal := range map[string]func(l login, conn *dbus.Conn) error{
		"closing": func(l login, conn *dbus.Conn) error {
			l.state <- "online" // switched away from: no end
			l.state <- "closing"
			path := dbus.ObjectPath("/org/freedesktop/login1/session/c7")
			change := []any{loginSession, map[string]dbus.Variant{"Active": dbus.MakeVariant(false)}, []string{}}
			return errors.Join(conn.Emit(path, "org.freedesktop.DBus.Properties.PropertiesChanged", change...),
				conn.Emit(path, "org.freedesktop.DBus.Properties.PropertiesChanged", change...))
		},
		"removed": func(_ login, conn *dbus.Conn) error {
			return errors.Join(conn.Emit(login1Path, manager+".SessionRemoved", "c8", dbus.ObjectPath("/x")),
				conn.Emit(login1Path, manager+".SessionRemoved", "c7", dbus.ObjectPath("/x")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			l, conn := logind(t)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			over := make(chan bool, 1)
			go func() { over <- watchLogind(ctx, "c7", slog.New(slog.DiscardHandler)) }()
			again := time.NewTicker(20 * time.Millisecond)
			defer again.Stop()
			for {
				if err := signal(l, conn); err != nil {
					t.Fatal(err)
				}
				select {
				case is := <-over:
					if !is {
						t.Error("it is not over")
					}
					return
				case <-again.C: // it may not have listened yet
					l.forget()
				case <-ctx.Done():
					t.Fatal("the end is not noticed")
				}
			}
		})
	}
	if watchLogind(t.Context(), "c9", slog.New(slog.DiscardHandler)) || watchLogind(t.Context(), "", nil) {
		t.Error("a session that logind doesn't know has ended")
	}
}
