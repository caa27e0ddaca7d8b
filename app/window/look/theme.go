package look

import (
	"hash/fnv"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is which of the two palettes is shown.
type Mode string

// The modes, as the settings name them.
const (
	System Mode = "system" // what the desktop prefers
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Or is the mode itself, or what the system wants where it is System.
func (m Mode) Or(system Mode) Mode {
	if m == System && system != "" {
		return system
	}
	return m
}

// Theme is the window's fyne.Theme: made by New, or by a Desktop where its wishes count.
type Theme struct {
	mode  Mode
	high  bool // high contrast
	scale float32
}

// New makes a theme. An unknown mode is System; textScale is held within 0.8 and 2, 0 is 1.
func New(mode Mode, textScale float64) *Theme {
	if textScale == 0 {
		textScale = 1
	}
	return &Theme{mode: mode, scale: float32(min(max(textScale, 0.8), 2))}
}

func (t *Theme) isDark(v fyne.ThemeVariant) bool {
	switch t.mode {
	case Light:
		return false
	case Dark:
		return true
	default:
		return v == theme.VariantDark
	}
}

// Color is part of fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p, base := t.palette(v), theme.VariantLight
	if t.isDark(v) {
		base = theme.VariantDark
	}
	if c, ok := p[name]; ok {
		return rgb(c)
	}
	switch name {
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return rgb(p[Accent])
	case theme.ColorNameForegroundOnPrimary:
		return rgb(p[theme.ColorNameBackground])
	case theme.ColorNameFocus:
		return withAlpha(rgb(p[Accent]), 0x40)
	case theme.ColorNameSelection:
		return rgb(p[AccentSoft])
	case theme.ColorNameDisabledButton: // behind a drop-down that can't be used: no more than one that can
		return rgb(p[theme.ColorNameInputBackground])
	case theme.ColorNamePressed:
		return withAlpha(rgb(p[theme.ColorNameForeground]), 0x1A)
	case theme.ColorNameSeparator, theme.ColorNameInnerWindowBorder:
		return rgb(p[Line])
	case theme.ColorNameScrollBar:
		return rgb(p[Edge])
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return color.NRGBA{A: 0x1C}
	case theme.ColorNameHeaderBackground, theme.ColorNameOverlayBackground:
		return rgb(p[theme.ColorNameMenuBackground])
	case theme.ColorNameError:
		return rgb(p[Danger])
	case theme.ColorNameSuccess:
		return rgb(p[Good])
	case theme.ColorNameWarning:
		return rgb(p[Warn])
	}
	return theme.DefaultTheme().Color(name, base)
}

// Font is part of fyne.Theme.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(s) }

// Icon is part of fyne.Theme.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Colour is the current theme's colour of that name.
func Colour(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

// Face is the pair of colours, disc and initials, of a caller: always the same for the same key.
func Face(key string) (disc, initials color.Color) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	dark, high := current()
	set := faces[dark]
	pair := set[h.Sum32()%uint32(len(set))]
	if high {
		pair = highFaces[dark]
	}
	return rgb(pair[0]), rgb(pair[1])
}

// current tells which palette is shown: 0 for light and 1 for dark, and whether it is a high-contrast one.
func current() (dark int, high bool) {
	s := fyne.CurrentApp().Settings()
	t, ours := s.Theme().(*Theme)
	if !ours {
		return 0, false
	}
	if t.isDark(s.ThemeVariant()) {
		dark = 1
	}
	return dark, t.high
}
