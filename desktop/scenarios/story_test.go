//go:build desktop

package scenarios

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/app/control"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// patience is how long a step may take on a busy machine where the story itself sets no limit.
const patience = 20 * time.Second

// soon is how long what has just happened may take to be seen. It takes some milliseconds (docs/performance.md) where
// the machine has nothing else to do.
const soon = 5 * time.Second

// program is the binary under test, built once by TestMain.
var program string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "istratray")
	if err == nil {
		program = filepath.Join(dir, "istratray")
		err = rig.Build("../..", ".", program)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// story is a desktop, a platform and the program between them.
type story struct {
	*testing.T
	desk     *rig.Desk
	platform *istratest.Platform
	agent    *rig.Process
	tray     *rig.TrayItem
	shots    int
}

// begin brings up a desktop and a platform. Nothing is started yet.
func begin(t *testing.T, desk rig.Options, platform istratest.Options) *story {
	t.Helper()
	s := &story{T: t, desk: rig.Start(t, desk)}
	var err error
	if s.platform, err = istratest.Start(platform); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.platform.Close)
	return s
}

// signIn starts the agent as someone does who has just installed it, and waits for its tray item.
func (s *story) signIn(more ...string) {
	s.Helper()
	s.startSignedIn(more...)
	s.tray = s.desk.WaitTray("istratray", patience)
}

// startSignedIn is signIn on a desktop that may have no tray.
func (s *story) startSignedIn(more ...string) {
	s.Helper()
	authority := filepath.Join(s.desk.Getenv("HOME"), "authority.pem")
	if err := os.WriteFile(authority, s.platform.CAPEM(), 0o600); err != nil {
		s.Fatal(err)
	}
	args := append([]string{"--server", s.platform.URL(), "--login", s.platform.Login(),
		"--password-stdin", "--ca-file", authority}, more...)
	cmd := s.desk.Command(program, args...)
	cmd.Stdin = strings.NewReader(s.platform.Password() + "\n")
	s.agent = s.desk.Start(cmd)
	s.waitState("online")
}

// waitPasswordKept waits until the keyring has the password, which it gets after the sign-in.
func (s *story) waitPasswordKept() {
	s.Helper()
	rig.Eventually(s, patience, "the keyring has the password", func() error {
		found := s.desk.Run("secret-tool", "search", "service", "istratray")
		if text := found.Stdout() + found.Stderr(); !strings.Contains(text, s.platform.Login()) {
			return fmt.Errorf("it has %q", text)
		}
		return nil
	})
}

// status is what `istratray status --json` says.
func (s *story) status() control.Status {
	s.Helper()
	var status control.Status
	p := s.desk.Run(program, "status", "--json")
	if p.ExitCode() != 0 {
		return status
	}
	if err := json.Unmarshal([]byte(p.Stdout()), &status); err != nil {
		s.Fatalf("status --json: %v in %q", err, p.Stdout())
	}
	return status
}

func (s *story) waitState(state string) {
	s.Helper()
	rig.Eventually(s, patience, "the agent is "+state, func() error {
		if got := s.status(); string(got.State) != state {
			return fmt.Errorf("it is %q (%s)", got.State, got.Problem)
		}
		return nil
	})
}

func (s *story) waitBadge(badge int, within time.Duration) {
	s.Helper()
	rig.Eventually(s, within, fmt.Sprintf("the badge is %d", badge), func() error {
		if got := s.status(); got.Badge != badge {
			return fmt.Errorf("it is %d", got.Badge)
		}
		return nil
	})
}

// await waits until the platform has seen what is wanted.
func (s *story) await(what string, ok func(istratest.State) bool) {
	s.Helper()
	rig.Eventually(s, patience, "the platform saw "+what, func() error {
		if !ok(s.platform.State()) {
			return errors.New("not yet")
		}
		return nil
	})
}

// shot takes a picture of the screen into build/shots.
func (s *story) shot(name string) {
	s.Helper()
	s.shots++
	dir := filepath.Join(rig.Root(s), "build", "shots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.Fatal(err)
	}
	s.desk.Screenshot(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png",
		strings.ReplaceAll(s.Name(), "/", "-"), s.shots, name)))
}

// quit ends the agent through the command line, as fast as was promised.
func (s *story) quit() {
	s.Helper()
	began := time.Now()
	if p := s.desk.Run(program, "quit"); p.ExitCode() != 0 {
		s.Fatalf("quit: exit code %d, %s", p.ExitCode(), p.Stderr())
	}
	if code := s.agent.Wait(2*time.Second - time.Since(began)); code != 0 {
		s.Errorf("the agent ended with code %d: %s", code, s.agent.Stderr())
	}
	s.noComplaints()
}

// noComplaints looks for what must never be on standard error, whatever the story was.
func (s *story) noComplaints() {
	s.Helper()
	for _, word := range []string{"Error in Fyne call thread", "panic", "DATA RACE", "goroutine ",
		s.platform.Password()} {
		if strings.Contains(s.agent.Stderr(), word) {
			s.Errorf("the agent's standard error holds %q:\n%s", word, s.agent.Stderr())
		}
	}
}

// gone waits until a process has ended.
func (s *story) gone(pid int) {
	s.Helper()
	rig.Eventually(s, patience, "the window's process is gone", func() error {
		if err := syscall.Kill(pid, 0); err == nil {
			return errors.New("it lives")
		}
		return nil
	})
}
