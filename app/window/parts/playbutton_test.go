package parts_test

import (
	"image"
	"reflect"
	"testing"

	"fyne.io/fyne/v2/test"

	"istratray/app/window/look"
	"istratray/app/window/parts"
)

func TestPlayButtonShowsWhatItDoes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	b := parts.NewPlayButton(48, func() {})
	w := test.NewTempWindow(t, b)
	drawn := func(label string, icon look.IconName) image.Image {
		b.Set(label, icon)
		return w.Canvas().Capture()
	}
	play, pause := drawn("Play", look.IconPlay), drawn("Pause", look.IconPause)
	if reflect.DeepEqual(play, pause) {
		t.Error("a playing message still shows the sign for playing")
	}
	if again := drawn("Play", look.IconPlay); !reflect.DeepEqual(play, again) {
		t.Error("a paused message doesn't show the sign for playing again")
	}
}
