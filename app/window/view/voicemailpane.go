package view

import (
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// voicemailPane is one message: who, the player, and what can be done with it.
type voicemailPane struct {
	detail
	ui     *UI
	v      inbox.Voicemail
	player *playerCard
	mark   *parts.Button
	call   *parts.Button
	more   *parts.Button
	bulk   *bulkPane
}

func newVoicemailPane(u *UI, page *voicemailPage) *voicemailPane {
	hint := parts.NewEmpty(look.IconVoicemail, lang.L("Nothing chosen"), lang.L("Choose a message in the list to listen to it."))
	p := &voicemailPane{ui: u, detail: newDetail(u, hint), player: newPlayerCard(u)}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Plain, func() { u.call(p.v.Dialable(), p.v.Shown()) })
	p.mark = parts.NewButton("", "", parts.Plain, func() { u.setRead(p.v.ID, !p.v.Read) })
	remove := parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, func() {
		u.remove(inbox.VoicemailItem, p.v.Shown(), p.v.ID)
	})
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() { u.popUpBelow(p.more, page.moreItems(p.v)...) })
	p.more.SetName(lang.L("More"))
	p.more.OpensMenu()
	p.bulk = newBulkPane(
		parts.NewButton(lang.L("Mark read"), "", parts.Plain, func() { page.markChosen(true) }),
		parts.NewButton(lang.L("Mark unread"), "", parts.Plain, func() { page.markChosen(false) }),
		parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, page.removeChosen))
	p.build(p.player.object, parts.Flow(look.S, p.call, p.mark, remove, p.more))
	return p
}

func (p *voicemailPane) clear(choice bool) {
	p.v = inbox.Voicemail{}
	p.close(choice)
}

// showSeveral offers what can be done with n messages.
func (p *voicemailPane) showSeveral(n int) {
	p.v = inbox.Voicemail{}
	p.bulk.set(n)
	put(p.detail.object, p.bulk.object)
}

func (p *voicemailPane) show(v inbox.Voicemail) {
	p.v = v
	p.head.set(p.ui.named(v.Shown()), p.ui.shownWith(v.Number, v.Callback), words.Moment(v.Time, p.ui.Now()))
	p.head.tell(v.Caller)
	p.player.show(v)
	p.call.SetEnabled(v.Dialable() != "")
	if v.Read {
		p.mark.Set(lang.L("Mark unread"), "")
	} else {
		p.mark.Set(lang.L("Mark read"), "")
	}
	p.thread.show(p.ui.keyOf(v.Number, v.Callback, v.Label))
	p.open()
}

func (p *voicemailPane) sounded() {
	p.player.render()
	p.thread.list.Refill()
}
