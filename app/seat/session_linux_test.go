package seat

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// logins is logind with one session, and its state.
type logins string

func (l logins) GetSession(id string) (dbus.ObjectPath, *dbus.Error) {
	if id != "c7" {
		return "", dbus.NewError("org.freedesktop.login1.NoSuchSession", nil)
	}
	return "/org/freedesktop/login1/session/c7", nil
}

func (l logins) Get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(string(l)), nil
}

func TestASessionGoesOn(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	for name, c := range map[string]struct {
		spoil func(*Session)
		state logins // as logind says; "": there is no logind
		want  bool
	}{
		"all is there":             {want: true},
		"logind knows it":          {state: "active", want: true},
		"another user is in front": {state: "online", want: true},
		"logind says that it ends": {state: "closing"},
		"logind has forgotten it":  {spoil: func(s *Session) { s.ID = "c8" }, state: "active"},
		"logind has no name of it": {spoil: func(s *Session) { s.ID = "" }, state: "active", want: true},
		"its screen is gone":       {spoil: func(s *Session) { s.Screen.Wayland = gone }},
		"it has no screen":         {spoil: func(s *Session) { s.Screen = Screen{} }},
		"its bus is gone":          {spoil: func(s *Session) { s.Bus = "unix:path=" + gone }},
		"its bus is none":          {spoil: func(s *Session) { s.Bus = "nonsense" }},
		"it is on another computer": {spoil: func(s *Session) {
			s.Screen = Screen{Display: "localhost:10.0"}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b := bustest.Start(t)
			s := Session{Screen: Screen{Wayland: listens(t)}, Bus: os.Getenv("DBUS_SESSION_BUS_ADDRESS"), ID: "c7"}
			t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+gone)
			if c.state != "" {
				t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", s.Bus)
				c.state.begin(t, b)
			}
			if c.spoil != nil {
				c.spoil(&s)
			}
			if got := s.GoesOn(t.Context()); got != c.want {
				t.Errorf("GoesOn = %v", got)
			}
		})
	}
}

func (l logins) begin(t *testing.T, b *bustest.Bus) {
	t.Helper()
	conn := b.Connect()
	if err := conn.Export(l, login1Path, manager); err != nil {
		t.Fatal(err)
	}
	if err := conn.Export(l, "/org/freedesktop/login1/session/c7", properties); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(login1, 0); err != nil {
		t.Fatal(err)
	}
}

// listens is the socket of a compositor, which accepts whoever comes.
func listens(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "wayland")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return path
}
