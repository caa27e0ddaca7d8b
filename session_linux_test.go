package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"istratray/app/bus/bustest"
	"istratray/istraclient/istratest"
)

// desktopSession is a session's bus, and a compositor as far as its socket goes.
type desktopSession struct {
	bus        *bustest.Bus
	compositor net.Listener
	env        []string
}

func newSession(t *testing.T) *desktopSession {
	t.Helper()
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, "wayland"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &desktopSession{bus: bustest.Start(t), compositor: l}
	s.env = []string{"WAYLAND_DISPLAY=" + l.Addr().String(), "DBUS_SESSION_BUS_ADDRESS=" +
		os.Getenv("DBUS_SESSION_BUS_ADDRESS")}
	return s
}

func (s *desktopSession) getenv(name string) string {
	for _, variable := range s.env {
		if value, found := strings.CutPrefix(variable, name+"="); found {
			return value
		}
	}
	return ""
}

// ends is a logout: everything of the session goes.
func (s *desktopSession) ends() {
	s.bus.Stop()
	s.compositor.Close()
}

// autostart starts the agent as a session does.
func (b *bare) autostart(s *desktopSession) (cmd *exec.Cmd, ended <-chan int) {
	b.t.Helper()
	cmd = b.command("--hidden")
	cmd.Env = append(cmd.Env, s.env...)
	return cmd, b.begin(cmd)
}

func (b *bare) endsWith(want int, ended <-chan int, who string) {
	b.t.Helper()
	select {
	case code := <-ended:
		if code != want {
			b.t.Errorf("%s: exit code %d, want %d", who, code, want)
		}
	case <-time.After(30 * time.Second):
		b.t.Fatalf("%s goes on", who)
	}
}

// The password that no keyring has goes on to the next session's agent, and from that to the one after it.
func TestTheNextSessionHasThePassword(t *testing.T) {
	b := newBare(t, istratest.Options{})
	first, second, third := newSession(t), newSession(t), newSession(t)
	_, firstEnded := b.autostart(first)
	b.await("signed-out")
	signIn := b.command("--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(), "--password-stdin",
		"--ca-file", b.file("ca.pem"))
	signIn.Env, signIn.Stdin = append(signIn.Env, first.env...), strings.NewReader(b.platform.Password()+"\n")
	if err := signIn.Run(); err != nil {
		t.Fatal(err)
	}
	b.await("online")
	_, secondEnded := b.autostart(second)
	b.endsWith(0, firstEnded, "the first session's agent")
	b.await("online")
	cmd, thirdEnded := b.autostart(third)
	b.endsWith(0, secondEnded, "the second session's agent")
	b.await("online")
	b.hides(cmd.Process.Pid)
	b.files()
	b.want(0, "quit")
	b.endsWith(0, thirdEnded, "the third session's agent")
}

// Whether the agent of the last session has ended yet or not: the next one has an agent of its own.
func TestTheNextSessionHasAnAgent(t *testing.T) {
	b := newBare(t, istratest.Options{})
	first, second := newSession(t), newSession(t)
	_, firstEnded := b.autostart(first)
	b.await("signed-out")

	cmd, secondEnded := b.autostart(second) // the first session is still there: a user switched
	b.endsWith(0, firstEnded, "the first session's agent")
	b.await("signed-out")

	_, again := b.autostart(second) // in the same session nothing is taken over
	b.endsWith(0, again, "a second start")
	for name, variable := range map[string]string{ // nor where tray and window could not be had
		"a bus of days ago":    "DBUS_SESSION_BUS_ADDRESS=unix:path=" + b.file("gone"),
		"a bus that is none":   "DBUS_SESSION_BUS_ADDRESS=nonsense",
		"a screen of days ago": "WAYLAND_DISPLAY=" + b.file("gone"),
	} {
		stale := *first
		stale.env = append(slices.Clone(first.env), variable)
		_, ended := b.autostart(&stale)
		b.endsWith(0, ended, name)
	}
	b.want(0, "status")
	b.want(0, "status")
	first.ends()
	second.ends()
	b.endsWith(0, secondEnded, "the agent of a session that is over")
	b.want(3, "status")
	log, err := os.ReadFile(b.file("state/istratray/default/istratray.log"))
	if err != nil || !strings.Contains(string(log), "the desktop session has ended") {
		t.Errorf("the log doesn't say why process %d ended (%v)", cmd.Process.Pid, err)
	}
}

// A session that was left, and goes on for longer than the one that took the program over, has it again: in the same
// process, with the password that no keyring has.
func TestTheOtherSessionHasTheProgramAgain(t *testing.T) {
	b := newBare(t, istratest.Options{})
	first, second := newSession(t), newSession(t)
	_, firstEnded := b.signInAt(first)
	b.await("online")
	cmd, secondEnded := b.autostart(second)
	b.endsWith(0, firstEnded, "the first session's agent")
	b.await("online")
	logins := b.platform.State().Logins
	second.ends()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := b.platform.Await(ctx, func(s istratest.State) bool { return s.Logins > logins }); err != nil {
		t.Fatal("the program doesn't go back: ", err)
	}
	b.await("online")
	env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", cmd.Process.Pid))
	if err != nil || !strings.Contains(string(env), first.getenv("WAYLAND_DISPLAY")) {
		t.Errorf("its session is not the first one (%v)", err)
	}
	b.hides(cmd.Process.Pid)
	first.ends()
	b.endsWith(0, secondEnded, "the agent of the last session")
}

// An agent that can't be found, and holds the files: the next start says what to do.
func TestAnAgentThatCanNotBeReached(t *testing.T) {
	b := newBare(t, istratest.Options{})
	s := newSession(t)
	_, ended := b.autostart(s)
	b.await("signed-out")
	var said strings.Builder
	other := b.command("--hidden")
	other.Env, other.Stderr = append(other.Env, "XDG_RUNTIME_DIR="+b.file("other")), &said
	b.endsWith(1, b.begin(other), "a start elsewhere")
	if !strings.Contains(said.String(), "Set XDG_RUNTIME_DIR") {
		t.Errorf("it says %q", said.String())
	}
	b.want(0, "quit")
	b.endsWith(0, ended, "the agent")
}
