package agent

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"istratray/app/control"
)

// A window that was asked for as the last one was closing is opened, and one that can't open is not
// tried forever.
func TestTheWindowIsOpenedAgainWhereItIsWanted(t *testing.T) {
	for name, c := range map[string]struct {
		wanted bool
		asked  int
		starts int
	}{
		"closed":                    {false, 1, 1},
		"asked twice as it opened":  {false, 2, 1},
		"asked as it closed":        {true, 2, 2},
		"it ends without being one": {true, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			program, started := filepath.Join(dir, "window"), filepath.Join(dir, "started")
			script := "#!/bin/sh\necho x >>" + started + "\nexec sleep 60\n"
			if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			w := newWindowProcess("default", func() bool { return c.wanted }, slog.New(slog.DiscardHandler))
			w.program = program
			for range c.asked {
				if _, err := w.start(control.Origin{}); err != nil {
					t.Fatal(err)
				}
			}
			for n := range c.starts { // it is closed as often as it opens
				until(t, "the window opens", func() bool { return starts(started) == n+1 })
				_ = w.current().process.Kill()
			}
			until(t, "no window is left", func() bool { return w.current() == nil })
			if n := starts(started); n != c.starts {
				t.Errorf("%d starts, want %d", n, c.starts)
			}
			w.stop()
			if _, err := w.start(control.Origin{}); !errors.Is(err, errEnding) || w.current() != nil {
				t.Errorf("a window is opened by an agent that ends (%v)", err)
			}
		})
	}
}

func starts(file string) int {
	text, _ := os.ReadFile(file) // not there before the first
	return bytes.Count(text, []byte("x"))
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !ok(); <-time.After(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within 10 s: %s", what)
		}
	}
}
