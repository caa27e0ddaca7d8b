package agent

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"istratray/app/inbox"
)

// TestSigningOutForgetsTheSounds is about a closed window: an open one forgets them by itself.
func TestSigningOutForgetsTheSounds(t *testing.T) {
	a := withAccount(t, inbox.Online, "")
	a.opts.Places.StateDir = t.TempDir()
	file := a.opts.Places.SoundsFile()
	for _, demo := range []bool{true, false} {
		if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		a.opts.Demo = demo
		a.forgetSounds()
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) == demo {
			t.Errorf("demo %v: %v", demo, err)
		}
	}
	a.forgetSounds() // nothing is there
}
