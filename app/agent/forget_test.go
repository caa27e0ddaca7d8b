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
		a.forgetWindow()
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) == demo {
			t.Errorf("demo %v: %v", demo, err)
		}
	}
	a.forgetWindow() // nothing is there
}

// TestSigningOutForgetsWhatWasInView is about a closed window, too: its size stays, the message's ID goes.
func TestSigningOutForgetsWhatWasInView(t *testing.T) {
	a := withAccount(t, inbox.Online, "")
	a.opts.Places.StateDir = t.TempDir()
	file := a.opts.Places.WindowFile()
	for text, want := range map[string]string{
		`{"width":900,"page":"voicemails","item":"v42","told":true}`: `{"told":true,"width":900}`,
		`{"page":"followups"}`: `{}`,
		`{"width": 900}`:       `{"width": 900}`,
		`no memory`:            `no memory`,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		a.forgetWindow()
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("of %s is left %s (%v), want %s", text, got, err, want)
		}
	}
}
