package pages

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/clock"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// callPane shows one call: who, how it went, and what can be done.
type callPane struct {
	detail
	desk *desk.Desk
	c    inbox.Call
	icon *parts.Icon
	kind *parts.Text
	call *parts.Button
	more *parts.Button
	gone *parts.Button // deletes
}

func newCallPane(d *desk.Desk, page *Calls) *callPane {
	hint := parts.NewEmpty(look.IconCalls, lang.L("Nothing selected"),
		lang.L("Select a call to see more or to call back."))
	p := &callPane{desk: d, detail: newDetail(d, hint),
		icon: parts.NewIcon(look.IconIncoming, look.Muted, 18), kind: parts.NewText("", parts.Style{})}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Primary, func() {
		d.Phone.Call(p.c.Dialable(), p.c.Shown())
	})
	p.gone = parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, page.removeChosen)
	kind := parts.Border(nil, nil, parts.Pad(p.icon, 0, 0, 0, look.S), nil, p.kind)
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() {
		popUpBelow(d, p.more, withPerson([]*fyne.MenuItem{copyItem(d,
			d.Book.Shown(p.c.Number, p.c.Callback))}, p.head.items())...)
	})
	p.more.SetName(lang.L("More"))
	p.more.OpensMenu()
	p.build(kind, parts.Yield(parts.Apart(look.S, p.call, p.more, p.gone), p.gone))
	return p
}

// show shows a call, which stands for n of them where its row is a group.
func (p *callPane) show(c inbox.Call, n int) {
	p.c = c
	p.gone.Set(deleteCalls(n), look.IconDelete)
	p.head.set(p.desk.Book.Called(c.Shown(), c.Number, c.Callback), p.desk.Book.ShownWith(c.Number, c.Callback),
		words.Moment(c.Time, p.desk.Now()))
	p.head.tell(otherSide(c))
	icon, tone, text := callKind(c)
	if c.Seconds > 0 {
		text = lang.L("{{.Kind}}, talked {{.Time}}", map[string]any{"Kind": text,
			"Time": clock.Length(time.Duration(c.Seconds) * time.Second)})
	}
	p.icon.Set(icon, tone)
	p.kind.Set(text)
	p.call.Set(callBack(c), look.IconCall)
	p.call.SetEnabled(c.Dialable() != "")
	p.thread.show(cmp.Or(c.Person, p.desk.Book.KeyOf(c.Number, c.Callback, c.Label)), p.desk.Book.Named(c.Shown()))
	p.open(c.ID)
}

// callBack is the label for calling the other party of a call.
func callBack(c inbox.Call) string {
	if c.Direction == inbox.Out {
		return lang.L("Call again")
	}
	return lang.L("Call back")
}

// deleteCalls is the label for deleting a row.
func deleteCalls(n int) string {
	if n < 2 {
		return lang.L("Delete")
	}
	return lang.N("Delete {{.N}} calls", n, map[string]any{"N": n})
}
