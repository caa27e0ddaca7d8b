package pages_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestAMessageIsHandedOver(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Say("v1", fake.Said())
	b.Settle()
	for range 2 { // the second one under another name
		b.More()
		b.Pick("Save sound and text")
	}
	b.More()
	b.Pick("Save as e-mail")
	b.Expect("Saved as Voicemail 2026-03-18 11.54 Anna Lindqvist.eml", "Show folder")
	names := map[string]string{
		"Voicemail 2026-03-18 11.54 Anna Lindqvist.ogg":     "ogg of v1",
		"Voicemail 2026-03-18 11.54 Anna Lindqvist (2).ogg": "ogg of v1",
		"Voicemail 2026-03-18 11.54 Anna Lindqvist.txt":     "the quote for Thursday",
		"Voicemail 2026-03-18 11.54 Anna Lindqvist (2).txt": "the quote for Thursday",
		"Voicemail 2026-03-18 11.54 Anna Lindqvist.eml":     "X-Unsent: 1",
	}
	for name, part := range names {
		if text, err := os.ReadFile(filepath.Join(b.Downloads, name)); err != nil ||
			!strings.Contains(string(text), part) {
			t.Errorf("%s: %q %v", name, text, err)
		}
	}
	b.More()
	b.Pick("Copy as text")
	b.Expect("Text copied")
	copied := fyne.CurrentApp().Clipboard().Content()
	if !strings.Contains(copied, "Anna Lindqvist") || !strings.Contains(copied, "the quote for Thursday") {
		t.Errorf("copied %q", copied)
	}
	b.ExpectAsked("audio v1 ogg", "audio v1 ogg", "audio v1 ogg")
}
