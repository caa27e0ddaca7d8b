package frame_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"istratray/app/window/internal/bench"
	"istratray/app/window/internal/fake"
	"istratray/app/window/lang"
)

// TestNoTextIsCutOff looks for texts of ours that end in an ellipsis where they should not, in each
// language, in a window of 1024 by 640. No screen has a text that ends in one by itself.
func TestNoTextIsCutOff(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() { _ = lang.Use("en") })
	for _, language := range lang.Languages() {
		t.Run(language.Code, func(t *testing.T) {
			if err := lang.Use(language.Code); err != nil {
				t.Fatal(err)
			}
			for _, s := range screens {
				b := s.open(t)
				b.LayOut()
				bench.Walk(b.Window.Content(), func(o fyne.CanvasObject) {
					if text, ok := o.(*canvas.Text); ok && strings.HasSuffix(text.Text, "…") && !spoken(text.Text) {
						t.Errorf("%s: %q is cut off", s.name, text.Text)
					}
				})
			}
		})
	}
}

// spoken reports whether a text is the beginning of what is said in a message: a row shows as much as it has room for.
func spoken(text string) bool {
	return strings.HasPrefix(fake.Said().Text, strings.TrimSuffix(text, "…"))
}
