package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/figures"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// figuresPane shows figures of the calls of some days: how many there were and at which hours, and how soon callers
// were called back.
type figuresPane struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	span    *parts.Text
	numbers [4]*parts.Text // calls that came in, missed ones, those that went out, and messages
	hours   *parts.Hours
	busiest *parts.Paragraph
	median  *parts.Paragraph
	oldest  *parts.Paragraph
	goTo    *parts.Button // to the oldest that is open
	open    *figures.Open
}

func newFiguresPane(d *desk.Desk) *figuresPane {
	p := &figuresPane{desk: d, hours: parts.NewHours(lang.L("Calls by hour"))}
	muted := parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
	p.span = parts.NewText("", muted)
	p.busiest, p.median, p.oldest = figureLine(), figureLine(), figureLine()
	p.goTo = parts.NewButton(lang.L("Go to it"), "", parts.Plain, p.visit)
	var numbers []fyne.CanvasObject
	for i, name := range []string{lang.L("Incoming"), lang.L("Missed"), lang.L("Outgoing"),
		lang.X("filter.voicemails", "Voicemails")} {
		p.numbers[i] = parts.NewText("", parts.Style{Size: look.Title, Bold: true})
		numbers = append(numbers, parts.VBox(0, p.numbers[i], parts.NewText(name, muted)))
	}
	column := parts.VBox(look.L,
		parts.VBox(0, parts.NewText(lang.L("Figures"), parts.Style{Size: look.Title, Bold: true}), p.span),
		parts.Equal(look.M, numbers...),
		parts.VBox(look.S, parts.NewText(lang.L("Calls by hour"), parts.Style{Bold: true}), p.hours, legend()),
		parts.VBox(look.S, p.busiest, p.median, p.oldest, container.NewHBox(p.goTo)),
		parts.NewParagraph(lang.L("Counted on this computer, from your own history."), muted, paneMax))
	p.object = container.NewVScroll(parts.AtMost(parts.Pad(column, look.XL, look.L, look.XL, look.XL), paneMax))
	return p
}

func figureLine() *parts.Paragraph { return parts.NewParagraph("", parts.Style{}, paneMax) }

// legend says what the colours of the plot are.
func legend() fyne.CanvasObject {
	entry := func(colour fyne.ThemeColorName, text string) fyne.CanvasObject {
		mark := container.NewGridWrap(fyne.NewSquareSize(10), parts.NewCard(colour, "", 2))
		name := parts.NewFixedText(text, parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted})
		return parts.HBox(look.S, container.NewCenter(mark), name)
	}
	return parts.Flow(look.L, entry(look.AccentFill, lang.L("Answered")), entry(look.Danger, lang.L("Missed")))
}

// set shows figures of a span.
func (p *figuresPane) set(f figures.Figures, span string) {
	p.span.Set(span)
	for i, n := range []int{f.Incoming, f.Missed, f.Outgoing, f.Voicemails} {
		p.numbers[i].Set(words.Number(n))
	}
	p.hours.Set(hoursOf(f))
	p.busiest.Set(lang.L("Busiest hours: {{.Hours}}", map[string]any{"Hours": hourNames(f.Busiest)}))
	parts.Show(p.busiest, len(f.Busiest) > 0)
	parts.Show(p.median, f.MedianCallBack != nil)
	if f.MedianCallBack != nil {
		p.median.Set(lang.L("Half of the missed callers were called back within {{.Time}}.",
			map[string]any{"Time": words.Span(rounded(time.Duration(*f.MedianCallBack) * time.Second))}))
	}
	p.open = f.OldestOpen
	parts.Show(p.oldest, f.OldestOpen != nil)
	parts.Show(p.goTo, f.OldestOpen != nil)
	if o := f.OldestOpen; o != nil {
		p.oldest.Set(lang.L("Waiting the longest: {{.Name}}, {{.Time}}",
			map[string]any{"Name": parts.Clean(p.desk.Book.Named(o.Name)), "Time": words.Moment(o.Time, p.desk.Now())}))
	}
}

// rounded is a time as the command line tells it, too: to the minute, or to the hour.
func rounded(d time.Duration) time.Duration {
	switch {
	case d < time.Minute:
		return d
	case d < 100*time.Minute:
		return min(d.Round(time.Minute), 99*time.Minute)
	}
	return d.Round(time.Hour)
}

// visit goes to what has waited longest.
func (p *figuresPane) visit() {
	page := "calls"
	if p.open.Kind == inbox.VoicemailItem {
		page = "voicemails"
	}
	p.desk.Frame.Show(control.Show{Page: page, Item: p.open.ID})
}

// hourName is the time at which an hour of the day begins.
func hourName(h int) string { return words.Clock(time.Date(2026, 1, 1, h, 0, 0, 0, zone.Local())) }

func hourNames(hours []int) string {
	text := ""
	for i, h := range hours {
		if i > 0 {
			text += ", "
		}
		text += hourName(h) + "–" + hourName(h+1)
	}
	return text
}

func hoursOf(f figures.Figures) (hours [24]parts.Hour, ticks [5]string) {
	for h, n := range f.Hours {
		text := lang.L("{{.Time}}: {{.Calls}} incoming, {{.Missed}} missed", map[string]any{
			"Time":  hourName(h) + "–" + hourName(h+1),
			"Calls": words.Number(n.Incoming), "Missed": words.Number(n.Missed),
		})
		hours[h] = parts.Hour{All: n.Incoming, Bad: n.Missed, Text: text}
	}
	for i := range ticks {
		ticks[i] = hourName(i * 6)
	}
	return hours, ticks
}
