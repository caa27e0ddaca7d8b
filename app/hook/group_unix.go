//go:build unix

package hook

import (
	"os/exec"
	"syscall"
)

// ownGroup makes the end of a command the end of what it has started, too: a shell script's child
// would live on otherwise.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
