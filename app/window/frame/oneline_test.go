package frame_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
)

// usualSizes are those of a window from two panes on, with the one it has at first.
var usualSizes = []fyne.Size{{Width: 720, Height: 640}, {Width: 900, Height: 640}, {Width: 1024, Height: 640},
	{Width: 1100, Height: 640}, {Width: 1120, Height: 640}, {Width: 1280, Height: 800}}

// in runs a check in languages with long words.
func inLongLanguages(t *testing.T, check func(language string)) {
	t.Helper()
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range []string{"en", "de", "fr", "nl", "pl"} {
		if err := lang.Use(language); err != nil {
			t.Fatal(err)
		}
		check(language)
	}
}

// checkOneLine looks whether buttons stand beside each other, within the window.
func checkOneLine(t *testing.T, b *bench.Bench, where string, labels ...string) {
	t.Helper()
	var first float32
	for i, label := range labels {
		o, ok := b.Find(lang.L(label)).(fyne.CanvasObject)
		if !ok {
			t.Fatalf("%s: there is no %q", where, label)
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if middle := at.Y + o.Size().Height/2; i == 0 {
			first = middle
		} else if middle < first-1 || middle > first+1 {
			t.Errorf("%s: %q is in another line", where, label)
		}
	}
}

func TestWhatCanBeDoneStaysInOneLine(t *testing.T) {
	inLongLanguages(t, func(language string) {
		for page, labels := range map[string][]string{
			"voicemails": {"Call back", "Mark read", "More", "Delete"},
			"calls":      {"Call back", "More", "Delete"},
			"followups":  {"Call back", "Done", "Later", "More"},
		} {
			b := bench.New(t, fake.Snapshot(bench.Noon))
			b.Open(page)
			for _, size := range usualSizes {
				sized(b, size)
				checkOneLine(t, b, language+" "+page, labels...)
			}
		}
	})
}

func TestTheBarOfASelectionIsOneLine(t *testing.T) {
	inLongLanguages(t, func(language string) {
		b := bench.New(t, fake.Snapshot(bench.Noon))
		b.Ctrl(fyne.KeyA)
		for _, size := range usualSizes[2:] {
			sized(b, size)
			checkOneLine(t, b, language, "Mark read", "Mark unread", "Save", "Delete", "Clear the selection")
		}
	})
}

func TestAButtonWithoutRoomForItsLabelHasATip(t *testing.T) {
	t.Cleanup(func() { _ = lang.Use("en") })
	if err := lang.Use("de"); err != nil {
		t.Fatal(err)
	}
	b := bench.New(t, fake.Snapshot(bench.Noon))
	for width, want := range map[float32]string{720: "Löschen", 1280: ""} {
		sized(b, fyne.NewSize(width, 640))
		over(b, "Löschen", true)
		b.Pass(time.Second)
		if got := tipOf(b); got != want {
			t.Errorf("at %v the tip is %q, want %q", width, got, want)
		}
		over(b, "Löschen", false)
		b.Pass(time.Second)
	}
}
