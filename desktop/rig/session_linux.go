package rig

import (
	"os/exec"
	"syscall"
)

// ownSession keeps a Ctrl-C that is meant for the test run away from cmd, and makes cmd and its
// children one group that desktop/down can end.
func ownSession(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
