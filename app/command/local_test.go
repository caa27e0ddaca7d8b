package command

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"istratray/app/control/controltest"
	"istratray/app/inbox"
	"istratray/app/settings"
)

// local is an environment whose places are the test's own, for commands that don't need the agent.
func local(t *testing.T, socket string) (env Env, out, errs *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	t.Setenv("XDG_CONFIG_DIRS", filepath.Join(dir, "system"))
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	return Env{Stdin: strings.NewReader(""), Stdout: out, Stderr: errs, Socket: socket, Version: "1.2.3",
		Places: settings.Places{ConfigDir: dir, StateDir: dir}}, out, errs
}

func TestAutostart(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it would change this account")
	}
	env, out, errs := local(t, filepath.Join(t.TempDir(), "none"))
	for _, step := range []struct{ word, want string }{{"status", "off\n"}, {"on", ""}, {"on", ""}, {"status", "on\n"},
		{"off", ""}, {"off", ""}, {"status", "off\n"}} {
		out.Reset()
		if code := Run(t.Context(), []string{"autostart", step.word}, env); code != ExitDone ||
			out.String() != step.want {
			t.Errorf("autostart %s: %d, %q, %q", step.word, code, out, errs)
		}
	}
	for _, args := range [][]string{{"autostart"}, {"autostart", "maybe"}, {"autostart", "on", "off"}} {
		if code := Run(t.Context(), args, env); code != ExitUsage {
			t.Errorf("%v: %d", args, code)
		}
	}
	if err := os.WriteFile(filepath.Join(env.Places.ConfigDir, "autostart", "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(env.Places.ConfigDir, "autostart", "x"))
	errs.Reset()
	if code := Run(t.Context(), []string{"autostart", "on"}, env); code != ExitFailed ||
		strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("where nothing can be written: %d, %q", code, errs)
	}
}

func TestSupportWithoutAnAgent(t *testing.T) {
	env, out, errs := local(t, filepath.Join(t.TempDir(), "none"))
	if err := os.WriteFile(env.Places.SettingsFile(), []byte(`{"server":"phone.example.com","login":"anna.schmidt"`),
		0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(env.Places.CrashFile()+".last", []byte("panic: the worst\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(env.Places.StateDir, "s.zip")
	if code := Run(t.Context(), []string{"support", file}, env); code != ExitDone || out.String() != file+"\n" {
		t.Fatalf("%d, %q, %q", code, out, errs)
	}
	if _, err := os.Stat(env.Places.SettingsFile()); err != nil {
		t.Error("the broken settings were moved away")
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if text := unpacked(t, file); !strings.Contains(text, "panic: the worst") ||
		!strings.Contains(text, "not running") || !strings.Contains(text, "1.2.3") {
		t.Errorf("it holds %s", text)
	}
	if code := Run(t.Context(), []string{"support", filepath.Join(file, "s.zip")}, env); code != ExitFailed {
		t.Errorf("where nothing can be written: %d", code)
	}
}

func TestSupportOfARunningAgent(t *testing.T) {
	b := backend()
	b.Change(func(s *inbox.Snapshot) {
		s.Account.Login, s.Account.Name, s.Account.Company = "anna.schmidt", "Anna Schmidt", "Hartmann Ltd"
		s.Account.Platform = inbox.Platform{Version: "9.1", Build: "9.1.0-20160219"}
		s.Connection.Problem.Message = "anna.schmidt can't call +33123456789."
	})
	agent := controltest.Serve(t, b)
	env, _, errs := local(t, agent.Socket)
	log := "level=INFO msg=x user=\"Anna Schmidt\" login=anna.schmidt number=+33123456789\n"
	if err := os.WriteFile(env.Places.LogFile(), []byte(log), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(env.Places.StateDir, "s.zip")
	if code := Run(t.Context(), []string{"support", file}, env); code != ExitDone {
		t.Fatalf("%d, %q", code, errs)
	}
	text := unpacked(t, file)
	for _, want := range []string{`"company": "Hartmann Ltd"`, `"istraVersion": "9.1"`,
		`"istraBuildID": "9.1.0-20160219"`} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	if strings.Contains(text, "anna.schmidt") || strings.Contains(text, "Anna Schmidt") ||
		strings.Contains(text, "23456789") || !strings.Contains(text, `"state": "online"`) {
		t.Errorf("it holds %s", text)
	}
}

func unpacked(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var all strings.Builder
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
