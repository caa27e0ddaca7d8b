// Package need ends tests that can't run where they are: silently passing over them is for people's
// machines only, in CI (CI=true) they fail. It is not part of the program.
package need

import (
	"os"
	"os/exec"
	"testing"
)

// Tool is the path of a program that a test runs. Call it on the test's goroutine.
func Tool(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		Missing(t, program+" ('make setup' installs it)")
	}
	return path
}

// Missing fails a test that can't run without something. Call it on the test's goroutine.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("missing: %s", what)
	}
	t.Skipf("missing: %s", what)
}
