// Package bustest starts a private session bus for one test.
package bustest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"istratray/internal/need"
)

// The folder of service files is empty: nothing is started behind a test's back.
const config = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/>
<listen>unix:path=%[1]s/bus</listen><auth>EXTERNAL</auth>
<servicedir>%[1]s/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy>
<limit name="max_message_size">1000000000</limit></busconfig>
`

// Start runs dbus-daemon until the test ends and points DBUS_SESSION_BUS_ADDRESS at it. The test is
// skipped where there is no dbus-daemon, except in CI, where it fails.
func Start(t testing.TB) *Bus {
	t.Helper()
	b := &Bus{t: t, dir: t.TempDir()}
	b.Run()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(b.dir, "bus"))
	t.Cleanup(b.Stop)
	return b
}

// Bus is a running dbus-daemon.
type Bus struct {
	t    testing.TB
	dir  string
	cmd  *exec.Cmd
	exit chan struct{} // closed when cmd has ended
}

// Run starts the daemon, again on the same address if it had been stopped.
func (b *Bus) Run() {
	b.t.Helper()
	file := filepath.Join(b.dir, "bus.conf")
	if err := os.WriteFile(file, fmt.Appendf(nil, config, b.dir), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.cmd = exec.Command(need.Tool(b.t, "dbus-daemon"), "--nofork", "--print-address", "--config-file="+file) // #nosec G204 -- a test's own bus
	out, err := b.cmd.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.t.Fatalf("dbus-daemon said %q: %v", strings.TrimSpace(line), err)
	}
	b.exit = make(chan struct{})
	go func(cmd *exec.Cmd, exit chan struct{}) { _ = cmd.Wait(); close(exit) }(b.cmd, b.exit)
}

// Stop ends the daemon and with it every connection.
func (b *Bus) Stop() {
	_ = b.cmd.Process.Kill()
	<-b.exit
	_ = os.Remove(filepath.Join(b.dir, "bus"))
}

// Connect gives the test a connection of its own, closed when the test ends.
func (b *Bus) Connect() *dbus.Conn {
	b.t.Helper()
	conn, err := dbus.Connect("unix:path=" + filepath.Join(b.dir, "bus"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = conn.Close() })
	return conn
}
