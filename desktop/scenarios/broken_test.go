//go:build desktop

package scenarios

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/desktop/rig"
	"istratray/istraclient/istratest"
)

// A damaged cache costs the memory of what was there, a damaged settings file costs the sign-in; both are
// kept aside, and what arrives is announced once.
func TestDamagedFiles(t *testing.T) {
	p := &patient{bare: newBare(t), fault: fault{name: "damaged files"}}
	p.client = p.clientOf("default")
	p.run(p.account()...)
	p.waitStatus(inbox.Online, 0, "")
	p.arrive()
	p.waitAnnounced()
	p.stop()

	state := filepath.Join(p.home, ".local/state/istratray/default")
	p.damage(filepath.Join(state, "store.db"))
	p.run(p.account()...)
	p.waitStatus(inbox.Online, 1, "")
	p.arrive()
	p.waitAnnounced()
	if log, err := os.ReadFile(filepath.Join(state, "istratray.log")); err != nil ||
		!strings.Contains(string(log), "the cache was damaged and has been replaced by a new one") {
		t.Errorf("the log says nothing of a damaged cache (%v)", err)
	}
	p.stop()

	config := filepath.Join(p.home, ".config/istratray/default")
	p.damage(filepath.Join(config, "settings.json"))
	p.arrive() // in the meantime
	p.run("--hidden")
	p.waitStatus(inbox.SignedOut, -1, "")
	p.wait("it says where they are", func() error {
		if said := p.program.stderr.String(); !strings.Contains(said, "They were kept as ") {
			return fmt.Errorf("it says %q", said)
		}
		return nil
	})
	p.stop()
	p.run(p.account()...)
	p.leave()
	for _, folder := range []string{state, config} {
		if kept, _ := filepath.Glob(filepath.Join(folder, "*broken*")); len(kept) != 1 {
			files, _ := filepath.Glob(filepath.Join(folder, "*"))
			t.Errorf("kept aside are %v of %v", kept, files)
		}
	}
}

// run starts the program once more.
func (p *patient) run(args ...string) {
	p.Helper()
	p.program = launch(p.T, p.command(p.platform.Password(), args...))
}

// damage writes nonsense over the beginning of a file.
func (p *patient) damage(file string) {
	p.Helper()
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	p.must(err)
	_, err = f.WriteString(strings.Repeat("nonsense ", 2000))
	p.must(errors.Join(err, f.Close()))
}

// twice runs a program on a small disk of its own, once more after it has ended.
const twice = `mount --make-rprivate / && mount -t tmpfs -o size=600k tmpfs "$DISK" || exit 77
for run in 1 2; do echo "$SECRET" | "$@" || exit; done`

// A full disk is reported in the window; notifications continue, and once there is room nothing is announced twice,
// over a restart either.
func TestFullDisk(t *testing.T) {
	p := &patient{bare: newBare(t), fault: fault{name: "full disk"}}
	p.client = p.clientOf("default")
	disk := filepath.Join(p.home, ".local")
	p.must(os.Mkdir(disk, 0o700))
	cmd := exec.Command("sh", append([]string{"-c", twice, "sh", program}, p.account()...)...)
	cmd.Env, cmd.Dir = append(p.env, "DISK="+disk, "SECRET="+p.platform.Password()), p.home
	cmd.SysProcAttr = ownMounts()
	p.program = launch(t, cmd)
	rig.Eventually(t, patience, "the program begins", func() error {
		if p.program.hasEnded() && cmd.ProcessState.ExitCode() == 77 && os.Getenv("CI") != "true" {
			t.Skip("no small disk can be mounted here")
		}
		_, err := p.client.Status(t.Context())
		return err
	})
	p.waitStatus(inbox.Online, 0, "")
	p.arrive()
	p.waitAnnounced()

	filler := fmt.Sprintf("/proc/%d/root%s/filler", cmd.Process.Pid, disk)
	for err := error(nil); err == nil; { // to its last byte
		err = grow(filler)
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	const calls = 300 // more marks than the file has room for
	p.platform.Together(func() {
		for range calls {
			p.platform.AddCall(istratest.Call{RemoteLabel: "Tom Becker", RemoteNumber: "214",
				Incoming: true, Missed: true})
		}
	})
	p.daemon.Wait(fmt.Sprint(calls, " missed calls"), patience)
	p.wait("the window says so", func() error {
		notice, err := p.notice()
		if err == nil && !strings.Contains(notice, "can't save what it has announced") {
			err = fmt.Errorf("it says %q", notice)
		}
		return err
	})
	p.must(os.Remove(filler))
	p.arrive()
	p.waitAnnounced()
	p.must(p.client.Quit(t.Context()))
	p.wait("it has started again", func() error {
		if p.platform.Logins() < 2 {
			return errors.New("not yet")
		}
		return nil
	})
	p.arrive() // what would be announced again comes before it
	p.others = calls
	p.leave()
	if all := p.daemon.All(); len(all) != p.arrived+1 {
		t.Errorf("%d notifications for %d voicemails and many calls at once: %v", len(all), p.arrived, all)
	}
}

// grow writes a page to the end of a file.
func grow(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 4096))
	return errors.Join(err, f.Close())
}

// notice is what a window that opens now would show.
func (p *patient) notice() (text string, err error) {
	s, err := p.snapshot()
	return s.Notice.Text, err
}

// snapshot is the newest one.
func (p *patient) snapshot() (newest inbox.Snapshot, err error) {
	ctx, cancel := context.WithCancel(p.Context())
	defer cancel()
	err = p.client.Watch(ctx, control.WatchOptions{}, func(s inbox.Snapshot) { newest = s; cancel() }, nil)
	if ctx.Err() != nil {
		err = nil
	}
	return newest, err
}
