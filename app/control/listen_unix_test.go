//go:build unix

package control_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"istratray/app/control"
	"istratray/app/control/controltest"
)

func TestExactlyOneOfManyStartsWins(t *testing.T) {
	for range 20 {
		socket := filepath.Join(t.TempDir(), "s")
		var mu sync.Mutex
		var won []net.Listener
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				l, err := control.Listen(socket)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won = append(won, l)
				} else if !errors.Is(err, control.ErrRunning) {
					t.Errorf("Listen = %v", err)
				}
			})
		}
		wg.Wait()
		if len(won) != 1 {
			t.Fatalf("%d of 8 won", len(won))
		}
		won[0].Close()
	}
}

func TestThePlaceIsFreeAfterClose(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "run", "s")
	for range 3 {
		l, err := control.Listen(socket)
		if err != nil {
			t.Fatal(err)
		}
		l.Close()
		if _, err := os.Lstat(socket); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the socket is still there: %v", err)
		}
	}
}

func TestModes(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	dir := filepath.Join(t.TempDir(), "run")
	l, err := control.Listen(filepath.Join(dir, "s"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for path, want := range map[string]os.FileMode{dir: 0o700, dir + "/s": 0o600, dir + "/s.lock": 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", path, info.Mode(), err, want)
		}
	}
}

func TestStaleSocketIsReplacedAndForeignFilesAreNot(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
	fresh, err := control.Listen(socket)
	if err != nil {
		t.Fatalf("Listen over a stale socket: %v", err)
	}
	fresh.Close()

	file := filepath.Join(dir, "letter")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := control.Listen(file); err == nil {
		t.Error("Listen took a file's place")
	}
	if text, _ := os.ReadFile(file); string(text) != "mine" {
		t.Error("the file in the way was changed")
	}
}

func TestALiveAgentIsFoundWithoutItsLockFile(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	l, err := control.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Remove(socket + ".lock"); err != nil {
		t.Fatal(err)
	}
	if second, err := control.Listen(socket); !errors.Is(err, control.ErrRunning) {
		t.Fatalf("Listen = %v, %v; want ErrRunning", second, err)
	}
}

func TestFoldersOfOthersAreRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := control.Listen(filepath.Join(dir, "s")); err == nil {
		t.Error("Listen in a folder that everybody can write")
	}
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, 12345, 12345); err != nil {
		t.Fatal(err)
	}
	if _, err := control.Listen(filepath.Join(dir, "s")); err == nil {
		t.Error("Listen in another user's folder")
	}
}

// TestOtherUsersAreRefused opens the socket to everyone, so that only the check of the peer is
// between another user and the agent, and between our client and another user's agent.
func TestOtherUsersAreRefused(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can start a process of another user")
	}
	b := controltest.New(nil, nil)
	_, agent := serve(t, b)
	for path, mode := range map[string]os.FileMode{filepath.Dir(agent.Socket): 0o755, agent.Socket: 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	exe := filepath.Join(filepath.Dir(agent.Socket), "client")
	copyFile(t, "/proc/self/exe", exe)
	for _, tt := range []struct {
		uid  uint32
		want string
	}{{12345, "refused at our end; refused at theirs"}, {0, "answered; answered"}} {
		cmd := exec.Command(exe)
		cmd.Env = append(os.Environ(), dialAs+"="+agent.Socket)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: tt.uid, Gid: tt.uid}}
		out, err := cmd.Output() // a coverage run has more to say on standard error
		if err != nil || strings.TrimSpace(string(out)) != tt.want {
			t.Errorf("uid %d: %s, %v; want %q", tt.uid, out, err, tt.want)
		}
	}
}

// dialAndAsk is the other process: once with our client, which looks whose agent it is, and once
// as a program that does not care.
func dialAndAsk(socket string) int {
	c := control.NewClient(socket)
	first, second := "answered", "answered"
	if _, err := c.Status(context.Background()); err != nil {
		first = "refused at our end"
	}
	hc := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}}
	resp, err := hc.Get("http://x/v1/status")
	if err != nil {
		second = "refused at theirs"
	} else {
		resp.Body.Close()
	}
	_, _ = io.WriteString(os.Stdout, first+"; "+second+"\n")
	return 0
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Skip("the test binary can't be copied here:", err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(out.Chmod(0o755), out.Close()); err != nil {
		t.Fatal(err)
	}
}
