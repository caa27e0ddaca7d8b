package frame_test

import (
	"errors"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/internal/bench"
	"istratray/app/window/lang"
	"istratray/app/window/look"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// pictures is a folder for pictures of screens in many sizes, to be looked at.
var pictures = flag.String("pictures", "", "a folder to write each screen in each width to")

// tolerance is the share of points that may differ: other processors round otherwise.
const tolerance = 0.002

// faces are the pairs that each screen is drawn in: every theme and every length of words is there,
// and the test still takes seconds.
var faces = []struct {
	mode     look.Mode
	language string
}{{look.Light, "en"}, {look.Dark, "de"}}

// TestGolden compares each screen with its pictures.
func TestGolden(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() {
		_ = lang.Use("en")
		fyne.CurrentApp().Settings().SetTheme(bench.Light)
	})
	for _, face := range faces {
		if err := lang.Use(face.language); err != nil {
			t.Fatal(err)
		}
		fyne.CurrentApp().Settings().SetTheme(look.New(face.mode, 1))
		for _, s := range screens {
			name := s.name + "-" + string(face.mode) + "-" + face.language
			t.Run(name, func(t *testing.T) {
				refreshClock()
				b := s.open(t)
				b.LayOut()
				compareGolden(t, name, small(b.Window.Canvas().Capture()))
			})
		}
	}
}

// TestGoldenSheets compares each screen in all widths, themes, languages and sizes of text: any two of these are
// together somewhere on its sheet.
func TestGoldenSheets(t *testing.T) {
	withoutRaceDetector(t)
	t.Cleanup(func() {
		_ = lang.Use("en")
		fyne.CurrentApp().Settings().SetTheme(bench.Light)
	})
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			compareGolden(t, "sheet-"+s.name, fewer(tiled(goldenRows(t, s))))
		})
	}
}

// goldenRows has a row for each theme and a column for each width.
func goldenRows(t *testing.T, s screen) (rows [][]*image.NRGBA) {
	for i, wish := range []look.Wish{{Mode: look.Light}, {Mode: look.Dark},
		{Mode: look.Light, Contrast: look.HighContrast}} {
		var row []*image.NRGBA
		for j, width := range sheetWidths {
			wish.TextScale = float64(1 + (i+j/2)%2)
			if err := lang.Use([]string{"en", "de"}[(i+j)%2]); err != nil {
				t.Fatal(err)
			}
			fyne.CurrentApp().Settings().SetTheme(look.Desktop{}.Theme(wish))
			row = append(row, cell(t, s, width, 4))
		}
		rows = append(rows, row)
	}
	return rows
}

// refreshClock paints something. Fyne's cache reads its clock only then, and throws away what is older than a
// minute: widgets made a minute after the last picture would lose their looks in the next one.
func refreshClock() {
	w := test.NewWindow(canvas.NewRectangle(color.Black))
	defer w.Close()
	w.Canvas().Capture()
}

// small makes a picture that is kept half as large and with fewer tones, so that the goldens of all
// screens weigh less than one photograph.
func small(full image.Image) *image.NRGBA {
	in, width := pixels(full), full.Bounds().Dx()
	out := image.NewNRGBA(image.Rect(0, 0, width/2, full.Bounds().Dy()/2))
	for i := range out.Pix {
		x, y, c := i/4%out.Rect.Dx(), i/out.Stride, i%4
		at := 4*(2*y*width+2*x) + c
		sum := int(in[at]) + int(in[at+4]) + int(in[at+4*width]) + int(in[at+4*width+4])
		out.Pix[i] = uint8(sum / 4)
	}
	return fewer(out)
}

// fewer leaves a picture fewer tones.
func fewer(img *image.NRGBA) *image.NRGBA {
	for i := range img.Pix {
		img.Pix[i] &^= 7
		if i%4 == 3 {
			img.Pix[i] = 0xFF
		}
	}
	return img
}

func compareGolden(t *testing.T, name string, got *image.NRGBA) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".png")
	if *update {
		write(t, file, got)
		return
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is not there; write it with -update", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if share := difference(want, got); share > tolerance {
		failed := filepath.Join("testdata", "failed", filepath.Base(file))
		write(t, failed, got)
		t.Errorf("%.2f %% of %s differ; what was drawn is in %s", share*100, file, failed)
	}
}

// difference is the share of points that are visibly other ones.
func difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	p, q := pixels(a), pixels(b)
	n := 0
	for i := 0; i < len(p); i += 4 {
		if distance(p[i], q[i])+distance(p[i+1], q[i+1])+distance(p[i+2], q[i+2]) > 48 {
			n++
		}
	}
	return float64(n) / float64(len(p)/4)
}

func pixels(img image.Image) []uint8 {
	if same, ok := img.(*image.NRGBA); ok {
		return same.Pix
	}
	out := image.NewNRGBA(img.Bounds())
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out.Pix
}

func distance(a, b uint8) int { return int(max(a, b)) - int(min(a, b)) }

func write(t *testing.T, file string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
