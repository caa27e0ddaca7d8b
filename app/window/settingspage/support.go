package settingspage

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// supportSection is what helps to find out why something does not work.
type supportSection struct {
	desk   *desk.Desk
	object fyne.CanvasObject
	lines  *fyne.Container
	shown  string
}

func newSupportSection(d *desk.Desk) *supportSection {
	s := &supportSection{desk: d, lines: parts.VBox(look.XS)}
	copyAll := parts.NewButton(lang.L("Copy for support"), look.IconCopy, parts.Plain, func() {
		fyne.CurrentApp().Clipboard().SetContent(s.shown)
		d.Say(lang.L("Copied. It contains no password and no phone number."), desk.ToastLong)
	})
	s.object = section(lang.L("Diagnostics"), s.lines, parts.Flow(look.S, copyAll))
	return s
}

// render shows what is known about the connection. No number and no name is in it.
func (s *supportSection) render() {
	snap, now := s.desk.Snap, s.desk.Now()
	facts := []string{
		lang.L("State: {{.State}}", map[string]any{"State": stateText(snap.Connection.State)}),
		lang.L("Since: {{.Time}}", map[string]any{"Time": words.Moment(snap.Connection.Since, now)}),
		lang.L("Last synced: {{.Time}}", map[string]any{"Time": words.Moment(snap.Updated, now)}),
		lang.L("Server: {{.Server}}", map[string]any{"Server": snap.Account.Server}),
		lang.L("Stored here: {{.Voicemails}} messages, {{.Calls}} calls",
			map[string]any{"Voicemails": len(snap.Voicemails), "Calls": len(snap.Calls)}),
	}
	if p := snap.Connection.Problem; p.Code != "" {
		facts = append(facts, lang.L("Problem: {{.Problem}}",
			map[string]any{"Problem": string(p.Code) + ", " + desk.ProblemText(p)}))
	}
	text := strings.Join(facts, "\n")
	if text == s.shown {
		return
	}
	s.shown = text
	s.lines.RemoveAll()
	for _, fact := range facts {
		s.lines.Add(parts.NewParagraph(fact, parts.Style{Size: theme.SizeNameCaptionText}, settingMeasure))
	}
}

func stateText(s inbox.ConnectionState) string {
	switch s {
	case inbox.Online:
		return lang.L("Connected")
	case inbox.Connecting:
		return lang.L("Connecting…")
	case inbox.Syncing:
		return lang.L("Reading the lists…")
	case inbox.Offline:
		return lang.L("Offline")
	case inbox.NeedsSignIn:
		return lang.L("Sign in again")
	}
	return lang.L("Signed out")
}
