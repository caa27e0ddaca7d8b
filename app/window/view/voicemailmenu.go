package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/parts"
)

// menu is the context menu of a message; where several are marked, of all of them.
func (p *voicemailPage) menu(i int, at fyne.Position) {
	if len(p.list.Marked()) > 1 {
		p.menuOfSeveral(at)
		return
	}
	v := p.items[i]
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Play"), func() { p.ui.play(v.ID, 0) }),
		callItem(p.ui, lang.L("Call back"), v.Dialable(), v.Shown()),
		markItem(p, v),
		fyne.NewMenuItemSeparator(),
	}
	items = append(items, p.moreItems(v)...)
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete"), func() { p.ui.remove(inbox.VoicemailItem, v.Shown(), v.ID) }))
	p.ui.popUp(at, items...)
}

func markItem(p *voicemailPage, v inbox.Voicemail) *fyne.MenuItem {
	label := lang.L("Mark read")
	if v.Read {
		label = lang.L("Mark unread")
	}
	return fyne.NewMenuItem(label, func() { p.ui.setRead(v.ID, !v.Read) })
}

func (p *voicemailPage) menuOfSeveral(at fyne.Position) {
	p.ui.popUp(at,
		fyne.NewMenuItem(lang.L("Mark read"), func() { p.markChosen(true) }),
		fyne.NewMenuItem(lang.L("Mark unread"), func() { p.markChosen(false) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete"), p.removeChosen),
	)
}

// moreItems are what is seldom wanted of a message.
func (p *voicemailPage) moreItems(v inbox.Voicemail) []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Save to Downloads"), func() { p.ui.saveVoicemail(v) }),
		copyItem(p.ui, p.ui.shown(v.Number, v.Callback)),
	}
	if v.PlayNumber != "" {
		items = append(items, fyne.NewMenuItem(lang.L("Listen on my phone"), func() { p.ui.hear(v) }))
	}
	return items
}

// callItem calls somebody, and says at which number.
func callItem(u *UI, label, number, name string) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, func() { u.call(number, name) })
	item.Disabled = number == ""
	if number != "" {
		item.Label += " (" + parts.Clean(u.book.Check(number).Shown) + ")"
	}
	return item
}

func copyItem(u *UI, number string) *fyne.MenuItem {
	item := fyne.NewMenuItem(lang.L("Copy number"), func() { u.copy(number) })
	item.Disabled = number == ""
	return item
}

func (p *voicemailPage) markChosen(read bool) {
	p.ui.markSeveral(p.chosen(), read)
}
