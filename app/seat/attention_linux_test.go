package seat

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// service is a stand-in on the bus with one property, or with GetActive.
type service struct {
	t     *testing.T
	conn  *dbus.Conn
	name  string
	path  dbus.ObjectPath
	mu    sync.Mutex
	state bool // guarded by mu
}

func offer(t *testing.T, b *bustest.Bus, name string, path dbus.ObjectPath, state bool) *service {
	t.Helper()
	s := &service{t: t, conn: b.Connect(), name: name, path: path, state: state}
	get := func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.state }
	s.export(map[string]any{"Get": func(_, property string) (dbus.Variant, *dbus.Error) {
		return dbus.MakeVariant(get()), nil
	}}, path, properties)
	s.export(map[string]any{"GetActive": func() (bool, *dbus.Error) { return get(), nil }}, path, name)
	return s
}

func (s *service) export(methods map[string]any, path dbus.ObjectPath, iface string) {
	s.t.Helper()
	if err := s.conn.ExportMethodTable(methods, path, iface); err != nil {
		s.t.Fatal(err)
	}
}

func (s *service) appear() *service {
	s.t.Helper()
	if _, err := s.conn.RequestName(s.name, dbus.NameFlagDoNotQueue); err != nil {
		s.t.Fatal(err)
	}
	return s
}

func (s *service) become(state bool, signal string, args ...any) {
	s.t.Helper()
	s.mu.Lock()
	s.state = state
	s.mu.Unlock()
	if err := s.conn.Emit(s.path, signal, args...); err != nil {
		s.t.Fatal(err)
	}
}

// loginSeat is a stand-in with one session.
func loginSeat(t *testing.T, b *bustest.Bus, id string, locked bool) *service {
	const path = dbus.ObjectPath("/org/freedesktop/login1/session/stand_in")
	s := offer(t, b, login1, path, locked)
	s.export(map[string]any{
		"GetSession": func(asked string) (dbus.ObjectPath, *dbus.Error) {
			if asked != id {
				return "", dbus.NewError("org.freedesktop.login1.NoSuchSession", nil)
			}
			return path, nil
		},
		"ListSessions": func() ([]listedSession, *dbus.Error) {
			return []listedSession{{ID: "gdm", UID: 1 << 20, Seat: "seat0", Path: "/other"},
				{ID: id, UID: uint32(os.Getuid()), Seat: "seat0", Path: path}}, nil
		},
	}, login1Path, manager)
	return s.appear()
}

// system has the system bus be this one, too.
func system(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
}

// watching returns what is told, from now to the test's end.
func watching(t *testing.T, id string) func(want Attention) {
	t.Helper()
	told := make(chan Attention, 100)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { WatchAttention(ctx, id, func(a Attention) { told <- a }, slog.New(slog.DiscardHandler)) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
		if len(told) > 0 {
			t.Errorf("also told: %+v", <-told)
		}
	})
	return func(want Attention) {
		t.Helper()
		select {
		case got := <-told:
			if got != want {
				t.Errorf("told %+v, want %+v", got, want)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("nobody told %+v", want)
		}
	}
}

func TestALockedSession(t *testing.T) {
	for name, id := range map[string]string{"by its name": "7", "of this user": ""} {
		t.Run(name, func(t *testing.T) {
			b := bustest.Start(t)
			system(t)
			s := loginSeat(t, b, "7", false)
			told := watching(t, id)
			told(Attention{})
			s.become(true, properties+".PropertiesChanged", loginSession,
				map[string]dbus.Variant{"LockedHint": dbus.MakeVariant(true)}, []string{})
			told(Attention{Locked: true})
			s.become(false, properties+".PropertiesChanged", loginSession, map[string]dbus.Variant{},
				[]string{"LockedHint"})
			told(Attention{})
		})
	}
}

func TestASessionThatIsLockedAtTheStart(t *testing.T) {
	b := bustest.Start(t)
	system(t)
	loginSeat(t, b, "7", true)
	watching(t, "7")(Attention{Locked: true})
}

func TestScreenSavers(t *testing.T) {
	for _, saver := range screenSavers {
		t.Run(saver.name, func(t *testing.T) {
			b := bustest.Start(t)
			system(t)
			s := offer(t, b, saver.name, saver.path, false)
			told := watching(t, "")
			told(Attention{})
			s.appear().become(true, saver.name+".ActiveChanged", true)
			told(Attention{Locked: true})
			s.become(false, saver.name+".ActiveChanged", false)
			told(Attention{})
			s.become(true, saver.name+".ActiveChanged", true)
			told(Attention{Locked: true})
			if _, err := s.conn.ReleaseName(saver.name); err != nil { // it crashed
				t.Fatal(err)
			}
			told(Attention{})
		})
	}
}

func TestTwoThatLockTheSameScreen(t *testing.T) {
	b := bustest.Start(t)
	system(t)
	session := loginSeat(t, b, "7", true)
	saver := offer(t, b, screenSavers[1].name, screenSavers[1].path, true).appear()
	told := watching(t, "7")
	told(Attention{Locked: true})
	saver.become(false, saver.name+".ActiveChanged", false)
	session.become(false, properties+".PropertiesChanged", loginSession, map[string]dbus.Variant{},
		[]string{"LockedHint"})
	told(Attention{})
}

func TestDoNotDisturb(t *testing.T) {
	b := bustest.Start(t)
	system(t)
	s := offer(t, b, notifications, notificationsPath, true).appear()
	told := watching(t, "")
	told(Attention{DoNotDisturb: true})
	s.become(false, properties+".PropertiesChanged", notifications,
		map[string]dbus.Variant{"Inhibited": dbus.MakeVariant(false)}, []string{})
	told(Attention{})
	s.become(true, properties+".PropertiesChanged", notifications, map[string]dbus.Variant{}, []string{"Inhibited"})
	told(Attention{DoNotDisturb: true})
}

func TestNobodySaysAnything(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
	watching(t, "")(Attention{})
}
