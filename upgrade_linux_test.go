package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"istratray/istraclient/istratest"
)

// An agent whose program is upgraded continues as the new one, in the same process, with the password that no keyring
// has.
func TestAnUpgradeRestartsTheAgent(t *testing.T) {
	for name, signedIn := range map[string]bool{"signed out": false, "signed in without a keyring": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBare(t, istratest.Options{})
			cmd := b.command("--hidden")
			state := "signed-out"
			if signedIn {
				cmd.Args = append(cmd.Args, "--server", b.platform.URL(), "--login", b.platform.Login(),
					"--password-stdin", "--ca-file", b.file("ca.pem"))
				cmd.Stdin, state = strings.NewReader(b.platform.Password()+"\n"), "online"
			}
			own := filepath.Join(t.TempDir(), "istratray")
			replace(t, cmd.Path, own)
			cmd.Path = own
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			b.await(state)
			replace(t, cmd.Path, own)
			if !awaitProgram(t, cmd, own, 20*time.Second) {
				t.Error("it was not restarted")
			}
			b.await(state)
			b.hides(cmd.Process.Pid)
			b.want(0, "quit")
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// replace puts a copy of a program into a place, as packages do.
func replace(t *testing.T, program, place string) {
	t.Helper()
	from, err := os.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	// A process that another test starts now would hold the file open, and nobody could run it yet.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	to, err := os.OpenFile(place+".new", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(to, from)
	if e := to.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(place+".new", place)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// awaitProgram reports whether a process is that file within some time.
func awaitProgram(t *testing.T, cmd *exec.Cmd, program string, within time.Duration) bool {
	t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(within); time.Now().Before(deadline); <-again.C {
		if now, err := os.Readlink("/proc/" + strconv.Itoa(cmd.Process.Pid) + "/exe"); err == nil && now == program {
			return true
		}
	}
	return false
}
