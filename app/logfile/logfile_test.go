package logfile_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"istratray/app/logfile"
)

func open(t *testing.T, name string) *logfile.File {
	t.Helper()
	f, err := logfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTheLogIsBoundedAndPrivate(t *testing.T) {
	name := filepath.Join(t.TempDir(), "state", "a.log")
	f := open(t, name)
	logger := f.Logger(slog.LevelInfo, nil)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 2000 {
				logger.Info("something happened", "padding", strings.Repeat("x", 200))
			}
		})
	}
	all.Wait()
	total := int64(0)
	for _, file := range []string{name, name + ".old"} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", file, info.Mode())
		}
		total += info.Size()
	}
	if total > 2<<20 {
		t.Errorf("the logs hold %d bytes", total)
	}
}

func TestTheLogIsContinued(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.log")
	for _, word := range []string{"first", "second"} {
		f := open(t, name)
		f.Logger(slog.LevelInfo, nil).Info(word)
		f.Close()
	}
	data, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(data), "first") || !strings.Contains(string(data), "second") {
		t.Errorf("%q, %v", data, err)
	}
}

func TestLevelAndEcho(t *testing.T) {
	var echo bytes.Buffer
	logger := open(t, filepath.Join(t.TempDir(), "a.log")).Logger(slog.LevelWarn, &echo)
	logger.Info("quiet")
	logger.Warn("loud")
	if got := echo.String(); strings.Contains(got, "quiet") || !strings.Contains(got, "loud") {
		t.Errorf("standard error got %q", got)
	}
}
