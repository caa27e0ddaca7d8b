package pages_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"istratray/app/control"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/pages"
)

func TestSaveVoicemail(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	saveFirst(b)
	saveFirst(b)
	b.ExpectAsked("audio v1 ogg", "audio v1 ogg")
	for _, name := range []string{"2026-03-18 11.54 Anna Lindqvist.ogg", "2026-03-18 11.54 Anna Lindqvist (2).ogg"} {
		text, err := os.ReadFile(filepath.Join(b.Downloads, name))
		if err != nil || string(text) != "ogg of v1" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	b.Expect("Saved as 2026-03-18 11.54 Anna Lindqvist (2).ogg")
}

func TestSaveVoicemailSaysWhatCame(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Sound.Ending, b.Sound.Flaw = "au", "The end of this message is missing."
	saveFirst(b)
	name := "2026-03-18 11.54 Anna Lindqvist.au"
	if text, err := os.ReadFile(filepath.Join(b.Downloads, name)); err != nil || string(text) != "au of v1" {
		t.Errorf("%q, %v", text, err)
	}
	b.Expect("Saved as " + name + ". The end of this message is missing.")
}

// saveFirst chooses Save from the first message's context menu.
func saveFirst(b *bench.Bench) {
	b.T.Helper()
	b.More()
	b.Pick("Save to Downloads")
}

func TestSaveRefusedLeavesNothing(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Agent.Fail("audio", &control.Error{Code: control.Unreachable, Message: "No answer."})
	saveFirst(b)
	b.Expect("No answer.")
	if files, _ := os.ReadDir(b.Downloads); len(files) != 0 {
		t.Errorf("%v is left", files)
	}
}

func TestFileName(t *testing.T) {
	for text, want := range map[string]string{
		"2026 Anna": "2026 Anna", `a/b\c:d*e?f"g<h>i|j`: "a-b-c-d-e-f-g-h-i-j", " ..x.. ": "x",
		"a\x00\u202Eb\nc": "ab c",
		"":                "-", "...": "-", strings.Repeat("ä", 100): strings.Repeat("ä", 80),
	} {
		if got := pages.FileName(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestExportIsWhatIsShown(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Tobias out"))
	b.Tap("Calls")
	b.Choose(1)
	b.Tap("Export")
	text, err := os.ReadFile(filepath.Join(b.Downloads, "2026-03-18 calls.csv"))
	if err != nil || !strings.Contains(string(text), "Anna") || strings.Contains(string(text), "Tobias") {
		t.Errorf("%s, %v", text, err)
	}
}
