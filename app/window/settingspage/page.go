package settingspage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// Page is everything that can be chosen. A choice counts at once; only what the phone system has to accept has a
// button.
type Page struct {
	desk     *desk.Desk
	root     *fyne.Container
	account  *accountSection
	calling  *callingSection
	playback *playbackSection
	texts    *transcriptSection
	start    *startSection
	support  *supportSection
	people   *peopleSection
	programs *programsSection
	scroll   *container.Scroll
}

// New makes the page; renew asks for another password.
func New(d *desk.Desk, renew func()) *Page {
	p := &Page{
		desk: d, root: container.NewStack(), account: newAccountSection(d, renew), calling: newCallingSection(d),
		playback: newPlaybackSection(d), texts: newTranscriptSection(d), start: newStartSection(d),
		support: newSupportSection(d),
		people:  newPeopleSection(d), programs: newProgramsSection(d),
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
		p.people.object,
		notificationSection(p.desk),
		p.playback.object,
		p.texts.object,
		p.programs.object,
		appearanceSection(p.desk),
		p.start.object,
		p.support.object,
	)
	p.scroll = container.NewVScroll(parts.Pad(parts.AtMost(column, settingsWidth), look.L, look.XL, look.L, look.L))
	p.root.Objects = []fyne.CanvasObject{p.scroll}
	p.root.Refresh()
}

// Object is the page's content.
func (p *Page) Object() fyne.CanvasObject { return p.root }

// Render shows what the snapshot and the system say.
func (p *Page) Render() {
	p.account.render()
	p.calling.render()
	p.playback.render()
	p.texts.render()
	p.start.render()
	p.support.render()
	p.people.render()
}

// Tick updates what changes without a snapshot. It is called once a second.
func (p *Page) Tick() { p.people.tick() }

// Focus takes the keyboard, at the first button that does no harm.
func (p *Page) Focus() { p.desk.Window.Canvas().Focus(p.account.password) }

// scrollStep is how far an arrow key scrolls.
const scrollStep = 3 * look.XL

// Scroll moves through the page by a key that nothing in it has taken.
func (p *Page) Scroll(key fyne.KeyName) {
	view, y := p.scroll.Size().Height, p.scroll.Offset.Y
	end := p.scroll.Content.MinSize().Height - view
	switch key {
	case fyne.KeyUp:
		y -= scrollStep
	case fyne.KeyDown:
		y += scrollStep
	case fyne.KeyPageUp:
		y -= view - scrollStep
	case fyne.KeyPageDown:
		y += view - scrollStep
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = end
	}
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, end))))
}

// Reveal brings a section into view, and what one begins with there: people.
func (p *Page) Reveal(name string) {
	if name == "people" {
		p.scroll.ScrollToBottom() // from there back to the beginning of the section
		p.people.reveal()
	}
}
