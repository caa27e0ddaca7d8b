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
	"istratray/internal/wcag"
)

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
	{theme.ColorNameForeground, look.Found},
	{look.Muted, look.Found},
	{look.Danger, look.Found},
	{look.OnToast, look.Toast},
	{look.ToastAction, look.Toast},
}

// body are the pairs of what is read line by line, and what is behind it (WCAG 1.4.6).
var body = [][2]fyne.ThemeColorName{
	{theme.ColorNameForeground, theme.ColorNameBackground},
	{theme.ColorNameForeground, look.AccentSoft},
	{look.Muted, theme.ColorNameBackground},
	{look.Muted, theme.ColorNameHover},
	{look.Muted, look.Sidebar},
	{look.Muted, look.Raised},
	{look.Muted, look.AccentSoft},
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
	{look.Good, look.Sidebar}, {look.Warn, look.Sidebar}, {look.Danger, look.Sidebar},
	{look.AccentFill, theme.ColorNameBackground},
	{look.AccentFill, look.AccentSoft}, {look.Accent, look.WaveRest},
}

func TestTextIsReadable(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, c := range []struct {
			contrast           look.Contrast
			text, edges, signs float64
		}{{look.NormalContrast, 4.5, 3, 2}, {look.HighContrast, 7, 4.5, 2}} {
			th := look.Desktop{}.Theme(look.Wish{Mode: mode, Contrast: c.contrast})
			checkContrast(t, th, readable, c.text)
			checkContrast(t, th, body, 7)
			checkContrast(t, th, edges, c.edges)
			checkContrast(t, th, visible, c.signs)
		}
	}
}

// checkContrast wants at least that contrast of each pair of a theme's colours.
func checkContrast(t *testing.T, th *look.Theme, pairs [][2]fyne.ThemeColorName, least float64) {
	t.Helper()
	for _, p := range pairs {
		front, back := th.Color(p[0], 0), th.Color(p[1], 0)
		if c := wcag.Contrast(front, back); c < least {
			t.Errorf("%s on %s (%v on %v) has contrast %.2f, want %.1f", p[0], p[1], front, back, c, least)
		}
	}
}

func TestInitialsAreReadable(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for wish, least := range map[look.Contrast]float64{look.NormalContrast: 4.5, look.HighContrast: 7} {
			test.NewTempApp(t).Settings().SetTheme(look.Desktop{}.Theme(look.Wish{Mode: mode, Contrast: wish}))
			for i := range 50 {
				if disc, ink := look.Face(fmt.Sprint(i)); wcag.Contrast(disc, ink) < least {
					t.Errorf("%s, %s: contrast %.2f of %v on %v", mode, wish, wcag.Contrast(disc, ink), ink, disc)
				}
			}
		}
	}
}

func TestTheDesktopIsFollowedUnlessTheUserWishes(t *testing.T) {
	desktop := look.Desktop{Mode: look.Dark, HighContrast: true, TextScale: 1.5}
	plain, high := look.Desktop{}.Theme(look.Wish{Mode: look.Dark}),
		look.Desktop{}.Theme(look.Wish{Mode: look.Dark, Contrast: look.HighContrast})
	edge := func(th *look.Theme) color.Color { return th.Color(look.Edge, 0) }
	for _, c := range []struct {
		name string
		wish look.Wish
		as   *look.Theme
		size float32 // of text, times the usual
	}{
		{"nothing", look.Wish{}, high, 1.5},
		{"as the system", look.Wish{Mode: look.System, Contrast: look.SystemContrast, TextScale: 1}, high, 1.5},
		{"no high contrast", look.Wish{Contrast: look.NormalContrast}, plain, 1.5},
		{"larger still", look.Wish{TextScale: 1.2}, high, 1.8},
	} {
		th := desktop.Theme(c.wish)
		if edge(th) != edge(c.as) {
			t.Errorf("%s: edges are %v, want %v", c.name, edge(th), edge(c.as))
		}
		if got := th.Size(theme.SizeNameText) / plain.Size(theme.SizeNameText); math.Abs(float64(got-c.size)) > 0.01 {
			t.Errorf("%s: text is %.2f times the usual, want %.2f", c.name, got, c.size)
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

func TestLinesOfIconsAreAsStrongAsLetters(t *testing.T) {
	t.Cleanup(func() { look.SetPixels(1) })
	usual := look.IconIn(look.IconCall, color.Black)
	if !look.SetPixels(2) || look.SetPixels(2) {
		t.Error("it is a change once")
	}
	twice := look.IconIn(look.IconCall, color.Black)
	if usual.Name() == twice.Name() {
		t.Error("Fyne would draw the one for the other")
	}
	for icon, want := range map[fyne.Resource]string{usual: `stroke-width="1.8"`, twice: `stroke-width="3.60"`} {
		if !strings.Contains(string(icon.Content()), want) {
			t.Errorf("got %s, want %s", icon.Content(), want)
		}
	}
}
