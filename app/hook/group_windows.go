package hook

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps a console from flashing up. What the command has started itself lives on after it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
}
