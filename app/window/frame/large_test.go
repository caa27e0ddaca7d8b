package frame_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"istratray/app/window/internal/bench"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// At twice the size, nothing leaves the window, lies over something else or is out of reach, in any language: at the
// gate, in the settings, on the pages; and but for rows of lists and what was typed, no text is cut off.
func TestLargeTextFitsEveryLanguage(t *testing.T) {
	withoutRaceDetector(t)
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 2))
	t.Cleanup(func() {
		_ = lang.Use("en")
		fyne.CurrentApp().Settings().SetTheme(bench.Light)
	})
	for _, language := range lang.Languages() {
		if err := lang.Use(language.Code); err != nil {
			t.Fatal(err)
		}
		for _, s := range slices.Concat(narrowScreens(), atTheGate, inSettings) {
			b := s.open(t)
			for _, size := range []fyne.Size{leastWindow, {Width: 1280, Height: 800}} {
				sized(b, size)
				name := fmt.Sprintf("%s-%s-large-%.0f", s.name, language.Code, size.Width)
				if s.name != "the demo is open" { // it says so in front of the rest
					checkLayout(t, name, b, size)
				}
				if s.name != "signing in" { // a label of it ends in an ellipsis
					checkWhole(t, name, b, size)
				}
				if *pictures != "" {
					write(t, filepath.Join(*pictures, name+".png"), pixelsOf(b))
				}
			}
		}
	}
}

// checkWhole looks for texts that end in an ellipsis, and for words that are broken. Rows of lists and what was typed
// may end in one: they are in full elsewhere, or scroll.
func checkWhole(t *testing.T, name string, b *bench.Bench, size fyne.Size) {
	t.Helper()
	place(b.Window.Content(), fyne.Position{}, placed{clip: box(fyne.Position{}, size)}, func(p placed) {
		switch o := p.object.(type) {
		case *canvas.Text:
			if !p.foreign && strings.HasSuffix(o.Text, "…") {
				t.Errorf("%s: %q at %v is cut off", name, o.Text, p.at)
			}
		case *parts.Text:
			if !p.foreign && o.Cut() != "" {
				t.Errorf("%s: %q at %v is cut off", name, o.Text(), p.at)
			} else if !p.foreign {
				checkWords(t, name, o, o.Text(), p)
			}
		case *parts.Paragraph:
			checkWords(t, name, o, o.Text(), p)
		case *parts.Button:
			if !o.Short() {
				checkWords(t, name, o, o.Label(), p)
			}
		}
	})
}

// checkWords looks for a word that goes on in the next line. What is no word, such as a fingerprint, may.
func checkWords(t *testing.T, name string, o fyne.Widget, whole string, p placed) {
	t.Helper()
	drawn := map[string]bool{}
	for _, line := range test.WidgetRenderer(o).Objects() {
		if line, ok := line.(*canvas.Text); ok {
			for _, word := range pieces(line.Text) {
				drawn[word] = true
			}
		}
	}
	for _, word := range pieces(parts.Clean(whole)) {
		if !drawn[word] && !strings.ContainsAny(word, "0123456789@") {
			t.Errorf("%s: %q at %v is broken", name, word, p.at)
		}
	}
}

// pieces are what a text may be broken between.
func pieces(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-./", r) })
}

// TestLargeTextFitsEveryWidth lays each screen out with text of twice the size, in high contrast.
func TestLargeTextFitsEveryWidth(t *testing.T) {
	withoutRaceDetector(t)
	wish := look.Wish{Mode: look.Dark, Contrast: look.HighContrast, TextScale: 2}
	fyne.CurrentApp().Settings().SetTheme(look.Desktop{}.Theme(wish))
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(bench.Light) })
	sizes := []fyne.Size{leastWindow, {Width: 720, Height: 640}, {Width: 1100, Height: 640},
		{Width: 1920, Height: 1000}}
	onEveryScreen(t, sizes, "large-", func(name string, s screen, b *bench.Bench) {
		if list := b.List(); s.name != "message" && list != nil && list.Size().Height < 2*parts.RowHeight() {
			t.Errorf("%s: the list is %v high", name, list.Size().Height)
		}
	})
}
