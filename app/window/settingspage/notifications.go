package settingspage

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
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
		setting(lang.L("Quiet hours"), lang.L("No notifications between these times."), quietHours(d)),
	)
}

// quietHours is a pair of times, or off.
func quietHours(d *desk.Desk) fyne.CanvasObject {
	from, to := d.Preferences.Current.Notifications.QuietFrom, d.Preferences.Current.Notifications.QuietTo
	begin := parts.NewChoice(append([]string{lang.L("Off")}, timesWith(from)...)...)
	end := parts.NewChoice(timesWith(to)...)
	end.PlaceHolder = "–"
	if from == "" || to == "" {
		begin.SetSelectedIndex(0)
		end.Disable()
	} else {
		begin.SetSelected(from)
		end.SetSelected(to)
	}
	changed := func(string) {
		from, to := begin.Selected, end.Selected
		if begin.SelectedIndex() == 0 {
			from, to = "", ""
			end.Disable()
		} else if end.Enable(); to == "" {
			end.SetSelected(morning) // comes here again
			return
		}
		d.Preferences.Change(func(s *settings.Settings) {
			s.Notifications.QuietFrom, s.Notifications.QuietTo = from, to
		})
	}
	begin.OnChanged, end.OnChanged = changed, changed
	named := func(name string, c *parts.Choice) fyne.CanvasObject {
		return parts.Labelled(parts.NewText(name, parts.Style{}), "", wide(c, 112))
	}
	return parts.OneLine(look.S, parts.HBox(look.S, named(lang.L("Quiet hours begin"), begin),
		parts.Middle(parts.NewFixedText("–", parts.Style{}))), named(lang.L("Quiet hours end"), end))
}

// morning is when quiet hours end that have a beginning only.
const morning = "07:00"

// timesWith are the half hours of a day, and the one that is set.
func timesWith(set string) []string {
	var times []string
	for minute := 0; minute < 24*60; minute += 30 {
		times = append(times, fmt.Sprintf("%02d:%02d", minute/60, minute%60))
	}
	if isClock(set) && !slices.Contains(times, set) {
		times = append(times, set)
		slices.Sort(times)
	}
	return times
}

func isClock(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == 5
}
