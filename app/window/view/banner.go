package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// banner is the strip above the page that says what is unusual: no connection, or the demo.
type banner struct {
	ui     *UI
	object *fyne.Container
	icon   *parts.Icon
	text   *parts.Text
	look   *parts.Button // at the certificate, where that is what keeps the account offline
}

func newBanner(u *UI) *banner {
	b := &banner{
		ui:   u,
		icon: parts.NewIcon(look.IconOffline, look.Warn, 16),
		text: parts.NewText("", parts.Style{Size: theme.SizeNameCaptionText, Color: look.Warn, Bold: true}),
	}
	b.look = parts.NewButton(lang.L("Look at the certificate"), "", parts.Quiet, func() { u.gate.examine() })
	b.look.Hide()
	row := parts.Border(nil, nil, parts.Pad(b.icon, 0, 0, 0, look.S), b.look, b.text)
	b.object = container.NewStack(parts.NewFill(look.WarnSoft), parts.Pad(row, look.S, look.S, look.L, look.L))
	b.object.Hide()
	return b
}

func (b *banner) render() {
	b.look.Hide()
	if canExamine(b.ui.snap.Connection) {
		b.look.Show()
	}
	icon, text := bannerFor(b.ui.snap, b.ui.Now())
	if text == "" {
		b.object.Hide()
		return
	}
	b.icon.Set(icon, look.Warn)
	b.text.Set(text)
	b.object.Show()
}

func bannerFor(s inbox.Snapshot, now time.Time) (look.IconName, string) {
	switch {
	case s.Connection.Outage():
		return look.IconOffline, offlineText(s, now)
	case s.Account.Demo:
		return look.IconWarning, lang.L("This is the demo: a simulated phone system with made-up callers. No call leaves this computer.")
	}
	return "", ""
}

// offlineText says since when, why, and what happens next.
func offlineText(s inbox.Snapshot, now time.Time) string {
	text := lang.L("Offline since {{.Time}}.", map[string]any{"Time": words.Clock(s.Connection.Since)})
	if m := s.Connection.Problem.Message; m != "" {
		text = m
	}
	if wait := s.Connection.RetryAt.Sub(now); wait >= time.Second {
		text += " " + lang.L("Next try in {{.Wait}}.", map[string]any{"Wait": words.Span(wait)})
	}
	return text
}
