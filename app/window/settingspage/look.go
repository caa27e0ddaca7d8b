package settingspage

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

func appearanceSection(d *desk.Desk) fyne.CanvasObject {
	return section(lang.L("Appearance"),
		setting(lang.L("Theme"), "", wide(colourChoice(d), 240)),
		setting(lang.L("Contrast"), "", wide(contrastChoice(d), 240)),
		setting(lang.L("Text size"), "", sizeChoice(d)),
		setting(lang.L("Clock"), "", wide(clockChoice(d), 240)),
		setting(lang.L("Language"), lang.L("Applies when you reopen this window."), languageChoice(d)),
	)
}

func colourChoice(d *desk.Desk) *parts.Segments {
	modes := []string{string(look.System), string(look.Light), string(look.Dark)}
	choice := parts.NewSegments([]string{lang.L("System"), lang.L("Light"), lang.L("Dark")}, func(i int) {
		d.Preferences.Change(func(s *settings.Settings) { s.Appearance.Theme = modes[i] })
		d.Dress()
	})
	followSegments(d, choice, func(s settings.Settings) int { return slices.Index(modes, s.Appearance.Theme) })
	return choice
}

func contrastChoice(d *desk.Desk) *parts.Segments {
	contrasts := []string{string(look.SystemContrast), string(look.NormalContrast), string(look.HighContrast)}
	choice := parts.NewSegments([]string{lang.L("System"), lang.L("Normal"), lang.L("High")}, func(i int) {
		d.Preferences.Change(func(s *settings.Settings) { s.Appearance.Contrast = contrasts[i] })
		d.Dress()
	})
	followSegments(d, choice, func(s settings.Settings) int { return slices.Index(contrasts, s.Appearance.Contrast) })
	return choice
}

// clockChoice shows another clock at once, wherever times stand.
func clockChoice(d *desk.Desk) *parts.Segments {
	clocks := []string{"system", "12", "24"}
	choice := parts.NewSegments([]string{lang.L("System"), lang.L("12 hours"), lang.L("24 hours")}, func(i int) {
		words.UseClock(clocks[i])
		d.Preferences.Change(func(s *settings.Settings) { s.Clock = clocks[i] })
		d.Reindex()
	})
	followSegments(d, choice, func(s settings.Settings) int { return slices.Index(clocks, s.Clock) })
	return choice
}

// textScales are the sizes of text to choose from.
var textScales = []float64{0.9, 1, 1.15, 1.3, 1.5, 1.75, 2}

func sizeChoice(d *desk.Desk) *parts.Choice {
	choice := parts.NewChoice()
	for _, scale := range textScales {
		choice.Options = append(choice.Options, percent(scale))
	}
	follow(d, choice, func(s settings.Settings) int { return slices.Index(textScales, s.Appearance.TextScale) })
	choice.OnChanged = func(string) {
		scale := textScales[choice.SelectedIndex()]
		d.Preferences.Change(func(s *settings.Settings) { s.Appearance.TextScale = scale })
		d.Dress()
	}
	return choice
}

// languageChoice offers the desktop's language, and then each that the window speaks.
func languageChoice(d *desk.Desk) *parts.Choice {
	choice := parts.NewChoice(lang.L("System"))
	codes := []string{""}
	for _, l := range lang.Languages() {
		choice.Options, codes = append(choice.Options, l.Name), append(codes, l.Code)
	}
	follow(d, choice, func(s settings.Settings) int { return slices.Index(codes, lang.Spoken(s.Language)) })
	choice.OnChanged = func(string) {
		code := codes[choice.SelectedIndex()]
		d.Preferences.Change(func(s *settings.Settings) { s.Language = code })
	}
	return choice
}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", v*100) }
