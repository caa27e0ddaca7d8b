//go:build unix

package transcribe

import (
	"crypto/rand"
	"os/exec"
	"syscall"
)

// runGroup runs a command in a process group of its own, at low priority, and ends with it all that it has
// started: on Linux also what has begun a session of its own.
func runGroup(cmd *exec.Cmd) error {
	mark := rand.Text()
	cmd.Env = append(cmd.Environ(), markVariable+"="+mark)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	end := func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		endMarked(mark)
		return err
	}
	cmd.Cancel = end
	if err := cmd.Start(); err != nil {
		return err
	}
	stepBack(cmd.Process.Pid)
	err := cmd.Wait()
	_ = end() // mostly nobody is left
	return err
}
