package settingspage

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// quietHours is a pair of times, or off: then there is no second one.
type quietHours struct {
	desk       *desk.Desk
	object     fyne.CanvasObject
	begin, end *parts.Choice
	until      []fyne.CanvasObject // what is there while they are on
	times      []string            // to choose from, as the settings have them
}

func newQuietHours(d *desk.Desk) *quietHours {
	q := &quietHours{desk: d, begin: parts.NewChoice(), end: parts.NewChoice()}
	named := func(name string, c *parts.Choice) fyne.CanvasObject {
		return parts.Labelled(parts.NewText(name, parts.Style{}), "", wide(c, 122))
	}
	dash := parts.Middle(parts.NewFixedText("–", parts.Style{}))
	end := named(lang.L("Quiet hours end"), q.end)
	q.until = []fyne.CanvasObject{dash, end}
	q.object = parts.OneLine(look.S, parts.HBox(look.S, named(lang.L("Quiet hours begin"), q.begin), dash), end)
	q.show()
	q.begin.OnChanged = func(string) { q.chosen() }
	q.end.OnChanged = q.begin.OnChanged
	d.Preferences.Follow(q.show)
	return q
}

// show shows what is set, in the user's clock.
func (q *quietHours) show() {
	from, to := q.set()
	q.times = timesWith(from, to)
	shown := make([]string, len(q.times))
	for i, t := range q.times {
		shown[i] = words.TimeOfDay(t)
	}
	q.begin.Options, q.end.Options = append([]string{lang.L("Off")}, shown...), shown
	q.begin.Selected, q.end.Selected = lang.L("Off"), words.TimeOfDay(to)
	if from != "" {
		q.begin.Selected = words.TimeOfDay(from)
	}
	for _, o := range q.until {
		parts.Show(o, from != "")
	}
	q.begin.Refresh()
	q.end.Refresh()
}

// set are the times that are set; both "": off.
func (q *quietHours) set() (from, to string) {
	n := q.desk.Preferences.Current.Notifications
	if n.QuietFrom == "" || n.QuietTo == "" {
		return "", ""
	}
	return n.QuietFrom, n.QuietTo
}

// chosen keeps what was chosen.
func (q *quietHours) chosen() {
	from, to := "", ""
	if i := q.begin.SelectedIndex(); i > 0 {
		from = q.times[i-1]
		to = usualEnd(from)
		if j := q.end.SelectedIndex(); j >= 0 {
			to = q.times[j]
		}
	}
	q.desk.Preferences.Change(func(s *settings.Settings) {
		s.Notifications.QuietFrom, s.Notifications.QuietTo = from, to
	})
}

// usualEnd is when quiet hours end that have a beginning only.
func usualEnd(from string) string {
	const morning, evening = "07:00", "19:00"
	if from == morning {
		return evening
	}
	return morning
}

// timesWith are the half hours of a day, and those that are set.
func timesWith(set ...string) []string {
	var times []string
	for minute := 0; minute < 24*60; minute += 30 {
		times = append(times, time.Time{}.Add(time.Duration(minute)*time.Minute).Format(words.TimeFormat))
	}
	for _, t := range set {
		if _, err := time.Parse(words.TimeFormat, t); err == nil && !slices.Contains(times, t) {
			times = append(times, t)
		}
	}
	slices.Sort(times)
	return times
}
