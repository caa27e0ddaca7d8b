package tray

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"istratray/assets/icons/shape"
	"istratray/internal/wcag"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var allIcons = func() []icon {
	var all []icon
	for n := range most + 1 {
		all = append(all, icon{calm, n})
	}
	return append(all, icon{waiting, 0}, icon{waiting, 2}, icon{offline, 0}, icon{offline, 3},
		icon{offline, most}, icon{needsYou, 0})
}()

var allForms = []struct {
	name string
	form form
}{{"any", onAny}, {"light", onLight}, {"dark", onDark}, {"template", template}}

// All icons of one form at all sizes are one picture: look at it after -update.
func TestDrawing(t *testing.T) {
	for _, f := range allForms {
		t.Run(f.name, func(t *testing.T) {
			golden(t, filepath.Join("testdata", "icons-"+f.name+".png"), sheet(f.form))
		})
	}
}

func sheet(f form) *image.NRGBA {
	const cell = 68
	sizes := []int{16, 22, 24, 32, 48, 64}
	img := image.NewNRGBA(image.Rect(0, 0, cell*len(allIcons), cell*len(sizes)))
	for x, ic := range allIcons {
		for y, size := range sizes {
			at := image.Pt(x*cell+(cell-size)/2, y*cell+(cell-size)/2)
			draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(size, size))}, drawIcon(ic, size, f),
				image.Point{}, draw.Src)
		}
	}
	return img
}

func golden(t *testing.T, file string, got *image.NRGBA) {
	t.Helper()
	if *update {
		write(t, file, got)
		return
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if !alike(got, want.(*image.NRGBA)) {
		failed := filepath.Join(t.ArtifactDir(), filepath.Base(file))
		write(t, failed, got)
		t.Errorf("the drawing differs from %s; it is in %s (with -artifacts)", file, failed)
	}
}

// alike allows for the last bits of floating-point arithmetic, which differ between processors.
func alike(a, b *image.NRGBA) bool {
	return slices.EqualFunc(a.Pix, b.Pix, func(a, b uint8) bool { return max(a, b)-min(a, b) <= 3 })
}

func write(t *testing.T, file string, img image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// Every two icons differ by their shape: also to someone who sees no color, and as a template.
func TestIconsDifferWithoutColor(t *testing.T) {
	for _, size := range []int{16, 22} {
		var drawn []*image.RGBA
		for _, a := range allIcons {
			drawn = append(drawn, drawIcon(a, size, onAny))
		}
		for i := range drawn {
			for j := range i {
				if d := greyDistance(drawn[i], drawn[j]); d < 1.5 {
					t.Errorf("at %d px %+v and %+v differ by %.1f pixels only", size, allIcons[i], allIcons[j], d)
				}
			}
		}
	}
}

// greyDistance is how many pixels' worth of brightness lie between two icons on a white panel.
func greyDistance(a, b *image.RGBA) (sum float64) {
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			sum += math.Abs(onWhite(a.RGBAAt(x, y)) - onWhite(b.RGBAAt(x, y)))
		}
	}
	return sum
}

func onWhite(c color.RGBA) float64 {
	grey := 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
	return (grey + 255 - float64(c.A)) / 255
}

// The badge's number is sharp: its strokes are nearly white instead of a blur.
func TestNumbersAreSharp(t *testing.T) {
	for _, size := range []int{16, 22, 24} {
		for n := 1; n <= most; n++ {
			img := drawIcon(icon{calm, n}, size, onAny)
			white := 0
			for y := range size {
				for x := range size {
					if c := img.RGBAAt(x, y); min(c.R, c.G, c.B) >= 0xc8 {
						white++
					}
				}
			}
			if white < size/3 {
				t.Errorf("%d at %d px: only %d pixels are nearly white", n, size, white)
			}
		}
	}
}

func TestContrast(t *testing.T) {
	white, dark := rgb(0xf6f5f4), rgb(0x2b2d31)
	for _, tt := range []struct {
		name  string
		a, b  shape.Paint
		least float64
	}{
		{"number", palettes[onAny].ink, palettes[onAny].news, 4.5},
		{"old number", palettes[onAny].ink, palettes[onAny].old, 4.5},
		{"exclamation mark", palettes[onAny].mark, palettes[onAny].alert, 4.5},
		{"phone on a light panel", palettes[onAny].phone, white, 3},
		{"phone on a dark panel", palettes[onAny].phone, dark, 3},
		{"faint phone on a light panel", palettes[onAny].faint, white, 3},
		{"faint phone on a dark panel", palettes[onAny].faint, dark, 3},
		{"light form", palettes[onLight].phone, white, 4.5},
		{"faint light form", palettes[onLight].faint, white, 4.5},
		{"dark form", palettes[onDark].phone, dark, 4.5},
		{"faint dark form", palettes[onDark].faint, dark, 4.5},
	} {
		if got := wcag.Contrast(tt.a.Top, tt.b.Top); got < tt.least {
			t.Errorf("%s: contrast %.2f, want %.1f", tt.name, got, tt.least)
		}
	}
}

func BenchmarkIcon(b *testing.B) {
	for b.Loop() {
		for _, size := range []int{16, 22, 24, 32, 44, 48, 64} {
			drawIcon(icon{offline, most}, size, onAny)
		}
	}
}
