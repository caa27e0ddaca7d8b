//go:build desktop

package scenarios

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// wrong is a start that can't go well.
type wrong struct {
	args     []string // empty: the platform's account
	password string   // empty: the right one
	env      []string // on top of the session's
	prepare  func(*istratest.Platform)
	says     string // in one line on standard error
	also     string // may be said besides; empty: nothing
	ends     int    // with this exit code; 0: it keeps running, for a person to help
}

// Whatever is wrong at the start is said in one line, with what to do, and nothing hangs.
func TestWrongStartsAreSaidInOneLine(t *testing.T) {
	b := newBare(t)
	page := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Welcome</title>")
	}))
	t.Cleanup(page.Close)
	at := func(server string, more ...string) []string {
		return append([]string{"--hidden", "--server", server, "--login", "a@example.com", "--password-stdin"}, more...)
	}
	note := b.file("note.txt", []byte("no certificate\n"))
	authority := b.file("page.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: page.Certificate().Raw}))
	tried := 0
	for name, c := range map[string]wrong{
		"an address that is none": {args: at("ht!tp://x y"), says: "The server address can't be used."},
		"no such server":          {args: at("nowhere.invalid"), says: "There is no server named nowhere.invalid."},
		"nobody listens":          {args: at("https://127.0.0.1:1"), says: "The server refuses connections."},
		"not the platform":        {args: at(page.URL, "--ca-file", authority), says: "it is not the phone system"},
		"no certificate in a file": {args: at("https://127.0.0.1:1", "--ca-file", note),
			says: "holds no certificate in PEM form", ends: 1},
		"no such file": {args: at("https://127.0.0.1:1", "--ca-file", b.home+"/none"), says: "no such file",
			ends: 1},
		"an own authority": {args: at(b.platform.URL()), says: "Compare its fingerprint"},
		"a wrong password": {password: "999999", says: "doesn't accept this login and password"},
		"a suspended account": {prepare: (*istratest.Platform).SuspendAccount,
			says: "has suspended this account"},
		"an expired certificate": {says: "certificate has expired", prepare: func(p *istratest.Platform) {
			if err := p.SetCertificate(istratest.Certificate{NotAfter: time.Now().Add(-time.Hour)}); err != nil {
				t.Error(err)
			}
		}},
		"a platform that says nothing": {prepare: func(p *istratest.Platform) { p.Faults().Blackhole() },
			says: "The server doesn't answer in time."},
		"a platform that is down": {prepare: (*istratest.Platform).Stop, says: "The server refuses connections."},
		"no keyring":              {says: "This desktop has no keyring"},
		"no session bus": {env: []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=/none"},
			says: "This desktop has no keyring"},
		"no tray":   {says: "shows no tray icons"},
		"no screen": {args: []string{}, says: "There is no screen to open a window on."},
		"a screen that refuses": {args: []string{}, env: []string{"DISPLAY=" + closedScreen(t)},
			says: "Start it as the user who is logged in there."},
		"no place for settings": {env: []string{"XDG_CONFIG_HOME=/proc/none"}, says: "The settings could not be saved"},
		"no place for the cache": {env: []string{"XDG_STATE_HOME=/proc/none"}, says: "the cache has no place",
			also: "open the log", ends: 1},
		"half an account": {args: []string{"--server", "phone.example.com"},
			says: "--server and --login go together", ends: 2},
		"a flag that is none": {args: []string{"--nonsense"}, says: "there is no flag --nonsense", ends: 2},
		"a profile that is none": {args: []string{"--hidden", "--profile", "../x"},
			says: "can't be a profile's name", ends: 2},
		"nobody to command": {args: []string{"status"}, says: "not running", ends: 3},
	} {
		tried++
		profile := fmt.Sprint("wrong", tried)
		t.Run(name, func(t *testing.T) { b.tryWrong(t, profile, c) })
	}
}

// closedScreen is a display whose server lets nobody in.
func closedScreen(t *testing.T) (display string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
			conn.Close()
		}
	}()
	const firstPort = 6000 // of display 0
	return fmt.Sprintf("127.0.0.1:%d", l.Addr().(*net.TCPAddr).Port-firstPort)
}

// expected are what any start in a bare session may say besides.
var expected = []string{"shows no tray icons", "could not be stored. This desktop has no keyring"}

func (b *bare) tryWrong(t *testing.T, profile string, c wrong) {
	args := c.args
	if args == nil {
		args = b.account()
	}
	if c.prepare != nil {
		c.prepare(b.platform)
		t.Cleanup(func() { b.heal(t) })
	}
	if !slices.Contains(args, "--profile") {
		args = append(slices.Clone(args), "--profile", profile)
	}
	password := c.password
	if password == "" {
		password = b.platform.Password()
	}
	cmd := b.command(password, args...)
	cmd.Env = append(slices.Clone(b.env), c.env...)
	p := launch(t, cmd)
	p.wait("says "+c.says, func() error {
		if !strings.Contains(p.stderr.String(), c.says) {
			return errors.New("it does not")
		}
		return nil
	})
	if c.ends == 0 {
		if p.hasEnded() {
			t.Fatalf("it ended: %s", p.stderr)
		}
		if code := p.quit(b, profile); code != 0 {
			t.Errorf("it ended with code %d", code)
		}
	}
	p.wait("ends", func() error {
		if !p.hasEnded() {
			return errors.New("it lives")
		}
		return nil
	})
	if got := p.cmd.ProcessState.ExitCode(); got != c.ends {
		t.Errorf("exit code %d, want %d", got, c.ends)
	}
	c.judge(t, p.stderr.String(), b.platform.Password())
}

// judge looks at all that was said: the expected line once, nothing unforeseen, no secret.
func (c wrong) judge(t *testing.T, said, secret string) {
	t.Helper()
	found := 0
	for line := range strings.Lines(said) {
		switch {
		case strings.Contains(line, c.says):
			found++
		case c.also != "" && strings.Contains(line, c.also):
		case !slices.ContainsFunc(expected, func(s string) bool { return strings.Contains(line, s) }):
			t.Errorf("it also said %q", line)
		}
		if !strings.HasPrefix(line, "istratray: ") || strings.Contains(line, secret) {
			t.Errorf("no line for people: %q", line)
		}
	}
	if found != 1 {
		t.Errorf("%q was said %d times:\n%s", c.says, found, said)
	}
	t.Log(strings.TrimSpace(said))
}

// heal takes back what a case did to the platform.
func (b *bare) heal(t *testing.T) {
	b.platform.Faults().Clear()
	b.platform.RestoreAccount()
	if err := errors.Join(b.platform.SetCertificate(istratest.Certificate{}), b.platform.Restart()); err != nil {
		t.Error(err)
	}
}

// running is a process whose standard error is looked at while it runs.
type running struct {
	*testing.T
	cmd    *exec.Cmd
	stderr *said
	ended  chan struct{}
}

func launch(t *testing.T, cmd *exec.Cmd) *running {
	t.Helper()
	r := &running{T: t, cmd: cmd, stderr: new(said), ended: make(chan struct{})}
	cmd.Stderr = r.stderr
	cmd.WaitDelay = 2 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = cmd.Wait(); close(r.ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-r.ended })
	return r
}

func (r *running) hasEnded() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

func (r *running) wait(what string, ok func() error) {
	r.Helper()
	rig.Eventually(r, 30*time.Second, "the program "+what, func() error {
		if err := ok(); err != nil {
			return fmt.Errorf("%w; it said: %s", err, r.stderr)
		}
		return nil
	})
}

// quit ends the agent as the command line does, as fast as was promised.
func (r *running) quit(b *bare, profile string) int {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := b.clientOf(profile).Quit(ctx); err != nil {
		r.Fatalf("quit: %v", err)
	}
	select {
	case <-r.ended:
	case <-ctx.Done():
		r.Fatal("it did not end in 2 s")
	}
	return r.cmd.ProcessState.ExitCode()
}

// said is what was written so far, for any goroutine.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

var _ io.Writer = (*said)(nil)

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}
