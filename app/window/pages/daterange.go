package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// span is which days a list is about.
type span int

// The spans that there are to choose from.
const (
	anyTime span = iota
	today
	week  // the last 7 days
	month // the last 30 days
	thisMonth
	custom
)

// dateRange is a button that chooses the days a list is about.
type dateRange struct {
	desk    *desk.Desk
	button  *parts.Button
	span    span
	from    time.Time // of a custom span: midnights, both of days that belong to it
	to      time.Time
	changed func()
}

func newDateRange(d *desk.Desk, changed func()) *dateRange {
	r := &dateRange{desk: d, changed: changed}
	r.button = parts.NewButton("", look.IconCalendar, parts.Pill, r.open)
	r.button.OpensMenu()
	r.button.Set(r.label(), look.IconCalendar)
	return r
}

// names are the spans in words, in their order.
func (r *dateRange) names() []string {
	return []string{
		lang.L("Any time"), lang.L("Today"), lang.L("Last 7 days"), lang.L("Last 30 days"),
		lang.L("This month"), lang.L("Custom…"),
	}
}

// label is what is chosen, in words.
func (r *dateRange) label() string {
	if r.span != custom {
		return r.names()[r.span]
	}
	now := r.desk.Now()
	return words.Date(r.from, now) + " – " + words.Date(r.to, now)
}

// bounds are the first moment that belongs to the span and the first one after it; zero where it has no end.
func (r *dateRange) bounds() (from, until time.Time) {
	here := zone.Local()
	y, m, d := r.desk.Now().In(here).Date()
	midnight := func(days int) time.Time { return time.Date(y, m, d+days, 0, 0, 0, 0, here) }
	switch r.span {
	case today:
		return midnight(0), time.Time{}
	case week:
		return midnight(-6), time.Time{}
	case month:
		return midnight(-29), time.Time{}
	case thisMonth:
		return time.Date(y, m, 1, 0, 0, 0, 0, here), time.Time{}
	case custom:
		y, m, d = r.from.Date()
		from = midnight(0)
		y, m, d = r.to.Date()
		return from, midnight(1)
	}
	return time.Time{}, time.Time{}
}

// choose switches to a span.
func (r *dateRange) choose(s span) {
	r.span = s
	r.button.Set(r.label(), look.IconCalendar)
	r.changed()
}

// open shows the menu of spans.
func (r *dateRange) open() {
	var items []*fyne.MenuItem
	for i, name := range r.names() {
		item := fyne.NewMenuItem(name, func() { r.choose(span(i)) })
		if span(i) == custom {
			item.Action = r.ask
		}
		item.Checked = span(i) == r.span
		items = append(items, item)
	}
	popUpBelow(r.desk, r.button, items...)
}

// dialogWidth is the width of the texts in the dialog for custom days.
const dialogWidth = 280

// ask shows the dialog for two days.
func (r *dateRange) ask() {
	from, to := r.dayField(r.from), r.dayField(r.to)
	doubt := parts.NewAlert(dialogWidth)
	var pop *widget.PopUp
	take := func() {
		first, last, wrong := r.daysIn(from.Text, to.Text)
		if wrong != "" {
			doubt.Set(wrong)
			return
		}
		pop.Hide()
		r.from, r.to = first, last
		r.choose(custom)
	}
	from.OnSubmitted = func(string) { take() }
	to.OnSubmitted = func(string) { take() }
	show := parts.NewButton(lang.L("Show"), "", parts.Primary, take)
	cancel := parts.NewButton(lang.L("Cancel"), "", parts.Plain, func() { pop.Hide() })
	column := parts.VBox(look.M,
		parts.NewParagraph(lang.L("Which days"), parts.Style{Size: theme.SizeNameSubHeadingText,
			Bold: true}, dialogWidth),
		labelledField(lang.L("First day"), from), labelledField(lang.L("Last day"), to), doubt,
		parts.Pad(parts.Equal(look.S, cancel, show), look.S, 0, 0, 0))
	content := parts.FixedWidth(parts.Pad(column, look.XL, look.XL, look.XL, look.XL), func() float32 {
		return min(dialogWidth*look.Scale()+2*look.XL, r.desk.Window.Canvas().Size().Width-2*look.M)
	})
	pop = widget.NewModalPopUp(content, r.desk.Window.Canvas())
	show.OnEscape(pop.Hide)
	cancel.OnEscape(pop.Hide)
	pop.Show()
	r.desk.Window.Canvas().Focus(from)
}

// daysIn reads two days as typed; wrong says what can't be, else it is empty.
func (r *dateRange) daysIn(from, to string) (first, last time.Time, wrong string) {
	here := zone.Local()
	first, err := time.ParseInLocation(time.DateOnly, from, here)
	if err == nil {
		last, err = time.ParseInLocation(time.DateOnly, to, here)
	}
	switch {
	case err != nil:
		wrong = lang.L("Enter days such as {{.Day}}.", map[string]any{"Day": r.desk.Now().Format(time.DateOnly)})
	case last.Before(first):
		wrong = lang.L("The last day is before the first.")
	}
	return first, last, wrong
}

// dayField is a field with a day in it: the one given, or today.
func (r *dateRange) dayField(day time.Time) *parts.Entry {
	if day.IsZero() {
		day = r.desk.Now().In(zone.Local())
	}
	e := parts.NewEntry(r.desk.Frame.Takes)
	e.SetText(day.Format(time.DateOnly))
	return e
}

func labelledField(name string, field fyne.CanvasObject) fyne.CanvasObject {
	label := parts.NewText(name, parts.Style{Size: theme.SizeNameCaptionText, Bold: true})
	return parts.VBox(look.XS, label, parts.Labelled(label, "", field))
}
