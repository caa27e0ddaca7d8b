package parts

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A million pasted letters would keep the window busy for seconds.
func TestTheBeginningOfWhatIsPastedIsTaken(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry(nil)
	board := test.NewClipboard()
	board.SetContent(strings.Repeat("ü", 1_000_000))
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	if e.Text != strings.Repeat("ü", MostLetters) {
		t.Errorf("%d bytes were taken", len(e.Text))
	}
	e.SetText("")
	board.SetContent("Müller")
	if e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board}); e.Text != "Müller" {
		t.Errorf("of a name %q was taken", e.Text)
	}
}
