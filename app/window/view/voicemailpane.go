package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// voicemailPane is one message: who, the player, and what can be done with it.
type voicemailPane struct {
	ui     *UI
	object *fyne.Container
	column fyne.CanvasObject
	thread *thread
	none   fyne.CanvasObject
	blank  fyne.CanvasObject
	v      inbox.Voicemail
	head   *personHead
	player *playerCard
	mark   *parts.Button
	call   *parts.Button
	more   *parts.Button
}

func newVoicemailPane(u *UI) *voicemailPane {
	p := &voicemailPane{ui: u, head: newPersonHead(), player: newPlayerCard(u)}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Plain, func() { u.call(p.v.Dialable(), p.v.Label) })
	p.mark = parts.NewButton("", "", parts.Plain, func() { u.setRead(p.v.ID, !p.v.Read) })
	remove := parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, func() {
		u.remove(inbox.VoicemailItem, p.v.ID, p.v.Label)
	})
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() { u.popUpBelow(p.more, u.frame.voicemails.moreItems(p.v)...) })
	p.thread = newThread(u)
	top := parts.VBox(look.L, p.head.object, p.player.object, parts.Flow(look.S, p.call, p.mark, remove, p.more))
	p.column = parts.Border(parts.Pad(top, look.XL, look.L, look.XL, look.XL), nil, nil, nil, p.thread.object)
	p.none = parts.NewEmpty(look.IconVoicemail, lang.L("Nothing chosen"), lang.L("Choose a message in the list to listen to it."))
	p.blank = container.NewWithoutLayout()
	p.object = container.NewStack(p.blank)
	return p
}

func (p *voicemailPane) put(o fyne.CanvasObject) {
	if p.object.Objects[0] != o {
		p.object.Objects = []fyne.CanvasObject{o}
		p.object.Refresh()
	}
}

// clear shows no item: a hint where there is something to choose from, else nothing.
func (p *voicemailPane) clear(hint bool) {
	p.v = inbox.Voicemail{}
	if hint {
		p.put(p.none)
		return
	}
	p.put(p.blank)
}

func (p *voicemailPane) show(v inbox.Voicemail) {
	p.v = v
	p.head.set(p.ui.named(v.Label), p.ui.shown(v.Number, v.Callback), words.Moment(v.Time, p.ui.Now()))
	p.player.show(v)
	p.call.SetEnabled(v.Dialable() != "")
	if v.Read {
		p.mark.Set(lang.L("Mark unread"), "")
	} else {
		p.mark.Set(lang.L("Mark read"), "")
	}
	p.thread.show(p.ui.keyOf(v.Number, v.Callback, v.Label))
	p.put(p.column)
}

func (p *voicemailPane) sounded() {
	p.player.render()
	p.thread.list.Refill()
}
