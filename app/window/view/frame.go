package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/parts"
	"istratray/app/window/words"
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

// page is one place of the navigation.
type page interface {
	object() fyne.CanvasObject
	render()                 // the snapshot is another one, or the page has come into view
	indexed()                // the index is another one
	sounded()                // the player has moved on
	focus()                  // takes the keyboard
	search()                 // goes to the search field
	key(*fyne.KeyEvent) bool // handles a key, or says that it has no use for it
	chord(fyne.KeyName)      // handles Ctrl+Shift and C (call), U (mark), N (next), and Ctrl+A
}

// frame is what a signed-in user sees: navigation, banners and the page. Pages are made when they
// are first opened, so that the window is there at once.
type frame struct {
	ui         *UI
	object     *fyne.Container
	sidebar    *sidebar
	banner     *banner
	stage      *fyne.Container // holds the page in view
	bar        *playerBar
	voicemails *voicemailPage
	pages      map[pageID]page // those made so far
	current    pageID
}

// newFrame makes the frame of a UI.
func newFrame(u *UI) {
	f := &frame{ui: u, stage: container.NewStack(), pages: map[pageID]page{}}
	u.frame = f
	f.sidebar = newSidebar(u, f)
	f.banner = newBanner(u)
	f.voicemails = newVoicemailPage(u)
	f.pages[pageVoicemails] = f.voicemails
	f.bar = newPlayerBar(u)
	f.object = container.New(adaptive{f}, f.sidebar.object, f.banner.object, f.stage, f.bar.object)
	f.open(pageVoicemails)
}

// page is the one in view.
func (f *frame) page() page { return f.pages[f.current] }

// split is that of the page in view, or nil.
func (f *frame) split() *split {
	switch p := f.page().(type) {
	case *voicemailPage:
		return p.split
	case *callPage:
		return p.split
	case *followUpPage:
		return p.split
	case *dialPage:
		return p.split
	}
	return nil
}

// get makes a page if it is not there yet.
func (f *frame) get(id pageID) page {
	p, ok := f.pages[id]
	if !ok {
		p = f.make(id)
		f.pages[id] = p
	}
	return p
}

func (f *frame) make(id pageID) page {
	switch id {
	case pageCalls:
		return newCallPage(f.ui)
	case pageFollowUps:
		return newFollowUpPage(f.ui)
	case pageDial:
		return newDialPage(f.ui)
	default:
		return newSettingsPage(f.ui)
	}
}

// open brings a page into view.
func (f *frame) open(id pageID) {
	if id == f.current {
		return
	}
	p := f.get(id)
	f.current = id
	if _, nav := f.ui.Window.Canvas().Focused().(*parts.NavItem); !nav {
		f.ui.Window.Canvas().Unfocus() // what had the keyboard is out of view
	}
	f.sidebar.mark(id)
	f.stage.Objects = []fyne.CanvasObject{p.object()}
	p.render()
	f.stage.Refresh()
	f.bar.render()
}

// render shows the snapshot in what is in view.
func (f *frame) render() {
	f.sidebar.render()
	f.banner.render()
	f.page().render()
	f.bar.render()
}

// indexed shows what was only waiting for the index.
func (f *frame) indexed() {
	f.page().indexed()
	f.recount()
}

// recount brings the number of those who wait up to date, which is seen from every page.
func (f *frame) recount() {
	if f.current != pageFollowUps {
		f.get(pageFollowUps).indexed()
	}
}

// sounded shows where the player stands.
func (f *frame) sounded() {
	f.page().sounded()
	f.bar.render()
}

// tick refreshes ages, and the headings after midnight.
func (f *frame) tick(now time.Time) {
	f.sidebar.tick(now)
	f.banner.render()
	if !words.SameDay(now, f.ui.tickDay) {
		f.ui.tickDay = now
		f.page().render()
	}
}
