//go:build desktop

package scenarios

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/bus/bustest"
	"istratray/app/control"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// bare is a session without a screen, tray, keyring or sound: a bus with a notification daemon, and a
// home folder. It is there at once, where a desktop takes seconds.
type bare struct {
	*testing.T
	bus      *bustest.Bus
	platform *istratest.Platform
	daemon   *rig.Notifications
	address  string // of the bus
	home     string
	env      []string
}

func newBare(t *testing.T) *bare {
	t.Helper()
	bus := bustest.Start(t)
	address := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	// Not the test's own folder: the path of a socket must stay under 108 bytes.
	home, err := os.MkdirTemp("", "bare")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	b := &bare{T: t, bus: bus, address: address, daemon: rig.RecordNotifications(t, address), home: home}
	b.env = []string{"HOME=" + home, "XDG_RUNTIME_DIR=" + home, "DBUS_SESSION_BUS_ADDRESS=" + address}
	if b.platform, err = istratest.Start(istratest.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.platform.Close)
	return b
}

// file writes a file into the home folder.
func (b *bare) file(name string, content []byte) string {
	b.Helper()
	path := filepath.Join(b.home, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// account are the arguments that sign in to the platform; the password is asked for.
func (b *bare) account() []string {
	b.Helper()
	return []string{"--hidden", "--server", b.platform.URL(), "--login", b.platform.Login(), "--password-stdin",
		"--ca-file", b.file("authority.pem", b.platform.CAPEM())}
}

// command is the program with its arguments and a line on standard input.
func (b *bare) command(line string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = b.env, b.home
	cmd.Stdin = strings.NewReader(line + "\n")
	return cmd
}

// client talks to the agent of a profile.
func (b *bare) clientOf(profile string) *control.Client {
	c := control.NewClient(filepath.Join(b.home, "istratray-"+profile+".sock"))
	b.Cleanup(c.Close)
	return c
}
