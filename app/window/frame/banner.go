package frame

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/gate"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// banner is the strip above the page that says what is unusual: no connection, the demo, or, quietly, no push.
type banner struct {
	desk    *desk.Desk
	changed func() // it came or went
	object  *fyne.Container
	icon    *parts.Icon
	text    *parts.Paragraph
	line    *parts.TipText // in place of it where the window is low: the rest is in its tip
	buttons *fyne.Container
	try     *parts.Button // tries at once, instead of waiting for the next attempt
	details *parts.Button // shows all that is known
	look    *parts.Button // shows the certificate, where that keeps the account offline
	alarm   *parts.Fill   // behind what needs attention; quiet lines stand on the page's own colour
}

// bannerMeasure is the widest line of the banner, bannerText the room its text gets beside a button.
const (
	bannerMeasure = 900
	bannerText    = 300
)

func newBanner(d *desk.Desk, examine, changed func()) *banner {
	b := &banner{
		desk: d, changed: changed,
		icon:  parts.NewIcon(look.IconOffline, look.Warn, 16),
		text:  parts.NewParagraph("", alarming, bannerMeasure),
		line:  parts.NewTipText("", alarming),
		alarm: parts.NewFill(look.WarnSoft),
	}
	b.look = parts.NewButton(lang.L("View the certificate"), "", parts.Quiet, examine)
	b.try = parts.NewButton(lang.L("Try now"), "", parts.Quiet, b.retry)
	b.details = parts.NewButton(lang.L("Show details"), "", parts.Quiet, b.showDetails)
	b.buttons = parts.OneLine(look.XS, b.look, b.try, b.details)
	said := parts.Border(nil, nil, parts.Pad(b.icon, 0, 0, 0, look.S), nil,
		container.NewStack(b.text, b.line))
	row := parts.Beside(look.S, bannerText, said, b.buttons)
	b.object = container.NewStack(b.alarm, parts.Pad(row, look.S, look.S, look.L, look.L))
	b.line.Hide()
	b.object.Hide()
	return b
}

// shorten says what there is to say in one line, or in as many as it needs.
func (b *banner) shorten(on bool) {
	parts.Show(b.line, on)
	parts.Show(b.text, !on)
}

// render shows what needs attention, or hides the banner if nothing does.
func (b *banner) render() {
	was := b.object.Visible()
	b.fill()
	if was != b.object.Visible() {
		b.changed()
	}
}

func (b *banner) fill() {
	c := b.desk.Snap.Connection
	parts.Show(b.look, gate.CanExamine(c))
	parts.Show(b.try, c.Outage())
	icon, text := bannerFor(b.desk.Snap, b.desk.Now())
	switch {
	case text != "":
		b.icon.Set(icon, look.Warn)
		b.setStyle(alarming)
		b.alarm.Show()
	case b.desk.Snap.Connection.Polling:
		text = lang.L("Checking every minute: this phone system offers no live updates")
		b.icon.Set(look.IconOffline, look.Muted)
		b.setStyle(quiet)
		b.alarm.Hide()
	default:
		b.object.Hide()
		return
	}
	parts.Show(b.details, problemDetails(b.desk.Snap, b.desk.Now()) != "")
	parts.Show(b.buttons, b.look.Visible() || b.try.Visible() || b.details.Visible())
	b.text.Set(text)
	b.line.Set(text)
	b.object.Show()
}

func (b *banner) setStyle(s parts.Style) {
	b.text.SetStyle(s)
	b.line.SetStyle(s)
}

// The two voices of the banner.
var (
	alarming = parts.Style{Size: theme.SizeNameCaptionText, Color: look.Warn, Bold: true}
	quiet    = parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
)

// bannerFor is what needs attention; an empty text means that nothing does.
func bannerFor(s inbox.Snapshot, now time.Time) (look.IconName, string) {
	switch {
	case s.Connection.Outage():
		return look.IconOffline, offlineText(s, now)
	case !s.Mailbox.Since.IsZero():
		return look.IconWarning, listText(lang.L("Voicemail has been unavailable since {{.Time}}.",
			since(s.Mailbox)), s.Mailbox)
	case !s.History.Since.IsZero():
		return look.IconWarning, listText(lang.L("The call history has been unavailable since {{.Time}}.",
			since(s.History)), s.History)
	case s.Account.Demo:
		return look.IconWarning,
			lang.L("This is the demo: a simulated phone system with made-up callers. No call leaves this computer.")
	}
	return "", ""
}

func since(l inbox.ListState) map[string]any { return map[string]any{"Time": words.Clock(l.Since)} }

func listText(text string, l inbox.ListState) string { return text + " " + desk.ProblemText(l.Problem) }

// offlineText says since when, why, and what happens next.
func offlineText(s inbox.Snapshot, now time.Time) string {
	text := lang.L("Offline since {{.Time}}.", map[string]any{"Time": words.Clock(s.Connection.Since)})
	if m := desk.ProblemText(s.Connection.Problem); m != "" {
		text = m
	}
	if wait := s.Connection.RetryAt.Sub(now); wait >= time.Second {
		text += " " + lang.L("Next try in {{.Wait}}.", map[string]any{"Wait": words.Span(wait)})
	}
	return text
}
