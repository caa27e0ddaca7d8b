package frame

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// retry tries at once to get online.
func (b *banner) retry() {
	b.desk.Do(func(ctx context.Context) error { return b.desk.Agent.Retry(ctx) }, b.desk.Report)
}

// showDetails shows all that is known of what is unusual, to be read and copied.
func (b *banner) showDetails() {
	d := b.desk
	text := problemDetails(d.Snap, d.Now())
	var pop *widget.PopUp
	done := parts.NewButton(lang.L("Close"), "", parts.Primary, func() { pop.Hide() })
	copied := parts.NewButton(lang.L("Copy"), look.IconCopy, parts.Plain, func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
	})
	column := parts.VBox(look.M, parts.NewParagraph(lang.L("Details"),
		parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true}, 360))
	for line := range strings.Lines(text) {
		column.Add(parts.NewParagraph(strings.TrimSpace(line), parts.Style{}, 360))
	}
	column.Add(parts.Pad(parts.Equal(look.S, copied, done), look.S, 0, 0, 0))
	content := parts.FixedWidth(parts.Pad(column, look.XL, look.XL, look.XL, look.XL), func() float32 {
		return min(360+2*look.XL, d.Window.Canvas().Size().Width-2*look.M)
	})
	pop = widget.NewModalPopUp(content, d.Window.Canvas())
	done.OnEscape(pop.Hide)
	copied.OnEscape(pop.Hide)
	pop.Show()
	d.Window.Canvas().Focus(done)
}

// problemDetails are the lines about what is unusual, each with an end; "" where nothing is known beyond what the
// banner says.
func problemDetails(s inbox.Snapshot, now time.Time) string {
	var lines []string
	say := func(text string) {
		if text != "" {
			lines = append(lines, text)
		}
	}
	switch c := s.Connection; {
	case c.Outage():
		say(desk.ProblemText(c.Problem))
		say(lang.L("Offline since {{.Time}}.", map[string]any{"Time": words.Moment(c.Since, now)}))
		say(c.Problem.Detail)
	case !s.Mailbox.Since.IsZero():
		say(desk.ProblemText(s.Mailbox.Problem))
		say(s.Mailbox.Problem.Detail)
	case !s.History.Since.IsZero():
		say(desk.ProblemText(s.History.Problem))
		say(s.History.Problem.Detail)
	case c.Polling && !s.Account.Demo:
		say(lang.L("Your phone system sends no live updates, or something in between blocks them. Istra Tray checks every minute instead."))
	}
	if len(lines) == 0 {
		return ""
	}
	say(lang.L("Server: {{.Server}}", map[string]any{"Server": s.Account.Server}))
	if !s.Updated.IsZero() {
		say(lang.L("Last synced: {{.Time}}", map[string]any{"Time": words.Moment(s.Updated, now)}))
	}
	return strings.Join(lines, "\n") + "\n"
}
