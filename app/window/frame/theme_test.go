package frame_test

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/look"
)

// A page that was out of sight while the colours changed looks as one that is opened with them.
func TestAPageOutOfSightFollowsTheColours(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	dark := look.New(look.Dark, 1)
	for page, other := range map[string]string{"voicemails": "settings", "calls": "settings", "followups": "settings",
		"dial": "settings", "settings": "dial"} {
		refreshClock()
		fyne.CurrentApp().Settings().SetTheme(bench.Light)
		b := bench.New(t, fake.Snapshot(bench.Noon))
		b.Open(page)
		b.Open(other)
		fyne.CurrentApp().Settings().SetTheme(dark)
		b.Open(page)
		b.LayOut()
		got := pixels(b.Window.Canvas().Capture())

		c := bench.New(t, fake.Snapshot(bench.Noon))
		c.Open(page)
		c.LayOut()
		if want := pixels(c.Window.Canvas().Capture()); !bytes.Equal(got, want) {
			t.Errorf("%s looks otherwise", page)
		}
	}
}
