package pages

import (
	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
)

// menu is the context menu of a message, short enough for a low window: the rest is in the pane's. Where several are
// marked, it is of all of them.
func (p *Voicemails) menu(i int, at fyne.Position) {
	if len(p.list.Marked()) > 1 {
		p.menuOfSeveral(at)
		return
	}
	v := p.items[i]
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Play"), func() { p.desk.Player.Start(v.ID) }),
		callItem(p.desk, lang.L("Call back"), v.Dialable(), v.Shown()),
		markItem(p, v),
		fyne.NewMenuItemSeparator(),
	}
	often := append([]*fyne.MenuItem{saveItem(p.desk, v)}, p.numberItems(v)...)
	items = append(items, withPerson(often, personItems(p.desk, senderOf(v), p.edit))...)
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete"), func() { p.removeItems(inbox.VoicemailItem, v.Shown(), v.ID) }))
	popUp(p.desk, at, items...)
}

func markItem(p *Voicemails, v inbox.Voicemail) *fyne.MenuItem {
	label := lang.L("Mark read")
	if v.Read {
		label = lang.L("Mark unread")
	}
	return fyne.NewMenuItem(label, func() { p.desk.SetRead(v.ID, !v.Read) })
}

func (p *Voicemails) menuOfSeveral(at fyne.Position) {
	popUp(p.desk, at,
		fyne.NewMenuItem(lang.L("Mark read"), func() { p.markChosen(true) }),
		fyne.NewMenuItem(lang.L("Mark unread"), func() { p.markChosen(false) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete"), p.removeChosen),
	)
}

// moreItems are what is seldom wanted of a message.
func (p *Voicemails) moreItems(v inbox.Voicemail) []*fyne.MenuItem {
	start := fyne.NewMenuItem(lang.L("Play from the start"), func() { p.desk.Player.Play(v.ID, 0) })
	return append(append([]*fyne.MenuItem{start}, shareItems(p.desk, v)...), p.numberItems(v)...)
}

// numberItems are what a message's numbers are good for, beside calling back.
func (p *Voicemails) numberItems(v inbox.Voicemail) []*fyne.MenuItem {
	items := []*fyne.MenuItem{copyItem(p.desk, p.desk.Book.Shown(v.Number, v.Callback))}
	if v.PlayNumber != "" {
		items = append(items, fyne.NewMenuItem(lang.L("Listen on my phone"), func() { p.desk.Phone.Hear(v) }))
	}
	return items
}

// callItem calls someone, and says at which number.
func callItem(d *desk.Desk, label, number, name string) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, func() { d.Phone.Call(number, name) })
	item.Disabled = number == ""
	if number != "" {
		item.Label += " (" + parts.Clean(d.Book.Check(number).Shown) + ")"
	}
	return item
}

func copyItem(d *desk.Desk, number string) *fyne.MenuItem {
	item := fyne.NewMenuItem(lang.L("Copy number"), func() { copyNumber(d, number) })
	item.Disabled = number == ""
	return item
}

func (p *Voicemails) markChosen(read bool) {
	markSeveral(p.desk, p.chosen(), read)
}
