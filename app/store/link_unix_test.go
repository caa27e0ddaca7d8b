//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestALinkThatCannotBeTheStoreIsSetAside, and what it leads to stays where it is.
func TestALinkThatCannotBeTheStoreIsSetAside(t *testing.T) {
	dir := t.TempDir()
	file, folder, pipe := filepath.Join(dir, "store.db"), filepath.Join(dir, "folder"), filepath.Join(dir, "pipe")
	must(t, os.Mkdir(folder, 0o700), syscall.Mkfifo(pipe, 0o600))
	for name, target := range map[string]string{
		"to itself": "store.db", "to a missing folder": "missing/store.db", "to a folder": folder, "to a pipe": pipe,
	} {
		t.Run(name, func(t *testing.T) {
			must(t, os.Symlink(target, file))
			s, err := Open(file)
			var replaced *ReplacedError
			if !errors.As(err, &replaced) {
				t.Fatalf("Open = %v, %v", s, err)
			}
			must(t, baseline(s, anna), s.Close(), os.Remove(file))
			if kept, err := os.Readlink(replaced.Kept); kept != target || err != nil {
				t.Errorf("kept %s: %v", kept, err)
			}
		})
	}
	for _, stays := range []string{folder, pipe} {
		if _, err := os.Lstat(stays); err != nil {
			t.Error(err)
		}
	}
}
