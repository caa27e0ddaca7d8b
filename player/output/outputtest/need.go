// Package outputtest has sound systems for tests: a private PulseAudio with devices that nobody
// hears, and a device that only a clock drives.
package outputtest

import (
	"os"
	"os/exec"
	"testing"
)

// Need skips the test when a program is missing, and fails it in CI.
func Need(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}
