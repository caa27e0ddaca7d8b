package frame_test

import (
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"istratray/app/window/internal/bench"
	"istratray/app/window/lang"
	"istratray/app/window/look"
)

// sheet is a folder for pictures of every page in every width, a theme a picture: make contact-sheet.
var sheet = flag.String("sheet", "", "a folder to write the contact sheets to")

// sheetWidths are the widths of the windows on a contact sheet, sheetHeight their height, and sheetScale how many
// points become one.
var sheetWidths = []float32{360, 720, 1100, 1920}

const (
	sheetHeight = 640
	sheetScale  = 3
	sheetGap    = 8
)

// TestContactSheet draws them. It compares nothing: the goldens do.
func TestContactSheet(t *testing.T) {
	if *sheet == "" {
		t.Skip("-sheet is not given")
	}
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	if err := lang.Use("en"); err != nil {
		t.Fatal(err)
	}
	for name, wish := range map[string]look.Wish{
		"light":    {Mode: look.Light, Contrast: look.NormalContrast, TextScale: 1},
		"dark":     {Mode: look.Dark, Contrast: look.NormalContrast, TextScale: 1},
		"contrast": {Mode: look.Dark, Contrast: look.HighContrast, TextScale: 1},
	} {
		fyne.CurrentApp().Settings().SetTheme(look.Desktop{}.Theme(wish))
		write(t, filepath.Join(*sheet, "contact-"+name+".png"), contactSheet(t))
	}
}

// contactSheet has a row for each page and a column for each width.
func contactSheet(t *testing.T) image.Image {
	var rows [][]*image.NRGBA
	for _, s := range screens {
		if s.name == "refused" || s.name == "password" {
			continue
		}
		var row []*image.NRGBA
		for _, w := range sheetWidths {
			row = append(row, cell(t, s, w, sheetScale))
		}
		rows = append(rows, row)
	}
	full := tiled(rows)
	out := image.NewPaletted(full.Rect, commonColours(full))
	draw.Draw(out, out.Rect, full, image.Point{}, draw.Src)
	return out
}

// cell is a picture of a screen in a width, a point for n by n. Its window is closed: the next theme would refresh it.
func cell(t *testing.T, s screen, width float32, n int) (picture *image.NRGBA) {
	t.Run(fmt.Sprint(width), func(t *testing.T) {
		refreshClock()
		b := bench.New(t, s.snapshot())
		sized(b, fyne.NewSize(width, sheetHeight))
		if s.act != nil {
			s.act(b)
		}
		sized(b, fyne.NewSize(width, sheetHeight))
		picture = shrunk(pixelsOf(b), n)
	})
	return picture
}

// tiled puts pictures together, on grey.
func tiled(rows [][]*image.NRGBA) *image.NRGBA {
	size := image.Pt(sheetGap, sheetGap)
	for _, row := range rows {
		width := sheetGap
		for _, cell := range row {
			width += cell.Rect.Dx() + sheetGap
		}
		size = image.Pt(max(size.X, width), size.Y+row[0].Rect.Dy()+sheetGap)
	}
	full := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(full, full.Rect, image.NewUniform(color.Gray{0x88}), image.Point{}, draw.Src)
	y := sheetGap
	for _, row := range rows {
		x := sheetGap
		for _, cell := range row {
			draw.Draw(full, cell.Rect.Add(image.Pt(x, y)), cell, image.Point{}, draw.Src)
			x += cell.Rect.Dx() + sheetGap
		}
		y += row[0].Rect.Dy() + sheetGap
	}
	return full
}

// commonColours are the 256 that a picture has most of, so that it weighs little.
func commonColours(img *image.NRGBA) color.Palette {
	count := map[color.NRGBA]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		count[color.NRGBA{img.Pix[i] &^ 3, img.Pix[i+1] &^ 3, img.Pix[i+2] &^ 3, 0xFF}]++
	}
	order := func(c color.NRGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
	colours := slices.SortedFunc(maps.Keys(count), func(a, b color.NRGBA) int {
		return cmp.Or(count[b]-count[a], order(a)-order(b))
	})
	var out color.Palette
	for _, c := range colours[:min(256, len(colours))] {
		out = append(out, c)
	}
	return out
}

// shrunk is a picture in which the mean of n by n points is one.
func shrunk(full *image.NRGBA, n int) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, full.Rect.Dx()/n, full.Rect.Dy()/n))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			for c := range 4 {
				sum := 0
				for i := range n * n {
					sum += int(full.Pix[full.PixOffset(x*n+i%n, y*n+i/n)+c])
				}
				out.Pix[out.PixOffset(x, y)+c] = uint8(sum / (n * n))
			}
		}
	}
	return out
}
