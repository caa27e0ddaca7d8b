package window

import (
	"os"
	"os/exec"
)

// demoProfile is where the demo runs beside an account; nothing of it is kept.
const demoProfile = "demo"

// openDemo starts this very binary as a demo, with a window of its own. It lives on when this window closes. Where
// the demo runs already, its window comes to the front.
func openDemo() error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(program, "--demo", "--profile", demoProfile) // #nosec G204 -- this very binary
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}
