package pages_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
)

func TestSeveralMessagesAreMarkedByKeyAndActedOnTogether(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Key(fyne.KeyHome) // to the list
	b.WithShift(fyne.KeyDown, fyne.KeyDown)
	b.Expect("3 selected")
	b.ExpectNot("History with Anna Lindqvist", "Play")
	b.Tap("Mark read")
	b.ExpectAsked("read v1 true", "read v2 true")
	b.Expect("2 messages marked read")
	b.Tap("Undo")
	b.ExpectAsked("read v1 true", "read v2 true", "read v1 false", "read v2 false")
	b.WithShift(fyne.KeyUp)
	b.Expect("2 selected")
	b.Tap("Delete")
	b.Expect("2 messages deleted")
	b.Tap("Undo")
	b.ExpectAsked("read v1 true", "read v2 true", "read v1 false", "read v2 false",
		"delete voicemail v1 12s", "delete voicemail v2 12s", "undo voicemail v1", "undo voicemail v2")
}

func TestAllAreMarked(t *testing.T) {
	b := bench.New(t, fake.Snapshot(bench.Noon))
	b.Ctrl(fyne.KeyA)
	b.Expect("12 selected")
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyUp)
	b.Expect("Play", "History with Anna Lindqvist")
	b.Fill("moreau")
	b.Ctrl(fyne.KeyA)
	b.Expect("2 selected")
	b.Window.Canvas().Unfocus()
	b.Key(fyne.KeyDown)
	b.Ctrl(fyne.KeyA)
	b.Key(fyne.KeyEscape)
	b.ExpectNot("2 selected")
}

func TestAFoldedRowSaysHowManyGo(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Anna missed", "Tobias out"))
	b.Open("calls")
	b.Expect("Delete 3 calls")
	b.Tap("Delete 3 calls")
	b.Expect("3 calls deleted")
	bench.Equal(t, "left", b.Names(), []string{"Tobias"})
	b.Tap("Undo")
	bench.Equal(t, "back", b.Names(), []string{"Anna ×3", "Tobias"})
	b.ExpectAsked("delete call c0 12s", "delete call c1 12s", "delete call c2 12s", "undo call c0", "undo call c1",
		"undo call c2")
}

func TestMarkedCallsCountWithTheirGroups(t *testing.T) {
	b := bench.New(t, bench.WithCalls("Anna missed", "Anna missed", "Tobias out", "Zoe in"))
	b.Open("calls")
	b.Press(0, 0)
	b.Press(1, fyne.KeyModifierShift)
	b.Expect("3 selected")
	b.Key(fyne.KeyDelete)
	b.ExpectAsked("delete call c0 12s", "delete call c1 12s", "delete call c2 12s")
}
