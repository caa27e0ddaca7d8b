package pages

import (
	"cmp"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// voicemailPane is one message: who, the player, and what can be done with it.
type voicemailPane struct {
	detail
	desk   *desk.Desk
	v      inbox.Voicemail
	player *playerCard
	mark   *parts.Button
	call   *parts.Button
	more   *parts.Button
	remove *parts.Button
}

func newVoicemailPane(d *desk.Desk, page *Voicemails) *voicemailPane {
	hint := parts.NewEmpty(look.IconVoicemail, lang.L("Nothing selected"), lang.L("Select a message to play it."))
	p := &voicemailPane{desk: d, detail: newDetail(d, hint), player: newPlayerCard(d, page)}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Primary, func() {
		d.Phone.Call(p.v.Dialable(), p.v.Shown())
	})
	p.mark = parts.NewButton("", "", parts.Plain, func() { d.SetRead(p.v.ID, !p.v.Read) })
	p.mark.Reserve(lang.L("Mark read"), lang.L("Mark unread"))
	p.remove = parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, func() {
		page.removeItems(inbox.VoicemailItem, p.v.Shown(), p.v.ID)
	})
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() {
		items := append(page.moreItems(p.v), p.player.said.items()...)
		popUpBelow(d, p.more, withPerson(items, p.head.items())...)
	})
	p.more.SetName(lang.L("More"))
	p.more.OpensMenu()
	p.build(p.player.object, parts.Yield(parts.Apart(look.S, p.call, p.mark, p.more, p.remove), p.remove, p.mark))
	return p
}

func (p *voicemailPane) show(v inbox.Voicemail) {
	p.v = v
	p.head.set(p.desk.Book.Called(v.Shown(), v.Number, v.Callback),
		p.desk.Book.ShownWith(v.Number, v.Callback), p.when(v))
	p.head.tell(senderOf(v))
	p.player.show(v)
	p.call.SetEnabled(v.Dialable() != "")
	if v.Read {
		p.mark.Set(lang.L("Mark unread"), "")
		p.mark.SetSign(look.IconUnread)
	} else {
		p.mark.Set(lang.L("Mark read"), "")
		p.mark.SetSign(look.IconRead)
	}
	lost := p.player.lost()
	p.mark.SetEnabled(!lost)
	p.remove.SetEnabled(!lost)
	p.thread.show(cmp.Or(v.Person, p.desk.Book.KeyOf(v.Number, v.Callback, v.Label)), p.desk.Book.Named(v.Shown()))
	p.open(v.ID)
}

// when says when it was left, and that it was not heard yet.
func (p *voicemailPane) when(v inbox.Voicemail) string {
	if v.Read {
		return words.Moment(v.Time, p.desk.Now())
	}
	return words.Moment(v.Time, p.desk.Now()) + " · " + lang.L("unread")
}
