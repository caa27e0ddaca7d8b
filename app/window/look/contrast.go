package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Contrast is how far text and edges stand out.
type Contrast string

// The contrasts, as the settings name them.
const (
	SystemContrast Contrast = "system" // what the desktop prefers
	NormalContrast Contrast = "normal"
	HighContrast   Contrast = "high" // text at least 7:1, edges at least 4.5:1 (WCAG 2.2, 1.4.6)
)

// The high-contrast palettes replace colours of the usual ones: every text stands out from what is behind it at
// 7:1 or more, and every edge is drawn.
var (
	lightHigh = over(light, palette{
		theme.ColorNameForeground:      0x000000,
		theme.ColorNameInputBackground: 0xFFFFFF,
		theme.ColorNameInputBorder:     0x1A1D23,
		theme.ColorNamePlaceHolder:     0x3A404B,
		theme.ColorNameDisabled:        0x5A6270,
		Sidebar:                        0xFFFFFF,
		Raised:                         0xFFFFFF,
		Line:                           0x4A515E,
		Muted:                          0x2B303A,
		Accent:                         0x0B3A91,
		AccentFill:                     0x0B3A91,
		AccentHover:                    0x062B70,
		Danger:                         0x8A0F17,
		Good:                           0x0B4F30,
		Warn:                           0x573400,
		Toast:                          0x000000,
		OnToast:                        0xFFFFFF,
		Edge:                           0x1A1D23,
		WaveRest:                       0x6A7280,
	})
	darkHigh = over(dark, palette{
		theme.ColorNameBackground:      0x000000,
		theme.ColorNameForeground:      0xFFFFFF,
		theme.ColorNameInputBackground: 0x000000,
		theme.ColorNameInputBorder:     0xE4E8EF,
		theme.ColorNamePlaceHolder:     0xC9CFDA,
		theme.ColorNameDisabled:        0x9AA3B2,
		theme.ColorNameButton:          0x000000,
		theme.ColorNameHover:           0x1F232A,
		theme.ColorNameMenuBackground:  0x000000,
		Sidebar:                        0x000000,
		Raised:                         0x000000,
		Line:                           0xB4BCC9,
		Muted:                          0xDCE1E9,
		Accent:                         0xB9D5FF,
		AccentFill:                     0xB9D5FF,
		AccentHover:                    0xDCEAFF,
		AccentSoft:                     0x12294F,
		OnFill:                         0x000000,
		Danger:                         0xFFBDBD,
		DangerSoft:                     0x2E0E12,
		Good:                           0x8FF0BE,
		Warn:                           0xFFDD94,
		WarnSoft:                       0x2A1F08,
		Toast:                          0xFFFFFF,
		OnToast:                        0x000000,
		ToastAction:                    0x0B3A91,
		Edge:                           0xE4E8EF,
		WaveRest:                       0x8A93A3,
		Found:                          0x382D06,
	})
)

// highFaces replace the discs of callers: contrast matters more there than colour.
var highFaces = [2][2]uint32{{0xE9ECF2, 0x000000}, {0x2A2F38, 0xFFFFFF}}

// over is a palette with some colours replaced.
func over(base, replaced palette) palette {
	all := palette{}
	for _, p := range []palette{base, replaced} {
		for name, c := range p {
			all[name] = c
		}
	}
	return all
}

// palettes are the usual and the high-contrast one, each light and dark.
var palettes = map[bool][2]palette{false: {light, dark}, true: {lightHigh, darkHigh}}

func (t *Theme) palette(v fyne.ThemeVariant) palette {
	if t.isDark(v) {
		return palettes[t.high][1]
	}
	return palettes[t.high][0]
}
