package safefile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteReplacesTheWholeFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	for _, text := range []string{"first, the longer one", "second"} {
		err := Write(file, 0o600, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(file); string(got) != text {
			t.Fatalf("file = %q, want %q", got, text)
		}
	}
	if got := names(t, filepath.Dir(file)); len(got) != 1 {
		t.Fatalf("left behind: %v", got)
	}
}

func TestWriteLeavesNothingAfterAnError(t *testing.T) {
	boom := errors.New("boom")
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := Write(file, 0o600, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half of the new")
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("Write = %v, want boom", err)
	}
	if got, _ := os.ReadFile(file); string(got) != "old" {
		t.Errorf("file = %q, want the old content", got)
	}
	if got := names(t, filepath.Dir(file)); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

func TestWriteIntoAMissingFolderSaysSo(t *testing.T) {
	err := Write(filepath.Join(t.TempDir(), "none", "a"), 0o600, func(io.Writer) error { return nil })
	if !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("Write = %v, want not-exist", err)
	}
}

func TestWriteWithoutAFolderUsesTheCurrentOne(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := Write("a", 0o600, func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := names(t, "."); len(got) != 1 || got[0] != "a" {
		t.Fatalf("folder holds %v", got)
	}
}

func TestSetAsideKeepsEarlierOnes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a")
	now := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	for range 3 {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := SetAside(file, now); err != nil {
			t.Fatal(err)
		}
	}
	got := names(t, filepath.Dir(file))
	want := []string{"a.broken-20260203T040506", "a.broken-20260203T040506-2", "a.broken-20260203T040506-3"}
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Fatalf("folder holds %v, want %v", got, want)
	}
}
