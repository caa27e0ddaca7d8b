package look_test

import (
	"fmt"
	"image/color"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// luminance and contrast are those of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// readable are the pairs of text and what is behind it.
var readable = [][2]fyne.ThemeColorName{
	{theme.ColorNameForeground, theme.ColorNameBackground},
	{theme.ColorNameForeground, theme.ColorNameHover},
	{theme.ColorNameForeground, theme.ColorNameButton},
	{theme.ColorNameForeground, theme.ColorNameMenuBackground},
	{theme.ColorNameForeground, theme.ColorNameInputBackground},
	{theme.ColorNameForeground, look.Sidebar},
	{theme.ColorNameForeground, look.Raised},
	{theme.ColorNameForeground, look.AccentSoft},
	{theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
	{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
	{look.Muted, theme.ColorNameBackground},
	{look.Muted, theme.ColorNameHover},
	{look.Muted, look.Sidebar},
	{look.Muted, look.Raised},
	{look.Muted, look.AccentSoft},
	{look.Accent, theme.ColorNameBackground},
	{look.Accent, theme.ColorNameHover},
	{look.Accent, look.Raised},
	{look.Accent, look.AccentSoft},
	{look.OnFill, look.AccentFill},
	{look.OnFill, look.AccentHover},
	{look.Danger, theme.ColorNameBackground},
	{look.Danger, theme.ColorNameHover},
	{look.Danger, theme.ColorNameButton},
	{look.Danger, look.AccentSoft},
	{look.Danger, look.DangerSoft},
	{look.Warn, look.WarnSoft},
	{look.OnToast, look.Toast},
	{look.ToastAction, look.Toast},
}

// edges are the pairs of what bounds a control, or is one, and what is behind it (WCAG 1.4.11).
var edges = [][2]fyne.ThemeColorName{
	{theme.ColorNameInputBorder, theme.ColorNameBackground},
	{theme.ColorNameInputBorder, theme.ColorNameInputBackground},
	{theme.ColorNameInputBorder, look.Raised},
	{look.Edge, theme.ColorNameBackground},
	{look.Edge, theme.ColorNameButton},
	{look.Edge, theme.ColorNameHover},
	{look.Edge, theme.ColorNameMenuBackground},
	{look.Edge, look.Raised},
	{look.Accent, theme.ColorNameBackground}, // the ring of what has the keyboard
	{look.Accent, theme.ColorNameHover},
	{look.Accent, look.AccentSoft},
	{look.WaveRest, look.Raised},
	{theme.ColorNameScrollBar, theme.ColorNameBackground},
	{theme.ColorNameScrollBar, look.Raised},
}

// visible are the pairs of signs without letters and what is behind them.
var visible = [][2]fyne.ThemeColorName{
	{look.Good, look.Sidebar}, {look.Warn, look.Sidebar}, {look.Danger, look.Sidebar}, {look.AccentFill, theme.ColorNameBackground},
	{look.AccentFill, look.AccentSoft}, {look.Accent, look.WaveRest},
}

func TestTextIsReadable(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		th := look.New(mode, 1)
		check := func(pairs [][2]fyne.ThemeColorName, least float64) {
			for _, p := range pairs {
				if c := contrast(th.Color(p[0], 0), th.Color(p[1], 0)); c < least {
					t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", mode, p[0], p[1], c, least)
				}
			}
		}
		check(readable, 4.5)
		check(edges, 3)
		check(visible, 2)
	}
}

func TestInitialsAreReadable(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		test.NewTempApp(t).Settings().SetTheme(look.New(mode, 1))
		for i := range 50 {
			if disc, ink := look.Face(fmt.Sprint(i)); contrast(disc, ink) < 4.5 {
				t.Errorf("%s: contrast %.2f of %v on %v", mode, contrast(disc, ink), ink, disc)
			}
		}
	}
}

func TestTextGrowsAndSpacingDoesNot(t *testing.T) {
	small, large := look.New(look.Light, 1), look.New(look.Light, 9)
	if got := large.Size(theme.SizeNameText) / small.Size(theme.SizeNameText); got != 2 {
		t.Errorf("text grew by %v, want at most 2", got)
	}
	if large.Size(theme.SizeNamePadding) != small.Size(theme.SizeNamePadding) {
		t.Error("the spacing grew")
	}
}

func TestIconsAreDrawn(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "icons/*.svg")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d icons, %v", len(files), err)
	}
	for _, file := range files {
		name := look.IconName(strings.TrimSuffix(strings.TrimPrefix(file, "icons/"), ".svg"))
		red := look.IconIn(name, color.NRGBA{R: 0xFF, A: 0xFF})
		if !strings.Contains(string(red.Content()), "#ff0000") {
			t.Errorf("%s does not take a colour", name)
		}
		if red.Name() == look.IconIn(name, color.Black).Name() {
			t.Errorf("%s: two colours share a name", name)
		}
	}
}
