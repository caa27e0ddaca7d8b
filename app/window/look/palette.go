package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours that the window has beyond those every Fyne theme has.
const (
	Sidebar     fyne.ThemeColorName = "istra.sidebar"     // behind the navigation
	Raised      fyne.ThemeColorName = "istra.raised"      // cards on the background
	Line        fyne.ThemeColorName = "istra.line"        // hairlines and borders
	Muted       fyne.ThemeColorName = "istra.muted"       // second-rank text, still 7:1
	Accent      fyne.ThemeColorName = "istra.accent"      // text and icons that call for action
	AccentFill  fyne.ThemeColorName = "istra.accentFill"  // behind OnFill text
	AccentHover fyne.ThemeColorName = "istra.accentHover" // AccentFill under the pointer
	AccentSoft  fyne.ThemeColorName = "istra.accentSoft"  // behind what is selected
	OnFill      fyne.ThemeColorName = "istra.onFill"      // text on AccentFill
	Danger      fyne.ThemeColorName = "istra.danger"      // missed, failed, destructive
	DangerSoft  fyne.ThemeColorName = "istra.dangerSoft"
	Good        fyne.ThemeColorName = "istra.good" // connected, done
	Warn        fyne.ThemeColorName = "istra.warn" // old data, demo
	WarnSoft    fyne.ThemeColorName = "istra.warnSoft"
	Toast       fyne.ThemeColorName = "istra.toast" // the snackbar: the other theme's face
	OnToast     fyne.ThemeColorName = "istra.onToast"
	ToastAction fyne.ThemeColorName = "istra.toastAction"
	Edge        fyne.ThemeColorName = "istra.edge"     // around buttons and key caps
	WaveRest    fyne.ThemeColorName = "istra.waveRest" // bars not played yet
	Found       fyne.ThemeColorName = "istra.found"    // behind what a search found
)

// palette maps names to 0xRRGGBB; what is missing is derived in Theme.Color.
type palette map[fyne.ThemeColorName]uint32

var light = palette{
	theme.ColorNameBackground:      0xFFFFFF,
	theme.ColorNameForeground:      0x1A1D23,
	theme.ColorNameInputBackground: 0xFFFFFF,
	theme.ColorNameInputBorder:     0x7F8794,
	theme.ColorNamePlaceHolder:     0x616A78,
	theme.ColorNameDisabled:        0x8B93A0,
	theme.ColorNameButton:          0xFFFFFF,
	theme.ColorNameHover:           0xEEF0F4,
	theme.ColorNameMenuBackground:  0xFFFFFF,
	Sidebar:                        0xF2F4F8,
	Raised:                         0xF7F8FB,
	Line:                           0xE1E5EB,
	Muted:                          0x464E5C,
	Accent:                         0x1B57C6,
	AccentFill:                     0x1F62D9,
	AccentHover:                    0x1A54BE,
	AccentSoft:                     0xE4EEFF,
	OnFill:                         0xFFFFFF,
	Danger:                         0xB8232B,
	DangerSoft:                     0xFDECEC,
	Good:                           0x14784A,
	Warn:                           0x7F4D00,
	WarnSoft:                       0xFFF3DB,
	Toast:                          0x23272F,
	OnToast:                        0xF4F6F9,
	ToastAction:                    0x9DC5FF,
	Edge:                           0x7F8794,
	WaveRest:                       0x89909D,
	Found:                          0xFFE48A,
}

var dark = palette{
	theme.ColorNameBackground:      0x181B21,
	theme.ColorNameForeground:      0xECEEF2,
	theme.ColorNameInputBackground: 0x262B34,
	theme.ColorNameInputBorder:     0x767E8E,
	theme.ColorNamePlaceHolder:     0x9AA3B2,
	theme.ColorNameDisabled:        0x6E7686,
	theme.ColorNameButton:          0x242932,
	theme.ColorNameHover:           0x262B34,
	theme.ColorNameMenuBackground:  0x22262E,
	Sidebar:                        0x111318,
	Raised:                         0x1F232A,
	Line:                           0x2D323C,
	Muted:                          0xBAC1CD,
	Accent:                         0x93BCFF,
	AccentFill:                     0x2968DC,
	AccentHover:                    0x2E6EE2,
	AccentSoft:                     0x1E3258,
	OnFill:                         0xFFFFFF,
	Danger:                         0xFF9494,
	DangerSoft:                     0x3B2226,
	Good:                           0x62D39B,
	Warn:                           0xF1C06A,
	WarnSoft:                       0x372C17,
	Toast:                          0xE9ECF2,
	OnToast:                        0x1A1D23,
	ToastAction:                    0x1B57C6,
	Edge:                           0x767E8E,
	WaveRest:                       0x767E8E,
	Found:                          0x4A3C0C,
}

// faces are the pairs (disc, initials) that callers are told apart by, light then dark.
var faces = [2][][2]uint32{
	{{0xDEEAFF, 0x1B4FB0}, {0xD9F1EA, 0x0C6350}, {0xFBE7D3, 0x8A4508}, {0xF4E0F1, 0x85286F}, {0xDDEEFA, 0x12587F},
		{0xECE6DC, 0x5F4E2C}},
	{{0x22385F, 0xB3D0FF}, {0x173F37, 0x86DFC8}, {0x4A3018, 0xF7BF8A}, {0x452540, 0xF0B1E2}, {0x173B52, 0x97D2F5},
		{0x3D362A, 0xDDCBA4}},
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}
