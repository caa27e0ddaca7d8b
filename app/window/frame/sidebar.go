package frame

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// sidebarWidth grows with the text, but slower.
func sidebarWidth() float32 { return 104 + 8*look.TextSize(theme.SizeNameText) }

// sidebar is the navigation, and below it who is signed in and how fresh everything is.
type sidebar struct {
	desk    *desk.Desk
	object  fyne.CanvasObject
	account *fyne.Container // hidden while nobody is known, and where there is no room
	brand   fyne.CanvasObject
	title   *parts.Text
	shape   shape
	known   bool // who is signed in
	items   map[pageID]*parts.NavItem
	face    *parts.Avatar
	name    *parts.Text
	state   *parts.Text
	lamp    *parts.Lamp
}

func newSidebar(d *desk.Desk, visit func(pageID)) *sidebar {
	s := &sidebar{desk: d, items: map[pageID]*parts.NavItem{}}
	add := func(id pageID, label string, icon look.IconName) fyne.CanvasObject {
		s.items[id] = parts.NewNavItem(label, icon, func() { visit(id) })
		return s.items[id]
	}
	caption := theme.SizeNameCaptionText
	s.face = parts.NewAvatar("", 32)
	s.name = parts.NewText("", parts.Style{Bold: true})
	s.state = parts.NewText("", parts.Style{Size: caption, Color: look.Muted})
	s.lamp = parts.NewLamp()

	s.brand = parts.NewPicture(look.Brand(false), 28)
	s.title = parts.NewText("Istra Tray", parts.Style{Size: theme.SizeNameSubHeadingText, Bold: true})
	pages := container.New(navigation{s}, s.brand, s.title,
		add(pageVoicemails, lang.L("Voicemail"), look.IconVoicemail),
		add(pageCalls, lang.L("Calls"), look.IconCalls),
		add(pageFollowUps, lang.L("To call back"), look.IconFollowUp),
		add(pageDial, lang.L("Dial"), look.IconDial),
		add(pageSettings, lang.L("Settings"), look.IconSettings))
	s.items[pageFollowUps].Quiet()
	s.account = parts.Pad(parts.Border(nil, nil, parts.Pad(s.face, 0, 0, 0, look.S), nil,
		parts.VBox(0, s.name, parts.Border(nil, nil, parts.Middle(s.lamp), nil, s.state))), 0, 0, look.XS, 0)
	pages.Add(s.account)
	s.account.Hide()
	s.object = container.NewStack(parts.NewFill(look.Sidebar), parts.Group(parts.RoleTabs, lang.L("Pages"), pages))
	return s
}

// mark shows which page is in view.
func (s *sidebar) mark(id pageID) {
	for other, item := range s.items {
		item.SetCurrent(other == id)
	}
}

func (s *sidebar) render() {
	snap := s.desk.Snap
	if snap.Known {
		s.items[pageVoicemails].SetCount(snap.Counts.UnreadVoicemails)
		s.items[pageCalls].SetCount(snap.Counts.MissedCalls)
	}
	s.items[pageFollowUps].SetCount(s.desk.ToCall())
	name := snap.Account.Name
	if name == "" {
		name = snap.Account.Login
	}
	s.known = name != ""
	parts.Show(s.account, s.known && s.shape == wide)
	if !s.known {
		return
	}
	s.face.Set(name, "")
	s.name.Set(name)
	s.lamp.Set(lampFor(snap.Connection.State))
	s.tick(s.desk.Now())
}

func (s *sidebar) tick(now time.Time) { s.state.Set(words.Freshness(s.desk.Snap, now)) }

func lampFor(state inbox.ConnectionState) fyne.ThemeColorName {
	switch state {
	case inbox.Online:
		return look.Good
	case inbox.Connecting, inbox.Syncing:
		return look.Muted
	case inbox.Offline:
		return look.Warn
	}
	return look.Danger
}
