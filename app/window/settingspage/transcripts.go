package settingspage

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/settings"
	"istratray/app/transcribe/engines"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// tryPause is the time between two questions how far a transcript is.
const tryPause = 500 * time.Millisecond

// transcriptSection is what turns voicemails into text.
type transcriptSection struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	choice  *parts.Choice
	found   []engines.Engine // on this computer
	engines []engines.Engine // of the choice, after none
	help    *parts.Paragraph
	try     *parts.Button
	outcome *parts.Paragraph
	alert   *parts.Alert
}

func newTranscriptSection(d *desk.Desk) *transcriptSection {
	caption := parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
	s := &transcriptSection{
		desk: d, choice: parts.NewChoice(lang.L("Off")), help: parts.NewParagraph("", caption, settingsWidth-2*look.L),
		outcome: parts.NewParagraph("", parts.Style{}, settingsWidth-2*look.L),
		alert:   parts.NewAlert(settingsWidth - 2*look.L),
	}
	s.try = parts.NewButton(lang.L("Try it on the newest message"), "", parts.Plain, s.tryIt)
	s.choice.SetSelectedIndex(0)
	s.choice.OnChanged = s.chosen
	s.help.Hide()
	s.outcome.Hide()
	s.object = section(lang.L("Transcripts"),
		parts.VBox(look.S,
			setting(lang.L("Turn voicemails into text"),
				lang.L("By a program on this computer. Istra Tray sends nothing anywhere."),
				wide(s.choice, 220)),
			s.help, parts.Flow(look.S, s.try), s.outcome, s.alert))
	s.show(nil)
	d.Preferences.Follow(func() { s.show(s.found) })
	return s
}

// render looks for programs: one may have been installed in the meantime.
func (s *transcriptSection) render() {
	var found []engines.Engine
	s.desk.Do(func(context.Context) error {
		found = engines.Found()
		return nil
	}, func(error) { s.show(found) })
}

// show offers what was found, and what is set.
func (s *transcriptSection) show(found []engines.Engine) {
	s.found = found
	set := s.desk.Preferences.Current.Transcriber
	at := slices.IndexFunc(found, func(e engines.Engine) bool { return slices.Equal(e.Args, set) })
	if at < 0 && len(set) > 0 {
		at, found = len(found), append(found[:len(found):len(found)],
			engines.Engine{Name: filepath.Base(set[0]), Args: set})
	}
	s.engines = found
	options := []string{lang.L("Off")}
	for _, e := range found {
		options = append(options, parts.Clean(e.Name))
	}
	s.choice.Options, s.choice.Selected = options, options[at+1]
	s.choice.Refresh()
	help := ""
	if len(found) == 0 {
		help = lang.L("No program for it was found. Install PocketSphinx, whisper.cpp or Vosk, or set one of your own.")
	}
	s.help.Set(help)
	parts.Show(s.help, help != "")
	s.offer()
}

// offer shows the button where there is something to try, and to try it on.
func (s *transcriptSection) offer() {
	parts.Show(s.try, len(s.desk.Preferences.Current.Transcriber) > 0)
	s.try.SetEnabled(len(s.desk.Snap.Voicemails) > 0)
}

func (s *transcriptSection) chosen(string) {
	var args []string
	if i := s.choice.SelectedIndex(); i > 0 {
		args = s.engines[i-1].Args
	}
	s.desk.Preferences.Change(func(p *settings.Settings) { p.Transcriber = args })
	s.tell("", "")
	s.offer()
}

// tryIt has the newest message turned into text, and shows what came of it.
func (s *transcriptSection) tryIt() {
	id := s.desk.Snap.Voicemails[0].ID
	s.try.SetEnabled(false)
	s.tell(lang.L("Making the transcript…"), "")
	var made inbox.Transcript
	s.desk.Do(func(ctx context.Context) (err error) {
		made, err = s.make(ctx, id)
		return err
	}, func(err error) {
		s.offer()
		switch {
		case err != nil:
			s.tell("", desk.Explain(err))
		case made.State == inbox.TranscriptFailed:
			s.tell("", control.Tell(lang.Problems(), made.Reason, made.Problem))
		case made.Text == "":
			s.tell(lang.L("No words were recognised."), "")
		default:
			s.tell(made.Text, "")
		}
	})
}

// make has a transcript made and waits for it.
func (s *transcriptSection) make(ctx context.Context, id string) (inbox.Transcript, error) {
	made, err := s.desk.Agent.MakeTranscript(ctx, id)
	pause := time.NewTicker(tryPause)
	defer pause.Stop()
	for err == nil && made.State == inbox.TranscriptRunning {
		if made, err = s.desk.Agent.Transcript(ctx, id); err != nil || made.State != inbox.TranscriptRunning {
			break
		}
		select {
		case <-ctx.Done():
			return made, ctx.Err()
		case <-pause.C:
		}
	}
	return made, err
}

// tell shows what came of the attempt, or what is wrong.
func (s *transcriptSection) tell(outcome, problem string) {
	s.outcome.Set(outcome)
	parts.Show(s.outcome, outcome != "")
	s.alert.Set(problem)
}
