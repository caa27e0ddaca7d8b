package view

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"istratray/app/settings"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

func notificationSection(u *UI) fyne.CanvasObject {
	return section(lang.L("Notifications"),
		toggle(u, lang.L("New voicemails"), "", func(s *settings.Settings) *bool { return &s.Notifications.Voicemails }, nil),
		toggle(u, lang.L("Missed calls"), "", func(s *settings.Settings) *bool { return &s.Notifications.MissedCalls }, nil),
		toggle(u, lang.L("With a sound"), "", func(s *settings.Settings) *bool { return &s.Notifications.Sound }, nil),
		toggle(u, lang.L("Hide names and numbers"), lang.L("For screens that others see."), func(s *settings.Settings) *bool { return &s.Notifications.Private }, nil),
		setting(lang.L("Quiet hours"), lang.L("Nothing pops up between these times. Leave them empty for none."), quietHours(u)),
	)
}

// quietHours is a pair of times; it counts once both are times, or both are empty.
func quietHours(u *UI) fyne.CanvasObject {
	from, to := widget.NewEntry(), widget.NewEntry()
	from.SetPlaceHolder("22:00")
	to.SetPlaceHolder("07:00")
	from.SetText(u.preferences.current.Notifications.QuietFrom)
	to.SetText(u.preferences.current.Notifications.QuietTo)
	changed := func(string) {
		if isClock(from.Text) && isClock(to.Text) || from.Text == "" && to.Text == "" {
			u.preferences.change(func(s *settings.Settings) { s.Notifications.QuietFrom, s.Notifications.QuietTo = from.Text, to.Text })
		}
	}
	from.OnChanged, to.OnChanged = changed, changed
	width := func() float32 { return 76 }
	return parts.HBox(look.S, parts.FixedWidth(from, width), parts.Middle(parts.NewFixedText("–", parts.Style{})), parts.FixedWidth(to, width))
}

func isClock(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == 5
}

func appearanceSection(u *UI) fyne.CanvasObject {
	modes := []string{string(look.System), string(look.Light), string(look.Dark)}
	choice := parts.NewSegments([]string{lang.L("System"), lang.L("Light"), lang.L("Dark")}, func(i int) {
		u.preferences.change(func(s *settings.Settings) { s.Appearance.Theme = modes[i] })
		u.applyLook()
	})
	choice.Preset(slices.Index(modes, u.preferences.current.Appearance.Theme))
	sizes := []float64{0.9, 1, 1.15, 1.3, 1.5, 1.75, 2}
	size := widget.NewSelect(nil, nil)
	for _, s := range sizes {
		size.Options = append(size.Options, percent(s))
	}
	size.SetSelected(percent(u.preferences.current.Appearance.TextScale))
	size.OnChanged = func(string) {
		v := sizes[size.SelectedIndex()]
		u.preferences.change(func(s *settings.Settings) { s.Appearance.TextScale = v })
		u.applyLook()
	}
	language := widget.NewSelect([]string{lang.L("System")}, nil)
	language.SetSelectedIndex(0)
	for i, l := range words.Languages {
		language.Options = append(language.Options, l[1])
		if l[0] == u.preferences.current.Language {
			language.SetSelectedIndex(i + 1)
		}
	}
	language.OnChanged = func(string) {
		code := ""
		if i := language.SelectedIndex(); i > 0 {
			code = words.Languages[i-1][0]
		}
		u.preferences.change(func(s *settings.Settings) { s.Language = code })
	}
	return section(lang.L("Appearance"),
		setting(lang.L("Colours"), "", parts.FixedWidth(choice, func() float32 { return 320 })),
		setting(lang.L("Size of text"), "", size),
		setting(lang.L("Language"), lang.L("From the next time this window opens."), language),
	)
}

func percent(v float64) string { return fmt.Sprintf("%.0f %%", v*100) }

// applyLook shows the window as the settings say.
func (u *UI) applyLook() {
	a := u.preferences.current.Appearance
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Mode(a.Theme).Or(u.SystemLook), a.TextScale))
}
