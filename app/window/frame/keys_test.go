package frame_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/desk"
	"istratray/app/window/internal/fake"
)

func TestTabGoesInReadingOrder(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	var got []string
	for range 19 {
		b.window.Canvas().FocusNext()
		name := "?"
		if o, ok := b.window.Canvas().Focused().(fyne.Accessible); ok {
			name = o.AccessibilityLabel()
		}
		got = append(got, name)
	}
	equal(t, "focus", got, []string{
		"Voicemail", "Calls", "To call back", "Dial", "Settings", "Mark all read", "?", "All", "Messages", "Play", "Place in the message", "Speed: 1×",
		"Volume", "Next unread: Béatrice Moreau", "Call back", "Mark read", "Delete", "More", "All with this caller", // Fyne has no names for fields
	})
}

// shortcut presses Ctrl and a key.
func (b *bench) shortcut(key fyne.KeyName) {
	b.t.Helper()
	b.ui.Shortcut(key)
	b.settle()
}

func TestShortcuts(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.shortcut(fyne.Key2)
	b.expect("60 calls")
	b.shortcut(fyne.KeyF)
	if _, ok := b.window.Canvas().Focused().(interface{ SetPlaceHolder(string) }); !ok {
		t.Errorf("Ctrl+F focuses %T", b.window.Canvas().Focused())
	}
	b.key(fyne.KeyEscape)
	b.shortcut(fyne.KeyN)
	b.expect("Anna Lindqvist", "Call")
	b.shortcut(fyne.Key1)
	b.key(fyne.KeyDelete)
	b.shortcut(fyne.KeyZ)
	b.asked("seen 2026-03-18T"+b.agent.Snapshot().Calls[0].Time.UTC().Format("15:04:05Z"), "delete voicemail v1", "undo voicemail v1")
}

// typeText types at whatever has the focus, as a keyboard does: each letter is a key as well.
func (b *bench) typeText(text string) {
	b.t.Helper()
	for _, r := range text {
		b.key(fyne.KeyName(strings.ToUpper(string(r))))
		if f := b.window.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		} else {
			b.window.Canvas().OnTypedRune()(r)
		}
		b.settle()
	}
}

func TestTypingSearchesAndNothingElse(t *testing.T) {
	for _, page := range []string{"voicemails", "calls", "followups", "dial"} {
		for _, focused := range []bool{false, true} {
			b := newBench(t, fake.Snapshot(noon))
			b.open(page)
			before := b.agent.Asked()
			if focused {
				b.key(fyne.KeyDown)
			} else {
				b.window.Canvas().Unfocus()
			}
			b.typeText("cunmxd")
			b.key(fyne.KeyReturn)
			equal(t, page, b.agent.Asked(), before)
			b.told()
		}
	}
	b := newBench(t, fake.Snapshot(noon))
	b.shortcut(fyne.KeyF)
	b.typeText("carla")
	b.expect("Nothing found")
	b.key(fyne.KeyEscape)
	b.key(fyne.KeyEscape)
	b.typeText("giul")
	equal(t, "found", b.names(), []string{"Giulia Romano"})
	b.asked()
}

func TestChordsAct(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	for _, key := range []fyne.KeyName{fyne.KeyU, fyne.KeyC, fyne.KeyN} {
		b.ui.Chord(key)
		b.settle()
	}
	b.asked("read v1 true", "call +46850578000")
	b.told("play v2 0s")
	b.ui.Sounded(desk.Playback{ID: "v2", Phase: desk.Playing, Position: 15 * time.Second})
	b.key(fyne.KeyLeft)
	b.key(fyne.KeyRight)
	b.key(fyne.KeyEscape)
	b.told("play v2 0s", "seek 5s", "seek 25s", "stop")
}

// Return on a row goes to the button that calls; only the button calls.
func TestReturnOnARowDoesNotCall(t *testing.T) {
	for _, page := range []string{"calls", "followups"} {
		b := newBench(t, withCalls("Anna missed"))
		b.open(page)
		b.key(fyne.KeyDown)
		b.key(fyne.KeyReturn)
		for _, asked := range b.agent.Asked() {
			if strings.HasPrefix(asked, "call") {
				t.Errorf("%s: %s", page, asked)
			}
		}
		b.key(fyne.KeyReturn)
		if asked := b.agent.Asked(); len(asked) == 0 || asked[len(asked)-1] != "call +49301234004" {
			t.Errorf("%s: the button was not reached: %q", page, asked)
		}
	}
}

func TestNothingActsBehindTheGate(t *testing.T) {
	b := newBench(t, signedOut)
	b.window.Canvas().Unfocus()
	b.key(fyne.KeySpace)
	b.shortcut(fyne.Key2)
	b.window.Canvas().OnTypedRune()('?')
	if o := b.window.Canvas().Overlays().Top(); o != nil {
		t.Error("a dialog opened")
	}
	b.asked()
	b.told()
}

func TestShortcutListOpensAndCloses(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.window.Canvas().OnTypedRune()('?')
	if b.window.Canvas().Overlays().Top() == nil {
		t.Fatal("? shows nothing")
	}
	b.key(fyne.KeyEscape)
	if b.window.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
}

func TestShortcutsWorkFromAField(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	for _, page := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4} {
		b.shortcut(page)
		b.shortcut(fyne.KeyF)
		field := b.window.Canvas().Focused().(fyne.Shortcutable)
		field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierShortcutDefault})
		b.settle()
		b.expect("Mark all read")
	}
}
