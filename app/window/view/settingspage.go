package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"istratray/app/settings"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// settingText is the room that the words of a setting get beside its control; with less, the control is below.
const settingText = 150

// settingsWidth is the widest that a line of settings gets.
const settingsWidth = 640

// settingsPage is everything that can be chosen. A choice counts at once; there is no button to
// confirm it, but where the platform has a say.
type settingsPage struct {
	ui       *UI
	root     *fyne.Container
	account  *accountSection
	calling  *callingSection
	playback *playbackSection
	start    *startSection
	support  *supportSection
}

func newSettingsPage(u *UI) *settingsPage {
	p := &settingsPage{
		ui: u, root: container.NewStack(), account: newAccountSection(u), calling: newCallingSection(u),
		playback: newPlaybackSection(u), start: newStartSection(u), support: newSupportSection(u),
	}
	p.build()
	return p
}

// build makes the controls from the settings as they are.
func (p *settingsPage) build() {
	column := parts.VBox(look.XL,
		parts.NewText(lang.L("Settings"), parts.Style{Size: look.Title, Bold: true}),
		p.account.object,
		p.calling.object,
		notificationSection(p.ui),
		p.playback.object,
		appearanceSection(p.ui),
		p.start.object,
		p.support.object,
	)
	p.root.Objects = []fyne.CanvasObject{container.NewVScroll(parts.Pad(parts.AtMost(column, settingsWidth), look.L, look.XL, look.L, look.L))}
	p.root.Refresh()
}

func (p *settingsPage) object() fyne.CanvasObject  { return p.root }
func (p *settingsPage) focus()                     {}
func (p *settingsPage) search()                    {}
func (p *settingsPage) indexed()                   {}
func (p *settingsPage) sounded()                   {}
func (p *settingsPage) chord(fyne.KeyName)         {}
func (p *settingsPage) key(ev *fyne.KeyEvent) bool { return false }

func (p *settingsPage) render() {
	p.account.render()
	p.calling.render()
	p.playback.render()
	p.start.render()
	p.support.render()
}

// section puts a title over a card with lines of settings.
func section(title string, lines ...fyne.CanvasObject) fyne.CanvasObject {
	var column []fyne.CanvasObject
	for i, line := range lines {
		if i > 0 {
			column = append(column, parts.NewLine())
		}
		column = append(column, parts.Pad(line, look.M, look.M, look.L, look.L))
	}
	card := container.NewStack(parts.NewCard(look.Raised, look.Line, look.RadiusCard), parts.VBox(0, column...))
	head := parts.NewText(title, parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true})
	return parts.Group(parts.RoleGroup, title, parts.VBox(look.S, head, card))
}

// setting is a line: what it is, what it does, and at the right the control.
func setting(name, help string, control fyne.CanvasObject) fyne.CanvasObject {
	label := parts.NewText(name, parts.Style{})
	texts := parts.VBox(2, label)
	if help != "" {
		texts.Add(parts.NewParagraph(help, parts.Style{Size: theme.SizeNameCaptionText, Color: look.Muted}, 330))
	}
	return parts.Beside(look.S, settingText*look.Scale(), texts, parts.Labelled(label, help, control))
}

// toggle is a setting that is on or off. A change is told to also, unless that is nil.
func toggle(u *UI, name, help string, of func(*settings.Settings) *bool, also func(bool)) fyne.CanvasObject {
	return setting(name, help, parts.NewSwitch(*of(&u.preferences.current), func(on bool) {
		u.preferences.change(func(s *settings.Settings) { *of(s) = on })
		if also != nil {
			also(on)
		}
	}))
}
