package agent

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"istratray/app/control"
)

// Success means a window on the screen; else there is a reason.
func TestAWindowThatCannotBeShown(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		want   string
	}{
		"shown":         {"echo ready; exec sleep 60", ""},
		"says why":      {"echo 'failed: There is no screen.'; exit 1", "There is no screen."},
		"dies":          {"kill -SEGV $$", errEnded.Error()},
		"ends at once":  {"exit 0", errEnded.Error()},
		"never appears": {"exec sleep 60", context.Canceled.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			program := filepath.Join(t.TempDir(), "window")
			if err := os.WriteFile(program, []byte("#!/bin/sh\n"+c.script+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			w := newWindowProcess("default", func() bool { return false }, slog.New(slog.DiscardHandler))
			w.program = program
			o, err := w.start(control.Origin{Display: ":7"})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if c.want == context.Canceled.Error() {
				cancel()
			}
			if err := w.appear(ctx, o); c.want == "" && err != nil || c.want != "" &&
				(err == nil || err.Error() != c.want) {
				t.Errorf("appear = %v, want %q", err, c.want)
			}
			w.stop()
		})
	}
}

// Who asks from another screen gets the window there, with what brings it to the front.
func TestAWindowGoesToTheScreenThatAsks(t *testing.T) {
	dir := t.TempDir()
	program, seen := filepath.Join(dir, "window"), filepath.Join(dir, "seen")
	script := "#!/bin/sh\necho \"$DISPLAY $XDG_ACTIVATION_TOKEN\" >>" + seen + "\necho ready\nexec sleep 60\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	w := newWindowProcess("default", func() bool { return false }, slog.New(slog.DiscardHandler))
	w.program = program
	for _, from := range []control.Origin{{Display: ":7"}, {Display: ":7"}, {Display: ":8", ActivationToken: "t"}} {
		w.leave(from)
		o, err := w.start(from)
		if err = errors.Join(err, w.appear(t.Context(), o)); err != nil {
			t.Fatal(err)
		}
	}
	w.stop()
	if got, err := os.ReadFile(seen); string(got) != ":7 \n:8 t\n" {
		t.Errorf("windows were opened on %q (%v)", got, err)
	}
}
