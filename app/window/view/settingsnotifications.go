package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"istratray/app/settings"
	"istratray/app/window/look"
	"istratray/app/window/parts"
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
	from, to := newEntry(u), newEntry(u)
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
