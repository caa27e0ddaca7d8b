//go:build unix

package settingspage_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/parts"
)

// transcribers is the choice of programs.
func transcribers(t *testing.T, b *bench.Bench) (found *parts.Choice) {
	t.Helper()
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Choice); ok && slices.Contains(c.Options, "PocketSphinx") {
			found = c
		}
	})
	if found == nil {
		t.Fatal("no choice of transcribers")
	}
	return found
}

func TestATranscriberIsChosenAndTried(t *testing.T) {
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	if err := os.WriteFile(filepath.Join(bin, "pocketsphinx_continuous"), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	b.ExpectNot("Try it on the newest message") // off until chosen
	if choice := transcribers(t, b); choice.Selected != "Off" {
		t.Errorf("it is on: %q", choice.Selected)
	}
	transcribers(t, b).SetSelected("PocketSphinx")
	b.Settle()
	set, _ := b.Agent.Settings(t.Context())
	if len(set.Transcriber) == 0 || set.Transcriber[0] != "pocketsphinx_continuous" {
		t.Errorf("set is %q", set.Transcriber)
	}
	for _, test := range []struct {
		makes inbox.Transcript
		says  string
	}{
		{fake.Said(), fake.Said().Text},
		{inbox.Transcript{State: inbox.TranscriptFailed, Problem: "There is no model."}, "There is no model."},
		{inbox.Transcript{State: inbox.TranscriptReady}, "No words were recognised."},
	} {
		b.Agent.WillSay("v1", test.makes)
		b.Tap("Try it on the newest message")
		b.Expect(test.says)
	}
	transcribers(t, b).SetSelected("Off")
	b.Settle()
	b.ExpectNot("Try it on the newest message", "No words were recognised.")
	if set, _ := b.Agent.Settings(t.Context()); len(set.Transcriber) != 0 {
		t.Errorf("off is %q", set.Transcriber)
	}
}

func TestATranscriberOfOnesOwnIsKept(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	b := bench.New(t, fake.Snapshot(bench.Noon), func(o *desk.Options) {
		o.Settings.Transcriber = []string{"/home/anna/bin/listen", "{file}"}
	})
	b.Open("settings")
	b.Expect("Try it on the newest message")
	found := false
	bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
		c, ok := o.(*parts.Choice)
		found = found || ok && c.Selected == "listen"
	})
	if !found {
		t.Error("it is not what is chosen")
	}

	b = bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("settings")
	b.Expect("No program for it was found. Install PocketSphinx, whisper.cpp or Vosk, or set one of your own.")
}
