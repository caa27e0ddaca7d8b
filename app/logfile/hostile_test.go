package logfile_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/logfile"
	"istratray/internal/hostile"
)

// Nobody can write a record of their own: each is one line that holds nothing for a terminal.
func TestHostileTextsInTheLog(t *testing.T) {
	name := filepath.Join(t.TempDir(), "log")
	f, err := logfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	log := f.Logger(slog.LevelDebug, nil)
	texts := hostile.Texts()
	for _, s := range texts {
		log.Info(s, "err", errors.New(s), "label", s, s, 1, slog.Group("group", s, s))
	}
	f.Close()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if len(lines) != len(texts) {
		t.Errorf("%d lines for %d records", len(lines), len(texts))
	}
	for _, line := range lines {
		line = strings.ReplaceAll(line, "\x7f", "") // slog lets DEL through, which terminals pass over
		if why := hostile.Misread(line); why != "" {
			t.Errorf("%s in %.120q", why, line)
		}
		if !strings.HasPrefix(line, "time=") {
			t.Errorf("%.40q is no record", line)
		}
	}
}
