package agent

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"istratray/app/autostart"
	"istratray/app/control"
)

// provide puts an administrator's settings where the agent looks for them, and gives a new profile.
func provide(t *testing.T, text string) (settingsFile string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the place is the system's own")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_DIRS", dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "own"))
	if err := os.Mkdir(filepath.Join(dir, "istratray"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "istratray", "defaults.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "own", "settings.json")
}

// opened is an agent that has read its preferences, and what it warned of.
func opened(file string, demo bool) (a *Agent, warned *string) {
	warned = new(string)
	a = &Agent{log: slog.New(slog.DiscardHandler), opts: Options{Demo: demo,
		Warn: func(text string) { *warned += text }}}
	a.openPreferences(file)
	return a, warned
}

func startsAtLogin(t *testing.T) bool {
	t.Helper()
	on, err := autostart.Enabled("default")
	if err != nil {
		t.Fatal(err)
	}
	return on
}

func TestTheAdministratorsSettings(t *testing.T) {
	file := provide(t, `{"server":"phone.example.com","startAtLogin":true,"notifications":{"private":true},
		"contacts":[{"name":"Company","kind":"ldap","url":"ldaps://dc.example.com","base":"dc=example,dc=com"}],
		"callerPage":{"label":"CRM","url":"https://crm.example.com/?tel={number}"}}`)
	a, warned := opened(file, false)
	if s := a.Settings(); s.Server != "phone.example.com" || !s.Notifications.Private ||
		!s.StartAtLogin || *warned != "" {
		t.Errorf("%+v, warned of %q", s, *warned)
	}
	if s := a.Settings(); len(s.Contacts) != 1 || s.Contacts[0].Name != "Company" || s.CallerPage.Label != "CRM" {
		t.Errorf("address books %+v, page %+v", s.Contacts, s.CallerPage)
	}
	if err := autostart.Set("default", false); err != nil {
		t.Fatal(err)
	}
	if a, _ = opened(file, false); a.Settings().StartAtLogin || startsAtLogin(t) {
		t.Error("the second start switched on what the user had switched off")
	}
}

func TestADemoIsGivenNothing(t *testing.T) {
	a, _ := opened(provide(t, `{"server":"phone.example.com","startAtLogin":true}`), true)
	if s := a.Settings(); s.Server != "" || s.StartAtLogin || startsAtLogin(t) {
		t.Errorf("%+v", s)
	}
	if err := a.startAtLogin(true); err == nil || startsAtLogin(t) {
		t.Errorf("a demo was switched on for the login: %v", err)
	}
}

func TestABrokenFileOfTheAdministrator(t *testing.T) {
	a, warned := opened(provide(t, `{"server":`), false)
	if !strings.Contains(*warned, "administrator") || a.Settings().Server != "" {
		t.Errorf("%+v, warned of %q", a.Settings(), *warned)
	}
}

// Who starts the program right after having ended it wants it to run.
func TestAnAgentThatEndsMakesRoom(t *testing.T) {
	ctx, quit := context.WithCancel(t.Context())
	defer quit()
	a, _ := opened(provide(t, "{}"), true)
	a.ctx = ctx
	for _, want := range []bool{false, true} {
		answer, err := a.Start(t.Context(), control.StartRequest{})
		if err != nil || answer.TakeOver != want {
			t.Errorf("a second start takes over: %v, %v; want %v", answer.TakeOver, err, want)
		}
		quit()
	}
}
