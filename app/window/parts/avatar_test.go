package parts_test

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/parts"
)

// A caller's picture stands in the place of the initials; without one, or where it can't be read, these do.
func TestAnAvatarShowsThePicture(t *testing.T) {
	test.NewTempApp(t)
	red := image.NewNRGBA(image.Rect(0, 0, 96, 96))
	for i := 0; i < len(red.Pix); i += 4 {
		copy(red.Pix[i:], []byte{255, 0, 0, 255})
	}
	file := filepath.Join(t.TempDir(), "red.png")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, red); err != nil {
		t.Fatal(err)
	}
	f.Close()
	a := parts.NewAvatar("Anna Keller", 36)
	w := test.NewTempWindow(t, a)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(36, 36))
	isRed := func() bool {
		c := color.NRGBAModel.Convert(w.Canvas().Capture().At(6, 18)).(color.NRGBA)
		return c.R > 250 && c.G < 5
	}
	if isRed() {
		t.Fatal("it is red without a picture")
	}
	if a.Set("Anna Keller", file); !isRed() {
		t.Error("the picture is not shown")
	}
	if a.Set("Anna Keller", filepath.Join(t.TempDir(), "gone.png")); isRed() {
		t.Error("the picture of before stays")
	}
	if a.Set("Anna Keller", file); !isRed() {
		t.Error("the picture is not shown again")
	}
}
