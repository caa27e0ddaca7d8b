package rig

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Root is the project's folder: the nearest one upwards that has a go.mod.
func Root(t T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("working folder: %v", err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatalf("not inside the project: no go.mod above")
	return ""
}

// Build compiles the project's package pkg ("." is the program itself) to file, with further
// arguments for go build, as -race.
func Build(root, pkg, file string, args ...string) error {
	// No version stamp: it fails where the clone belongs to another user.
	args = slices.Concat([]string{"build", "-buildvcs=false", "-o", file}, args, []string{pkg})
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %s: %w\n%s", pkg, err, strings.TrimSpace(string(out)))
	}
	return nil
}
