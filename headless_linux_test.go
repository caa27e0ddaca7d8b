package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// asProgram in the environment makes this test binary the program.
const asProgram = "ISTRATRAY_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main() // exits
	}
	os.Exit(m.Run())
}

// bare is a session with nothing in it: no screen, no session bus, no keyring.
type bare struct {
	t        *testing.T
	home     string
	runtime  string // XDG_RUNTIME_DIR
	platform *istratest.Platform
}

func newBare(t *testing.T, opts istratest.Options) *bare {
	t.Helper()
	platform, err := istratest.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(platform.Close)
	b := &bare{t: t, home: t.TempDir(), platform: platform}
	b.runtime = b.file("run")
	if err := os.WriteFile(b.file("ca.pem"), platform.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bare) file(name string) string { return filepath.Join(b.home, name) }

func (b *bare) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(b.t.Context(), os.Args[0], args...)
	cmd.Env = []string{
		asProgram + "=1", "GORACE=atexit_sleep_ms=0", "HOME=" + b.home, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + b.home,
		"XDG_CONFIG_HOME=" + b.file("config"), "XDG_CACHE_HOME=" + b.file("cache"), "XDG_STATE_HOME=" + b.file("state"),
		"XDG_RUNTIME_DIR=" + b.runtime, "XDG_CONFIG_DIRS=" + b.file("none"),
		"DBUS_SESSION_BUS_ADDRESS=unix:path=" + b.file("none"),
	}
	return cmd
}

// start runs an agent; its standard input is a password, if there is one. What it says comes back when it has ended.
func (b *bare) start(password string, args ...string) (ended func() (code int, said string)) {
	b.t.Helper()
	var said bytes.Buffer
	cmd := b.command(args...)
	cmd.Stdin, cmd.Stderr = strings.NewReader(password), &said
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	return func() (int, string) {
		err := cmd.Wait()
		return codeOf(b.t, err), said.String()
	}
}

// run is one use of the command line.
func (b *bare) run(args ...string) (code int, output, said string) {
	b.t.Helper()
	var out, errs bytes.Buffer
	cmd := b.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	return codeOf(b.t, cmd.Run()), out.String(), errs.String()
}

func codeOf(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit == nil {
		return 0
	}
	return exit.ExitCode()
}

// want uses a command and checks its exit code; a failure has to be one line.
func (b *bare) want(code int, args ...string) string {
	b.t.Helper()
	got, output, said := b.run(args...)
	if got != code || (code == 0) != (said == "") || code != 0 && strings.Count(said, "\n") != 1 {
		b.t.Errorf("%q: exit code %d, want %d; %q", args, got, code, said)
	}
	return output
}

// object decodes what a command printed.
func object[T any](b *bare, args ...string) T {
	b.t.Helper()
	var value T
	text := b.want(0, args...)
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		b.t.Fatalf("%q printed %q: %v", args, text, err)
	}
	return value
}

// await asks for the status until its state is the one; "" is any.
func (b *bare) await(state string) {
	b.t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(20 * time.Second); ; <-again.C {
		code, output, _ := b.run("status", "--json")
		if code == 0 && (state == "" || strings.Contains(output, `"state":"`+state+`"`)) {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("not %s: %q", state, output)
		}
	}
}

// A locale that nobody knows is no reason for more than one line, or for another language than English.
func TestUnknownLocalesAreNoTrouble(t *testing.T) {
	b := newBare(t, istratest.Options{})
	for _, locale := range []string{"xx_YY", "POSIX", "en_US.UTF-8@nonsense", "!", strings.Repeat("x", 300)} {
		var said bytes.Buffer
		cmd := b.command("status")
		cmd.Env, cmd.Stderr = append(cmd.Env, "LANG="+locale), &said
		code := codeOf(t, cmd.Run())
		if code != 3 || !strings.HasPrefix(said.String(), "istratray: Istra Tray is not running") ||
			strings.Count(said.String(), "\n") != 1 {
			t.Errorf("LANG=%s: exit code %d, %q", locale, code, said.String())
		}
	}
}

type row map[string]any

// What people script goes without a screen, a bus and a keyring: the password stays in memory.
func TestTheCommandLineNeedsNoDesktop(t *testing.T) {
	at := time.Now().Add(-time.Hour).Truncate(time.Second)
	b := newBare(t, istratest.Options{
		Voicemails: []istratest.Voicemail{{ID: "7", RemoteLabel: "Anna", RemoteNumber: "+4972311234", Time: at},
			{ID: "8", RemoteLabel: "Eva", Read: true}},
		Calls: []istratest.Call{{ID: "21", RemoteLabel: "Tom", RemoteNumber: "214", Internal: true, Missed: true},
			{ID: "22", RemoteLabel: "Eva", Talk: time.Minute}},
	})
	ended := b.start(b.platform.Password()+"\n", "--hidden", "--server", b.platform.URL(),
		"--login", b.platform.Login(),
		"--password-stdin", "--ca-file", b.file("ca.pem"))
	b.await("online")
	status := object[row](b, "status", "--json")
	if status["unreadVoicemails"] != 1.0 || status["missedCalls"] != 1.0 || status["badge"] != 2.0 ||
		status["server"] != b.platform.URL() || status["login"] != b.platform.Login() {
		t.Errorf("status %v", status)
	}
	if _, err := time.Parse(time.RFC3339, fmt.Sprint(status["updated"])); err != nil {
		t.Error(err)
	}
	b.lists(at)
	b.actions()
	b.files()

	b.platform.Stop()
	b.await("offline")
	b.want(0, "list", "calls")
	b.want(5, "call", "200")
	b.want(0, "quit")
	if code, said := ended(); code != 0 || !strings.Contains(said, "no keyring") {
		t.Errorf("the agent: exit code %d, %q", code, said)
	}
	b.want(3, "status")

	ended = b.start("", "--hidden") // nothing knows the password now
	b.await("needs-sign-in")
	b.want(4, "call", "200")
	b.want(0, "quit")
	ended()
}

func (b *bare) lists(at time.Time) {
	b.t.Helper()
	unread := object[[]row](b, "list", "voicemails", "--unread", "--json")
	if len(unread) != 1 || unread[0]["id"] != "7" || unread[0]["label"] != "Anna" ||
		unread[0]["number"] != "+4972311234" ||
		unread[0]["read"] != false || unread[0]["durationSeconds"] == nil {
		b.t.Errorf("unread voicemails %v", unread)
	}
	if came, err := time.Parse(time.RFC3339, fmt.Sprint(unread[0]["time"])); err != nil || !came.Equal(at) {
		b.t.Errorf("time %v, %v; want %v", came, err, at)
	}
	calls := object[[]row](b, "list", "--json", "calls")
	if len(calls) != 2 || calls[0]["direction"] == calls[1]["direction"] {
		b.t.Errorf("calls %v", calls)
	}
	if missed := object[[]row](b, "list", "calls", "--json", "--missed"); len(missed) != 1 ||
		missed[0]["missed"] != true || missed[0]["direction"] != "in" {
		b.t.Errorf("missed calls %v", missed)
	}
}

func (b *bare) actions() {
	b.t.Helper()
	b.want(0, "read", "7")
	if n := b.platform.Counters().Voicemails; n != 0 {
		b.t.Errorf("%d unread after reading", n)
	}
	b.want(0, "unread", "7")
	b.want(0, "save", "7", b.file("message.ogg"))
	b.want(0, "delete", "8")
	b.want(0, "call", "+33 1 23 45")
	if placed := b.platform.PlacedCalls(); len(placed) != 1 || placed[0].Destination != "+3312345" {
		b.t.Errorf("placed %v", placed)
	}
	b.want(1, "read", "no-such-id")
	b.want(1, "show")
	b.want(2, "list")
	b.want(2, "status", "--nonsense")
	if left := object[[]row](b, "list", "voicemails", "--json"); len(left) != 1 {
		b.t.Errorf("left are %v", left)
	}
}

// files are the user's alone, where they are promised, and without the password.
func (b *bare) files() {
	b.t.Helper()
	for _, name := range []string{"config/istratray/default/settings.json", "state/istratray/default/istratray.log",
		"run/istratray-default.sock"} {
		if _, err := os.Stat(b.file(name)); err != nil {
			b.t.Error(err)
		}
	}
	err := filepath.WalkDir(b.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm() != 0o600 {
			b.t.Errorf("%s has mode %v", path, info.Mode())
		}
		if !info.Mode().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), b.platform.Password()) {
			b.t.Errorf("%s holds the password", path)
		}
		return err
	})
	if err != nil {
		b.t.Error(err)
	}
}

func TestRelativeFoldersAndNoHomeAreNoObstacle(t *testing.T) {
	b := newBare(t, istratest.Options{})
	cmd := b.command("autostart", "on")
	cmd.Env = append(cmd.Env, "XDG_CONFIG_HOME=relative")
	cmd.Dir = t.TempDir()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if _, err := os.Stat(b.file(".config/autostart/istratray.desktop")); err != nil {
		t.Error(err)
	}
	cmd = b.command("status")
	cmd.Env = append(cmd.Env, "HOME=")
	var ended *exec.ExitError
	if out, err := cmd.CombinedOutput(); !errors.As(err, &ended) || ended.ExitCode() != 3 {
		t.Errorf("without a home folder: %v: %s", err, out)
	}
}
