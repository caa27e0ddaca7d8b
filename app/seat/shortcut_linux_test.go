package seat

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"istratray/app/bus/bustest"
)

// fakePortal answers as a desktop's portal does.
type fakePortal struct {
	t      *testing.T
	conn   *dbus.Conn
	refuse uint32 // how BindShortcuts is answered
	bound  chan string
}

const fakeSession = dbus.ObjectPath("/org/freedesktop/portal/desktop/session/1_2/x")

func startPortal(t *testing.T, b *bustest.Bus, refuse uint32) *fakePortal {
	t.Helper()
	f := &fakePortal{t, b.Connect(), refuse, make(chan string, 5)}
	for iface, methods := range map[string]map[string]any{
		properties: {"Get": func(_, _ string) (dbus.Variant, *dbus.Error) { return dbus.MakeVariant(uint32(1)), nil }},
		portalShortcuts: {
			"CreateSession": func(from dbus.Sender, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
				return f.answer(from, options, 0,
					map[string]dbus.Variant{"session_handle": dbus.MakeVariant(string(fakeSession))})
			},
			"BindShortcuts": func(from dbus.Sender, session dbus.ObjectPath, keys []struct {
				ID      string
				Options map[string]dbus.Variant
			}, _ string, options map[string]dbus.Variant,
			) (dbus.ObjectPath, *dbus.Error) {
				path, err := f.answer(from, options, f.refuse, map[string]dbus.Variant{})
				// After the answer, so that a test presses no key of a session that isn't there yet.
				f.bound <- string(session) + " " + keys[0].ID + " " +
					keys[0].Options["preferred_trigger"].Value().(string)
				return path, err
			},
		},
	} {
		if err := f.conn.ExportMethodTable(methods, portalPath, iface); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.conn.RequestName(portal, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return f
}

// answer sends the Response even before the method returns, as portals may.
func (f *fakePortal) answer(from dbus.Sender, options map[string]dbus.Variant, code uint32,
	results map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	sender := strings.ReplaceAll(strings.TrimPrefix(string(from), ":"), ".", "_")
	path := dbus.ObjectPath("/org/freedesktop/portal/desktop/request/" + sender + "/" +
		options["handle_token"].Value().(string))
	f.emit(path, portalRequest+".Response", code, results)
	return path, nil
}

// binding waits for the next shortcut that is bound.
func (f *fakePortal) binding(ctx context.Context) string {
	f.t.Helper()
	select {
	case bound := <-f.bound:
		return bound
	case <-ctx.Done():
		f.t.Fatal("no shortcut was bound")
		return ""
	}
}

func (f *fakePortal) emit(path dbus.ObjectPath, name string, args ...any) {
	if err := f.conn.Emit(path, name, args...); err != nil {
		f.t.Error(err)
	}
}

var dialKey = Shortcut{ID: "dial", Description: "Dial from clipboard", Trigger: "CTRL+ALT+d"}

func TestAGlobalShortcut(t *testing.T) {
	b := bustest.Start(t)
	f := startPortal(t, b, 0)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	pressed, ended := make(chan string, 5), make(chan error, 1)
	go func() {
		defer close(pressed)
		ended <- WatchShortcut(ctx, dialKey, func(token string) { pressed <- token })
	}()
	if got := f.binding(ctx); got != string(fakeSession)+" dial CTRL+ALT+d" {
		t.Errorf("bound %q", got)
	}
	activated := func(id, token string) {
		f.emit(portalPath, portalShortcuts+".Activated", fakeSession, id, uint64(1),
			map[string]dbus.Variant{"activation_token": dbus.MakeVariant(token)})
	}
	activated("another", "no")
	activated("dial", "token")
	if got := <-pressed; got != "token" {
		t.Errorf("pressed with %q", got)
	}
	f.emit(fakeSession, portalSession+".Closed", map[string]dbus.Variant{})
	if err := <-ended; err == nil || errors.Is(err, ErrNoShortcuts) {
		t.Errorf("ended with %v", err)
	}
}

func TestAGlobalShortcutEndsWithUs(t *testing.T) {
	b := bustest.Start(t)
	f := startPortal(t, b, 0)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- WatchShortcut(ctx, dialKey, func(string) {}) }()
	f.binding(ctx)
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestAGlobalShortcutThatIsNotToBe(t *testing.T) {
	b := bustest.Start(t)
	if err := WatchShortcut(t.Context(), dialKey, nil); !errors.Is(err, ErrNoShortcuts) {
		t.Errorf("without a portal: %v", err)
	}
	startPortal(t, b, 1)
	if err := WatchShortcut(t.Context(), dialKey, nil); !errors.Is(err, ErrShortcutRefused) {
		t.Errorf("refused: %v", err)
	}
}
