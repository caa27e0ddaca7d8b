package settingspage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"istratray/app/settings"
	"istratray/app/window/desk"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// settingText is the room that the words of a setting get beside its control; with less, the control is below.
const settingText = 150

// settingsWidth is the widest that a line of settings gets.
const settingsWidth = 640

// Page is everything that can be chosen. A choice counts at once; there is no button to
// confirm it, but where the platform has a say.
type Page struct {
	desk     *desk.Desk
	root     *fyne.Container
	account  *accountSection
	calling  *callingSection
	playback *playbackSection
	start    *startSection
	support  *supportSection
}

// New makes the page; renew asks for another password.
func New(d *desk.Desk, renew func()) *Page {
	p := &Page{
		desk: d, root: container.NewStack(), account: newAccountSection(d, renew), calling: newCallingSection(d),
		playback: newPlaybackSection(d), start: newStartSection(d), support: newSupportSection(d),
	}
	p.build()
	return p
}

// build makes the controls from the settings as they are.
func (p *Page) build() {
	column := parts.VBox(look.XL,
		parts.NewText(lang.L("Settings"), parts.Style{Size: look.Title, Bold: true}),
		p.account.object,
		p.calling.object,
		notificationSection(p.desk),
		p.playback.object,
		appearanceSection(p.desk),
		p.start.object,
		p.support.object,
	)
	p.root.Objects = []fyne.CanvasObject{container.NewVScroll(parts.Pad(parts.AtMost(column, settingsWidth), look.L, look.XL, look.L, look.L))}
	p.root.Refresh()
}

// Object is what the page looks like.
func (p *Page) Object() fyne.CanvasObject { return p.root }

// Render shows what the snapshot and the system say.
func (p *Page) Render() {
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
func toggle(d *desk.Desk, name, help string, of func(*settings.Settings) *bool, also func(bool)) fyne.CanvasObject {
	return setting(name, help, parts.NewSwitch(*of(&d.Preferences.Current), func(on bool) {
		d.Preferences.Change(func(s *settings.Settings) { *of(s) = on })
		if also != nil {
			also(on)
		}
	}))
}
