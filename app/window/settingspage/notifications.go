package settingspage

import (
	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
)

func notificationSection(d *desk.Desk) fyne.CanvasObject {
	return section(lang.L("Notifications"),
		toggle(d, lang.L("New voicemails"), "", func(s *settings.Settings) *bool { return &s.Notifications.Voicemails },
			nil),
		toggle(d, lang.L("Missed calls"), "", func(s *settings.Settings) *bool { return &s.Notifications.MissedCalls },
			nil),
		toggle(d, lang.L("With a sound"), "", func(s *settings.Settings) *bool { return &s.Notifications.Sound }, nil),
		toggle(d, lang.L("Hide names and numbers"), lang.L("For when others can see your screen."),
			func(s *settings.Settings) *bool { return &s.Notifications.Private }, nil),
		toggle(d, lang.L("Hide when locked"), lang.L("No names and numbers while the screen is locked."),
			func(s *settings.Settings) *bool { return &s.HideWhenLocked }, nil),
		setting(lang.L("Quiet hours"), lang.L("No notifications between these times."), newQuietHours(d).object),
	)
}
