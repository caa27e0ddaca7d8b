package settingspage

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"istratray/app/control"
	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// programsSection sets what happens when someone calls: a page in the browser, a command of the user's own.
type programsSection struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	label   *parts.Field // of the page
	page    *parts.Field
	command *parts.Field
	try     *parts.Button
	outcome *parts.Paragraph
}

func newProgramsSection(d *desk.Desk) *programsSection {
	s := &programsSection{desk: d, page: parts.NewField(lang.L("Address"), d.Frame.Takes),
		label:   parts.NewField(lang.L("Label of its button"), d.Frame.Takes),
		command: parts.NewField(lang.L("Program and arguments"), d.Frame.Takes),
		outcome: parts.NewParagraph("", caption(look.Muted), settingsWidth)}
	now := d.Preferences.Current
	s.page.SetPlaceHolder("https://crm.example.com/?tel={number}")
	s.page.SetText(now.CallerPage.URL)
	s.label.SetPlaceHolder(lang.L("Open caller's page"))
	s.label.SetText(now.CallerPage.Label)
	s.command.SetPlaceHolder("/home/anna/bin/on-voicemail --lamp")
	s.command.SetText(joined(now.Hook))
	s.page.OnChanged = func(string) { s.page.Fault(typingFault(s.callerPage())) }
	s.label.OnChanged = s.page.OnChanged
	s.command.OnChanged = func(string) { s.command.Fault("") }
	s.page.OnSubmitted = func(string) { s.savePage() }
	s.label.OnSubmitted = s.page.OnSubmitted
	s.command.OnSubmitted = func(string) { s.saveHook() }
	s.try = parts.NewButton(lang.L("Try it"), "", parts.Plain, s.tryHook)
	s.outcome.Hide()
	s.object = section(lang.L("When somebody calls"), s.pageLines(), s.hookLines())
	return s
}

func (s *programsSection) pageLines() fyne.CanvasObject {
	return parts.VBox(look.S, parts.NewParagraph(lang.L("A page for the caller"), parts.Style{}, settingMeasure),
		parts.NewParagraph(lang.L("Opens your CRM or ticket system in the browser. {number} and {name} are the caller's, {id} is the message's or call's."), caption(look.Muted), settingsWidth),
		s.page.Object, s.label.Object, parts.Flow(look.S, save(lang.L("Save the page"), s.savePage)))
}

func (s *programsSection) hookLines() fyne.CanvasObject {
	return parts.VBox(look.S, parts.NewParagraph(lang.L("A command"), parts.Style{}, settingMeasure),
		parts.NewParagraph(lang.L("Runs for each new voicemail and missed call, without a shell. Put arguments with spaces in double quotes."), caption(look.Muted), settingsWidth),
		s.command.Object, parts.Flow(look.S, save(lang.L("Save the command"), s.saveHook), s.try), s.outcome)
}

// save is a button whose name says what it saves, beside others with the same label.
func save(name string, do func()) *parts.Button {
	b := parts.NewButton(lang.L("Save"), "", parts.Plain, do)
	b.SetName(name)
	return b
}

func (s *programsSection) callerPage() settings.CallerPage {
	return settings.CallerPage{URL: strings.TrimSpace(s.page.Text), Label: strings.TrimSpace(s.label.Text)}
}

// pageFault says what is wrong with a page, or "".
func pageFault(p settings.CallerPage) string {
	switch p.Fault() {
	case settings.PageScheme:
		return lang.L("The address has to begin with https:// or http://.")
	case settings.PageHost:
		return lang.L("Placeholders can only come after the server's name.")
	case settings.PageLong:
		return lang.L("The address or the label is too long.")
	}
	if name := p.Unknown(); name != "" {
		return lang.L("There is no placeholder {{.Name}}. Use {number}, {name} or {id}.", map[string]any{"Name": name})
	}
	return ""
}

// typingFault is pageFault while an address is being typed: an incomplete one is not wrong yet.
func typingFault(p settings.CallerPage) string {
	if strings.HasPrefix("https://", p.URL) || strings.HasPrefix("http://", p.URL) {
		return ""
	}
	return pageFault(p)
}

func (s *programsSection) savePage() {
	page := s.callerPage()
	if fault := pageFault(page); fault != "" {
		s.page.Fault(fault)
		s.page.Focus()
		return
	}
	s.desk.Preferences.Change(func(p *settings.Settings) { p.CallerPage = page })
	s.desk.Say(lang.L("Saved"), desk.ToastShort)
}

// argv is the command that was typed; ok is false where it can't be read, which is then said.
func (s *programsSection) argv() (argv []string, ok bool) {
	argv, ok = split(s.command.Text)
	if !ok {
		s.command.Fault(lang.L("A double quote is not closed."))
		s.command.Focus()
	}
	return argv, ok
}

func (s *programsSection) saveHook() {
	if argv, ok := s.argv(); ok {
		s.desk.Preferences.Change(func(p *settings.Settings) { p.Hook = slices.Clone(argv) })
		s.desk.Say(lang.L("Saved"), desk.ToastShort)
	}
}

// tryHook runs what stands in the field for the newest voicemail, saved or not.
func (s *programsSection) tryHook() {
	argv, ok := s.argv()
	switch {
	case !ok:
		return
	case len(argv) == 0:
		s.command.Fault(lang.L("Enter a command."))
		s.command.Focus()
		return
	}
	s.try.SetEnabled(false)
	s.tell(lang.L("Running…"))
	var ended control.HookOutcome
	s.desk.Do(func(ctx context.Context) (err error) {
		ended, err = s.desk.Agent.TryHook(ctx, control.HookTrial{Command: argv})
		return err
	}, func(err error) {
		s.try.SetEnabled(true)
		if err != nil {
			s.outcome.Hide()
			s.command.Fault(desk.Explain(err))
			return
		}
		s.tell(outcomeText(ended))
	})
}

func (s *programsSection) tell(text string) {
	s.outcome.Set(text)
	s.outcome.Show()
}

// outcomeText is how a command ended, and what it wrote.
func outcomeText(o control.HookOutcome) string {
	text := lang.L("It ran without errors.")
	if o.Exit != 0 {
		text = lang.L("It ended with exit code {{.Code}}.", map[string]any{"Code": o.Exit})
	}
	if output := strings.TrimSpace(o.Output); output != "" {
		text += "\n" + output
	}
	return text
}
