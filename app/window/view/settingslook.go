package view

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"istratray/app/settings"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

func appearanceSection(u *UI) fyne.CanvasObject {
	return section(lang.L("Appearance"),
		setting(lang.L("Colours"), "", parts.FixedWidth(colourChoice(u), func() float32 { return 240 })),
		setting(lang.L("Size of text"), "", sizeChoice(u)),
		setting(lang.L("Language"), lang.L("From the next time this window opens."), languageChoice(u)),
	)
}

func colourChoice(u *UI) *parts.Segments {
	modes := []string{string(look.System), string(look.Light), string(look.Dark)}
	choice := parts.NewSegments([]string{lang.L("System"), lang.L("Light"), lang.L("Dark")}, func(i int) {
		u.preferences.change(func(s *settings.Settings) { s.Appearance.Theme = modes[i] })
		u.applyLook()
	})
	choice.Preset(slices.Index(modes, u.preferences.current.Appearance.Theme))
	return choice
}

// textScales are the sizes of text to choose from.
var textScales = []float64{0.9, 1, 1.15, 1.3, 1.5, 1.75, 2}

func sizeChoice(u *UI) *parts.Choice {
	choice := parts.NewChoice()
	for _, scale := range textScales {
		choice.Options = append(choice.Options, percent(scale))
	}
	choice.SetSelected(percent(u.preferences.current.Appearance.TextScale))
	choice.OnChanged = func(string) {
		scale := textScales[choice.SelectedIndex()]
		u.preferences.change(func(s *settings.Settings) { s.Appearance.TextScale = scale })
		u.applyLook()
	}
	return choice
}

// languageChoice offers the desktop's language, and then each that the window speaks.
func languageChoice(u *UI) *parts.Choice {
	choice := parts.NewChoice(lang.L("System"))
	choice.SetSelectedIndex(0)
	for i, l := range words.Languages {
		choice.Options = append(choice.Options, l[1])
		if l[0] == u.preferences.current.Language {
			choice.SetSelectedIndex(i + 1)
		}
	}
	choice.OnChanged = func(string) {
		code := ""
		if i := choice.SelectedIndex(); i > 0 {
			code = words.Languages[i-1][0]
		}
		u.preferences.change(func(s *settings.Settings) { s.Language = code })
	}
	return choice
}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", v*100) }

// applyLook shows the window as the settings say.
func (u *UI) applyLook() {
	a := u.preferences.current.Appearance
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Mode(a.Theme).Or(u.SystemLook), a.TextScale))
}
