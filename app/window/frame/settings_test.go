package frame_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/internal/fake"
	"istratray/app/window/pages"
	"istratray/app/window/parts"
)

func TestSettingsCountAtOnce(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Settings")
	var first *parts.Switch
	walk(b.window.Content(), func(o fyne.CanvasObject) {
		if c, ok := o.(*parts.Switch); ok && first == nil {
			first = c
		}
	})
	test.Tap(first)
	b.settle()
	s, _ := b.agent.Settings(t.Context())
	if s.Notifications.Voicemails || !s.Notifications.MissedCalls {
		t.Errorf("%+v", s.Notifications)
	}
}

// The person comes first, then the company; the login is beside the server.
func TestSettingsSayWhoIsSignedIn(t *testing.T) {
	s := fake.Snapshot(noon)
	b := newBench(t, s)
	b.tap("Settings")
	b.expect("Claire Fontaine")
	b.expectNot("Hartmann Ltd")
	s.Account.Company = "Hartmann Ltd"
	b.ui.Render(s)
	b.expect("Claire Fontaine", "Hartmann Ltd")
}

func TestSettingsKeepWhatOthersChanged(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	s, _ := b.agent.Settings(t.Context())
	s.Notifications.SnoozeUntil = noon.Add(time.Hour) // by the tray's menu
	_ = b.agent.SetSettings(t.Context(), s)
	b.tap("Settings")
	b.choose(2)
	s, _ = b.agent.Settings(t.Context())
	if s.Appearance.Theme != "dark" || s.Notifications.SnoozeUntil.IsZero() {
		t.Errorf("%+v", s)
	}
}

func TestSignOutAsksFirst(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.tap("Settings")
	b.tap("Sign out")
	b.asked()
	b.tapOverlay("Sign out")
	b.asked("signout ")
	b.expect("Sign in to your phone system")
}

// tapOverlay presses a button of the dialog on top.
func (b *bench) tapOverlay(label string) {
	b.t.Helper()
	var found fyne.Tappable
	walk(b.window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		named, has := o.(fyne.Accessible)
		if ok && has && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	if found == nil {
		b.t.Fatalf("no button %q in the dialog", label)
	}
	found.Tapped(&fyne.PointEvent{})
	b.settle()
}

func TestRefusedCallerIDIsSaid(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.agent.Change(func(s *inbox.Snapshot) { s.CallerID = inbox.CallerID{Manual: true, Number: "+33489879144"} })
	b.settle()
	b.tap("Settings")
	b.agent.Fail("callerid", &control.Error{Code: control.Refused, Message: "This number is not yours."})
	b.tap("Save")
	b.asked("callerid +33489879144")
	b.expect("This number is not yours.")
}

func TestSaveVoicemail(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.saveFirst()
	b.saveFirst()
	b.asked("audio v1 ogg", "audio v1 ogg")
	for _, name := range []string{"2026-03-18 11.54 Anna Lindqvist.ogg", "2026-03-18 11.54 Anna Lindqvist (2).ogg"} {
		text, err := os.ReadFile(filepath.Join(b.downloads, name))
		if err != nil || string(text) != "ogg of v1" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	b.expect("Saved as 2026-03-18 11.54 Anna Lindqvist (2).ogg")
}

func TestSaveVoicemailSaysWhatCame(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.sound.Ending, b.sound.Flaw = "au", "The end of this message is missing."
	b.saveFirst()
	name := "2026-03-18 11.54 Anna Lindqvist.au"
	if text, err := os.ReadFile(filepath.Join(b.downloads, name)); err != nil || string(text) != "au of v1" {
		t.Errorf("%q, %v", text, err)
	}
	b.expect("Saved as " + name + ". The end of this message is missing.")
}

// saveFirst chooses Save from the first message's context menu.
func (b *bench) saveFirst() {
	b.t.Helper()
	b.more()
	b.pick("Save to Downloads")
}

func TestSaveRefusedLeavesNothing(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.agent.Fail("audio", &control.Error{Code: control.Unreachable, Message: "No answer."})
	b.saveFirst()
	b.expect("No answer.")
	if files, _ := os.ReadDir(b.downloads); len(files) != 0 {
		t.Errorf("%v is left", files)
	}
}

func TestFileName(t *testing.T) {
	for text, want := range map[string]string{
		"2026 Anna": "2026 Anna", `a/b\c:d*e?f"g<h>i|j`: "a-b-c-d-e-f-g-h-i-j", " ..x.. ": "x", "a\x00\u202Eb\nc": "ab c",
		"": "-", "...": "-", strings.Repeat("ä", 100): strings.Repeat("ä", 80),
	} {
		if got := pages.FileName(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestExportIsWhatIsShown(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Tobias out"))
	b.tap("Calls")
	b.choose(1)
	b.tap("Export")
	text, err := os.ReadFile(filepath.Join(b.downloads, "2026-03-18 calls.csv"))
	if err != nil || !strings.Contains(string(text), "Anna") || strings.Contains(string(text), "Tobias") {
		t.Errorf("%s, %v", text, err)
	}
}
