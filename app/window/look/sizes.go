package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The spacing steps, in Fyne units. They do not grow with the text.
const (
	XS float32 = 4
	S  float32 = 8
	M  float32 = 12
	L  float32 = 16
	XL float32 = 24
)

// Radius of buttons, inputs and selected rows; cards have RadiusCard.
const (
	Radius     float32 = 8
	RadiusCard float32 = 12
)

// Title is the size of a page's name; Small that of counters and initials.
const (
	Title fyne.ThemeSizeName = "istra.title"
	Small fyne.ThemeSizeName = "istra.small"
)

var textSizes = map[fyne.ThemeSizeName]float32{
	Small:                        11,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameText:           14,
	theme.SizeNameSubHeadingText: 17,
	Title:                        20,
	theme.SizeNameHeadingText:    24,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            XS,
	theme.SizeNameInnerPadding:       10,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        Radius,
	theme.SizeNameSelectionRadius:    Radius,
	theme.SizeNameButtonRadius:       Radius,
	theme.SizeNameCardRadius:         RadiusCard,
	theme.SizeNameDialogRadius:       RadiusCard,
	theme.SizeNamePopupRadius:        RadiusCard,
	theme.SizeNameMenuRadius:         Radius,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     6,
	theme.SizeNameScrollBarRadius:    4,
	theme.SizeNameModalBlurRadius:    0, // a blur costs a frame without a graphics card
}

// Size is part of fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, ok := textSizes[name]; ok {
		return v * t.scale
	}
	if v, ok := fixedSizes[name]; ok {
		return v
	}
	if name == theme.SizeNameInlineIcon {
		return 18 * t.scale
	}
	return theme.DefaultTheme().Size(name)
}

// Scale is how much larger than usual the text is, and 1 where it is smaller.
func Scale() float32 { return max(1, theme.Size(theme.SizeNameText)/textSizes[theme.SizeNameText]) }

// Large reports whether the text is so large that a line has to do without what usually stands beside it.
func Large() bool { return Scale() > 1.4 }

// TextSize is the current theme's size of that name.
func TextSize(name fyne.ThemeSizeName) float32 { return theme.Size(name) }

// LineHeight is the height that one line of text of that size takes.
func LineHeight(name fyne.ThemeSizeName) float32 {
	return fyne.MeasureText("Mg", TextSize(name), fyne.TextStyle{}).Height
}
