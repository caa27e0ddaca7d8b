package frame_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/desk"
	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestTabGoesInReadingOrder(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	var got []string
	for range 22 {
		b.Window.Canvas().FocusNext()
		name := "?"
		if o, ok := b.Window.Canvas().Focused().(fyne.Accessible); ok {
			name = o.AccessibilityLabel()
		}
		got = append(got, name)
	}
	bench.Equal(t, "focus", got, []string{
		"Voicemail", "Calls", "To call back", "Dial", "Settings", "Mark all read", "?", "All", "Messages",
		"Width of the list", "Play", "Place in the message",
		// Fyne has no names for fields
		"10 seconds forward", "Speed: 1×", "Volume", "Skip silence", "Next unread: Béatrice Moreau", "Call back",
		"Mark read", "More", "Delete", "History with Anna Lindqvist",
	})
}

func TestShortcuts(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Ctrl(fyne.Key2)
	b.Expect("60 calls")
	b.Ctrl(fyne.KeyF)
	if _, ok := b.Window.Canvas().Focused().(interface{ SetPlaceHolder(string) }); !ok {
		t.Errorf("Ctrl+F focuses %T", b.Window.Canvas().Focused())
	}
	b.Key(fyne.KeyEscape)
	b.Ctrl(fyne.KeyN)
	b.Expect("Anna Lindqvist", "Call")
	b.Ctrl(fyne.Key1)
	b.Key(fyne.KeyDelete)
	b.Ctrl(fyne.KeyZ)
	b.ExpectAsked("seen 2026-03-18T"+b.Agent.Current().Calls[0].Time.UTC().Format("15:04:05Z"),
		"delete voicemail v1 12s",
		"undo voicemail v1")
}

func TestTypingSearchesAndNothingElse(t *testing.T) {
	for _, page := range []string{"voicemails", "calls", "followups", "dial"} {
		for _, focused := range []bool{false, true} {
			b := bench.New(t, fake.Snapshot(bench.Noon))
			b.Open(page)
			before := b.Agent.Asked()
			if focused {
				b.Key(fyne.KeyDown)
			} else {
				b.Window.Canvas().Unfocus()
			}
			b.TypeText("cunmxd")
			b.Key(fyne.KeyReturn)
			bench.Equal(t, page, b.Agent.Asked(), before)
			b.ExpectTold()
		}
	}
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Ctrl(fyne.KeyF)
	b.TypeText("carla")
	b.Expect("No results")
	b.Key(fyne.KeyEscape)
	b.Key(fyne.KeyEscape)
	b.TypeText("giul")
	bench.Equal(t, "found", b.Names(), []string{"Giulia Romano"})
	b.ExpectAsked()
}

func TestChordsAct(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for _, key := range []fyne.KeyName{fyne.KeyU, fyne.KeyC, fyne.KeyN} {
		b.CtrlShift(key)
	}
	b.ExpectAsked("read v1 true", "call +46850578000")
	b.ExpectTold("play v2 0s")
	b.UI.Sounded(desk.Playback{ID: "v2", Phase: desk.Playing, Position: 15 * time.Second})
	b.Key(fyne.KeyLeft)
	b.Key(fyne.KeyRight)
	b.Key(fyne.KeyEscape)
	b.ExpectTold("play v2 0s", "seek 5s", "seek 25s", "stop")
}

// Volume and speed have keys on every page.
func TestSoundHasKeys(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Open("calls")
	b.Window.Canvas().Unfocus()
	b.Ctrl(fyne.KeyDown)
	b.Expect("Volume: 90 %")
	b.Ctrl(fyne.KeyRight)
	b.Expect("Speed: 1.25×")
	b.ExpectTold("volume 0.9", "speed 1.25")
	for range 9 {
		b.Ctrl(fyne.KeyLeft)
	}
	if s, _ := b.Agent.Settings(t.Context()); s.Playback.Speed != 0.75 || s.Playback.Volume != 0.9 {
		t.Errorf("kept: %+v", s.Playback)
	}
}

// Return on a row goes to the button that calls; only the button calls.
func TestReturnOnARowDoesNotCall(t *testing.T) {
	for _, page := range []string{"calls", "followups"} {
		b := bench.New(t, bench.WithCalls("Anna missed"))
		b.Open(page)
		b.Key(fyne.KeyDown)
		b.Key(fyne.KeyReturn)
		for _, asked := range b.Agent.Asked() {
			if strings.HasPrefix(asked, "call") {
				t.Errorf("%s: %s", page, asked)
			}
		}
		b.Key(fyne.KeyReturn)
		if asked := b.Agent.Asked(); len(asked) == 0 || asked[len(asked)-1] != "call +49301234004" {
			t.Errorf("%s: the button was not reached: %q", page, asked)
		}
	}
}

func TestNothingActsBehindTheGate(t *testing.T) {
	b := bench.New(t, bench.SignedOut)
	b.Window.Canvas().Unfocus()
	b.Key(fyne.KeySpace)
	b.Ctrl(fyne.Key2)
	b.Window.Canvas().OnTypedRune()('?')
	if o := b.Window.Canvas().Overlays().Top(); o != nil {
		t.Error("a dialog opened")
	}
	b.ExpectAsked()
	b.ExpectTold()
}

func TestShortcutListOpensAndCloses(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Window.Canvas().OnTypedRune()('?')
	if b.Window.Canvas().Overlays().Top() == nil {
		t.Fatal("? shows nothing")
	}
	b.Key(fyne.KeyEscape)
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
}

func TestShortcutsWorkFromAField(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for _, page := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4} {
		b.Ctrl(page)
		b.Ctrl(fyne.KeyF)
		field := b.Window.Canvas().Focused().(fyne.Shortcutable)
		field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierShortcutDefault})
		b.Settle()
		b.Expect("Mark all read")
	}
}
