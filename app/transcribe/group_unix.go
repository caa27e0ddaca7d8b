//go:build unix

package transcribe

import (
	"os/exec"
	"syscall"
)

// runGroup runs a command in a process group of its own, at low priority, and ends with it all that it has
// started.
func runGroup(cmd *exec.Cmd) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	end := func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Cancel = end
	if err := cmd.Start(); err != nil {
		return err
	}
	stepBack(cmd.Process.Pid)
	err := cmd.Wait()
	_ = end() // mostly nobody is left
	return err
}
