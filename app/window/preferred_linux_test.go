package window

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
	"istratray/app/window/look"
)

// noGTK hides what GTK is set to on the computer of the test.
func noGTK(t *testing.T) (configDir string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("GTK_THEME", "")
	t.Setenv("XDG_CONFIG_HOME", dir)
	return dir
}

func TestWhatTheDesktopPrefers(t *testing.T) {
	noGTK(t)
	for _, c := range []struct {
		name string
		says map[string]any
		want look.Desktop
	}{
		{"nothing", nil, look.Desktop{Mode: look.Light}},
		{"no palette in particular", map[string]any{"org.freedesktop.appearance color-scheme": uint32(0)},
			look.Desktop{Mode: look.Light}},
		{"dark", map[string]any{"org.freedesktop.appearance color-scheme": uint32(1)}, look.Desktop{Mode: look.Dark}},
		{"high contrast", map[string]any{
			"org.freedesktop.appearance color-scheme": uint32(2), "org.freedesktop.appearance contrast": uint32(1),
		}, look.Desktop{Mode: look.Light, HighContrast: true}},
		{"high contrast of an older GNOME, and large text", map[string]any{
			"org.gnome.desktop.a11y.interface high-contrast":  true,
			"org.gnome.desktop.interface text-scaling-factor": 1.25,
		}, look.Desktop{Mode: look.Light, HighContrast: true, TextScale: 1.25}},
		{"no motion", map[string]any{"org.freedesktop.appearance reduced-motion": uint32(1)},
			look.Desktop{Mode: look.Light, Still: true}},
		{"no motion of an older GNOME", map[string]any{"org.gnome.desktop.interface enable-animations": false},
			look.Desktop{Mode: look.Light, Still: true}},
		{"motion, whatever GNOME's own key says", map[string]any{
			"org.freedesktop.appearance reduced-motion":     uint32(0),
			"org.gnome.desktop.interface enable-animations": false,
		}, look.Desktop{Mode: look.Light}},
		{"nonsense", map[string]any{
			"org.freedesktop.appearance contrast": "yes", "org.gnome.desktop.interface enable-animations": 0,
			"org.gnome.desktop.interface text-scaling-factor": 40.0, "org.freedesktop.appearance color-scheme": "dark",
		}, look.Desktop{Mode: look.Light}},
	} {
		got := wishesIn(func(place, key string) any { return c.says[place+" "+key] })
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestWithoutAPortalGTKIsFollowed(t *testing.T) {
	for _, c := range []struct {
		variable, file string
		want           look.Mode
	}{
		{"", "", look.Light},
		{"Adwaita:dark", "", look.Dark},
		{"Adwaita", "[Settings]\ngtk-theme-name=Adwaita-dark\n", look.Light},
		{"", "[Settings]\ngtk-theme-name=Adwaita-dark\n", look.Dark},
		{"", "[Settings]\ngtk-application-prefer-dark-theme = true\n", look.Dark},
		{"", "[Settings]\ngtk-application-prefer-dark-theme=0\ngtk-theme-name=Darkness\n", look.Light},
	} {
		dir := noGTK(t)
		t.Setenv("GTK_THEME", c.variable)
		file := filepath.Join(dir, "gtk-3.0", "settings.ini")
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := unsaid(); got != (look.Desktop{Mode: c.want}) {
			t.Errorf("GTK_THEME=%q, file %q: %+v, want %s", c.variable, c.file, got, c.want)
		}
	}
}

// portal is a desktop's portal on a test's bus.
type portal struct {
	t      *testing.T
	conn   *dbus.Conn
	answer chan uint32 // what it says of the palette, once for each question
	asked  atomic.Int32
}

func newPortal(t *testing.T) *portal {
	p := &portal{t: t, conn: bustest.Start(t).Connect(), answer: make(chan uint32, 1)}
	methods := map[string]any{"ReadAll": p.readAll, "ReadOne": p.readOne, "Read": p.readOne}
	if err := p.conn.ExportMethodTable(methods, portalPath, portalSettings); err != nil {
		t.Fatal(err)
	}
	p.come()
	return p
}

func (p *portal) come() {
	if _, err := p.conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil {
		p.t.Fatal(err)
	}
}

func (p *portal) readAll([]string) (map[string]map[string]dbus.Variant, *dbus.Error) {
	p.asked.Add(1)
	select {
	case scheme := <-p.answer:
		return map[string]map[string]dbus.Variant{appearance: {"color-scheme": dbus.MakeVariant(scheme)}}, nil
	case <-p.t.Context().Done():
		return nil, dbus.MakeFailedError(context.Canceled)
	}
}

func (p *portal) readOne(string, string) (dbus.Variant, *dbus.Error) {
	p.asked.Add(1)
	return dbus.MakeVariant(uint32(0)), nil
}

// next is what the window is told next.
func next(t *testing.T, wishes <-chan look.Desktop) look.Desktop {
	t.Helper()
	select {
	case d, said := <-wishes:
		if !said {
			t.Fatal("nothing will be said any more")
		}
		return d
	case <-time.After(10 * time.Second):
		t.Fatal("nothing is said")
	}
	return look.Desktop{}
}

// What hangs in the portal must not decide how the window looks for good: it is light, and follows the answer when
// that comes.
func TestALateAnswerIsFollowed(t *testing.T) {
	noGTK(t)
	p := newPortal(t)
	wishes := preferred(t.Context())
	now := make(chan time.Time)
	close(now)
	if d := inTime(wishes, now); d.Mode != look.Light {
		t.Errorf("the window opens %+v while the portal hangs", d)
	}
	p.answer <- 1
	if d := next(t, wishes); d.Mode != look.Dark {
		t.Errorf("what comes late is %+v", d)
	}
}

// Each question is a way to the portal and back before the window is open: one has to do for everything.
func TestThePortalIsAskedOnce(t *testing.T) {
	noGTK(t)
	p := newPortal(t)
	p.answer <- 1
	wishes := preferred(t.Context())
	if d := next(t, wishes); d.Mode != look.Dark {
		t.Errorf("it says %+v", d)
	}
	if n := p.asked.Load(); n != 1 {
		t.Errorf("the portal was asked %d times", n)
	}
}

func TestChangesOfTheDesktopAreFollowed(t *testing.T) {
	noGTK(t)
	p := newPortal(t)
	p.answer <- 0
	wishes := preferred(t.Context())
	if d := next(t, wishes); d.Mode != look.Light {
		t.Errorf("at first %+v", d)
	}
	p.answer <- 1
	err := p.conn.Emit(portalPath, portalSettings+".SettingChanged", appearance, "color-scheme", dbus.MakeVariant(1))
	if err != nil {
		t.Fatal(err)
	}
	if d := next(t, wishes); d.Mode != look.Dark {
		t.Errorf("after the change %+v", d)
	}
}

func TestAPortalThatComesLaterIsFollowed(t *testing.T) {
	noGTK(t)
	p := newPortal(t)
	if _, err := p.conn.ReleaseName(portalName); err != nil {
		t.Fatal(err)
	}
	wishes := preferred(t.Context())
	if d := next(t, wishes); d.Mode != look.Light {
		t.Errorf("without a portal %+v", d)
	}
	p.answer <- 1
	p.come()
	if d := next(t, wishes); d.Mode != look.Dark {
		t.Errorf("with one %+v", d)
	}
}

func TestWithoutABusNobodyIsAsked(t *testing.T) {
	noGTK(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "bus"))
	if d := inTime(preferred(t.Context()), nil); d != (look.Desktop{Mode: look.Light}) {
		t.Errorf("it is %+v", d)
	}
}
