package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/pages"
	"istratray/app/window/parts"
	"istratray/app/window/settingspage"
)

// pageID names a page; the values are those of control.Show.
type pageID string

// The pages of the navigation, from top to bottom.
const (
	pageVoicemails pageID = "voicemails"
	pageCalls      pageID = "calls"
	pageFollowUps  pageID = "followups"
	pageDial       pageID = "dial"
	pageSettings   pageID = "settings"
)

// makers make the pages, each when it is first opened. A new page needs a line here and one in the sidebar.
var makers = map[pageID]func(*places) page{
	pageVoicemails: func(p *places) page { return p.voicemails },
	pageCalls:      func(p *places) page { return pages.NewCalls(p.desk) },
	pageFollowUps:  func(p *places) page { return pages.NewFollowUps(p.desk) },
	pageDial:       func(p *places) page { return pages.NewDial(p.desk) },
	pageSettings:   func(p *places) page { return settingspage.New(p.desk, p.renew) },
}

// known reports whether there is such a page.
func known(id pageID) bool { return makers[id] != nil }

// page is one place of the navigation.
type page interface {
	Object() fyne.CanvasObject
	Render() // the snapshot is another one, or the page has come into view
}

// places are the pages. They are made when they are first opened, so that the window is there at once.
type places struct {
	desk       *desk.Desk
	renew      func()          // asks for another password
	stage      *fyne.Container // holds the page in view
	voicemails *pages.Voicemails
	made       map[pageID]page
	worn       map[pageID]fyne.Theme // what each page that was left had
	current    pageID
}

func newPlaces(d *desk.Desk, renew func()) *places {
	voicemails := pages.NewVoicemails(d)
	return &places{
		desk: d, renew: renew, stage: container.NewStack(), voicemails: voicemails,
		made: map[pageID]page{pageVoicemails: voicemails}, worn: map[pageID]fyne.Theme{},
	}
}

// page is the one in view.
func (p *places) page() page { return p.made[p.current] }

// list is the page in view where that is a list, else nil.
func (p *places) list() pages.Page {
	list, _ := p.page().(pages.Page)
	return list
}

// showsMessage reports whether a message is in view with its own player.
func (p *places) showsMessage(id string) bool {
	return p.current == pageVoicemails && p.voicemails.Shows(id)
}

// put brings a page onto the stage.
func (p *places) put(id pageID) {
	if p.made[id] == nil {
		p.made[id] = makers[id](p)
	}
	p.worn[p.current] = fyne.CurrentApp().Settings().Theme()
	p.current = id
	p.stage.Objects = []fyne.CanvasObject{p.page().Object()}
}

// redress has the page that has come into view follow a theme that was changed meanwhile: Fyne gives a new one only to
// what is in the window.
func (p *places) redress() {
	settings := fyne.CurrentApp().Settings()
	if now, worn := settings.Theme(), p.worn[p.current]; worn != nil && worn != now {
		settings.SetTheme(now)
	}
}

// open brings a page into view.
func (f *Frame) open(id pageID) {
	if id == f.places.current {
		return
	}
	f.places.put(id)
	f.eager = false
	parts.HideTips(f.desk.Window.Canvas()) // of what is no longer there
	if _, nav := f.desk.Window.Canvas().Focused().(*parts.NavItem); !nav {
		f.desk.Window.Canvas().Unfocus() // what had the keyboard is out of view
	}
	f.sidebar.mark(id)
	f.renderPage()
	f.places.stage.Refresh()
	f.places.redress()
	f.bar.render()
}

// resume opens what was in view when the window was closed.
func (f *Frame) resume() {
	kept := f.desk.Memory.Get()
	id := pageID(kept.Page)
	if !known(id) {
		id = pageVoicemails
	}
	f.open(id)
	if p := f.places.list(); p != nil && kept.Item != "" {
		p.Show(control.Show{Item: kept.Item})
	}
}

// keep remembers what is in view, where that is a list: settings are an errand. Of callers nothing is remembered: their
// keys are numbers, which would outlive the account.
func (f *Frame) keep() {
	page, item := "", ""
	if p := f.places.list(); p != nil && f.desk.Snap.Connection.State != inbox.SignedOut {
		page = string(f.places.current)
		if f.places.current == pageVoicemails || f.places.current == pageCalls {
			item = p.Chosen()
		}
	}
	f.desk.Leave(page, item)
}

// goTo opens a page and gives it the keyboard. A page that has nothing yet to take it does so once it has.
func (f *Frame) goTo(id pageID) {
	f.open(id)
	canvas := f.desk.Window.Canvas()
	switch p := f.places.page().(type) {
	case pages.Page:
		p.Focus()
		f.eager = canvas.Focused() == nil
	case interface{ Focus() }:
		if canvas.Focused() == nil { // else it is where the page was chosen
			p.Focus()
		}
	}
}

// takeUp gives the keyboard to the list that was to have it and was empty, unless something else has it by now.
func (f *Frame) takeUp() {
	if p := f.places.list(); f.eager && p != nil {
		f.eager = false
		if f.desk.Window.Canvas().Focused() == nil {
			p.Focus()
		}
	}
}
