package frame_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"istratray/app/window/internal/fake"
)

// withShift presses a key while Shift is held down.
func (b *bench) withShift(names ...fyne.KeyName) {
	b.t.Helper()
	list := b.window.Canvas().Focused().(desktop.Keyable)
	list.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for _, name := range names {
		b.key(name)
	}
	list.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func TestSeveralMessagesAreMarkedByKeyAndActedOnTogether(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.key(fyne.KeyHome) // to the list
	b.withShift(fyne.KeyDown, fyne.KeyDown)
	b.expect("3 selected")
	b.expectNot("All with this caller", "Play")
	b.tap("Mark read")
	b.asked("read v1 true", "read v2 true")
	b.expect("2 messages marked read")
	b.tap("Undo")
	b.asked("read v1 true", "read v2 true", "read v1 false", "read v2 false")
	b.withShift(fyne.KeyUp)
	b.expect("2 selected")
	b.tap("Delete")
	b.expect("2 messages deleted")
	b.tap("Undo")
	b.asked("read v1 true", "read v2 true", "read v1 false", "read v2 false",
		"delete voicemail v1", "delete voicemail v2", "undo voicemail v1", "undo voicemail v2")
}

func TestAllAreMarked(t *testing.T) {
	b := newBench(t, fake.Snapshot(noon))
	b.ui.Chord(fyne.KeyA)
	b.expect("12 selected")
	b.key(fyne.KeyDown)
	b.key(fyne.KeyUp)
	b.expect("Play", "All with this caller")
	b.fill("moreau")
	b.ui.Chord(fyne.KeyA)
	b.expect("2 selected")
	b.window.Canvas().Unfocus()
	b.key(fyne.KeyDown)
	b.ui.Chord(fyne.KeyA)
	b.key(fyne.KeyEscape)
	b.expectNot("2 selected")
}

func TestAFoldedRowSaysHowManyGo(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Anna missed", "Anna missed", "Tobias out"))
	b.open("calls")
	b.expect("Delete 3 calls")
	b.tap("Delete 3 calls")
	b.expect("3 calls deleted")
	equal(t, "left", b.names(), []string{"Tobias"})
	b.tap("Undo")
	equal(t, "back", b.names(), []string{"Anna ×3", "Tobias"})
	b.asked("delete call c0", "delete call c1", "delete call c2", "undo call c0", "undo call c1", "undo call c2")
}

func TestMarkedCallsCountWithTheirGroups(t *testing.T) {
	b := newBench(t, withCalls("Anna missed", "Anna missed", "Tobias out", "Zoe in"))
	b.open("calls")
	b.press(0, 0)
	b.press(1, fyne.KeyModifierShift)
	b.expect("3 selected")
	b.key(fyne.KeyDelete)
	b.asked("delete call c0", "delete call c1", "delete call c2")
}
