package agent

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"

	"istratray/app/bus/bustest"
	"istratray/app/control"
)

func TestSessionsThatAreRemembered(t *testing.T) {
	t.Setenv("DISPLAY", ":0")
	t.Setenv("WAYLAND_DISPLAY", "")
	var s sessions
	for _, o := range []control.Origin{{Display: ":0"}, {}, {Bus: "unix:path=/x"}, {Display: ":1", StartupID: "once"},
		{Display: ":2"}, {Display: ":1"}} {
		s.note(o)
	}
	if got := fmt.Sprint(s.all()); got != fmt.Sprint([]control.Origin{{Display: ":1"}, {Display: ":2"}}) {
		t.Errorf("remembered are %v", got)
	}
	for n := range 100 {
		s.note(control.Origin{Display: fmt.Sprintf(":%d", n+10)})
	}
	if all := s.all(); len(all) != maxSessions || all[0].Display != ":109" {
		t.Errorf("remembered are %v", all)
	}
}

// Where the agent's session ends, the program goes on in the newest other one that is still there, with the window that
// is open in it.
func TestTheProgramMovesOn(t *testing.T) {
	bustest.Start(t)
	dir := t.TempDir()
	at := func(name string) control.Origin {
		return control.Origin{Wayland: filepath.Join(dir, name), Bus: os.Getenv("DBUS_SESSION_BUS_ADDRESS")}
	}
	for _, name := range []string{"first", "second"} {
		l, err := net.Listen("unix", at(name).Wayland)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
	}
	for name, c := range map[string]struct {
		known  []string
		window string // the session that it is in
		demo   bool
		want   *Heir
	}{
		"nobody else is there": {known: []string{"gone"}},
		"a demo":               {known: []string{"first"}, demo: true},
		"one goes on":          {known: []string{"first", "gone"}, want: &Heir{Session: at("first")}},
		"the newest":           {known: []string{"first", "second"}, want: &Heir{Session: at("second")}},
		"the window is there": {known: []string{"first"}, window: "first",
			want: &Heir{Session: at("first"), Window: true}},
		"the window was at home": {known: []string{"first"}, window: "gone", want: &Heir{Session: at("first")}},
	} {
		t.Run(name, func(t *testing.T) {
			log := slog.New(slog.DiscardHandler)
			a := &Agent{opts: Options{Demo: c.demo}, log: log, window: newWindowProcess("default", nil, log)}
			for _, each := range c.known {
				a.sessions.note(at(each))
			}
			if c.window != "" {
				a.window.now = &opening{from: at(c.window)}
			}
			a.moveOn(t.Context())
			if got := a.Heir(); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) {
				t.Errorf("heir %+v, want %+v", got, c.want)
			}
		})
	}
}
