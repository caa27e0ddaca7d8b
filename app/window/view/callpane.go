package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// callPane is one call: who, how it went, and what can be done.
type callPane struct {
	ui     *UI
	object *fyne.Container
	column fyne.CanvasObject
	thread *thread
	none   fyne.CanvasObject
	blank  fyne.CanvasObject
	c      inbox.Call
	head   *personHead
	icon   *parts.Icon
	kind   *parts.Text
	call   *parts.Button
	more   *parts.Button
}

func newCallPane(u *UI) *callPane {
	p := &callPane{ui: u, head: newPersonHead(),
		icon: parts.NewIcon(look.IconIncoming, look.Muted, 18), kind: parts.NewText("", parts.Style{})}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Primary, func() { u.call(p.c.Dialable(), p.c.Label) })
	remove := parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, func() {
		u.remove(inbox.CallItem, p.c.ID, p.c.Label)
	})
	kind := parts.Border(nil, nil, parts.Pad(p.icon, 0, 0, 0, look.S), nil, p.kind)
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() { u.popUpBelow(p.more, copyItem(u, u.shown(p.c.Number, p.c.Callback))) })
	p.thread = newThread(u)
	top := parts.VBox(look.L, p.head.object, kind, parts.Flow(look.S, p.call, remove, p.more))
	p.column = parts.Border(parts.Pad(top, look.XL, look.L, look.XL, look.XL), nil, nil, nil, p.thread.object)
	p.none = parts.NewEmpty(look.IconCalls, lang.L("Nothing chosen"), lang.L("Choose a call in the list to see more or to call back."))
	p.blank = container.NewWithoutLayout()
	p.object = container.NewStack(p.blank)
	return p
}

func (p *callPane) put(o fyne.CanvasObject) {
	if p.object.Objects[0] != o {
		p.object.Objects = []fyne.CanvasObject{o}
		p.object.Refresh()
	}
}

// clear shows no item: a hint where there is something to choose from, else nothing.
func (p *callPane) clear(hint bool) {
	p.c = inbox.Call{}
	if hint {
		p.put(p.none)
		return
	}
	p.put(p.blank)
}

func (p *callPane) show(c inbox.Call) {
	p.c = c
	p.head.set(p.ui.named(c.Label), p.ui.shown(c.Number, c.Callback), words.Moment(c.Time, p.ui.Now()))
	icon, tone, text := callKind(c)
	if c.Seconds > 0 {
		text = lang.L("{{.Kind}}, talked {{.Time}}", map[string]any{"Kind": text, "Time": words.Length(time.Duration(c.Seconds) * time.Second)})
	}
	p.icon.Set(icon, tone)
	p.kind.Set(text)
	p.call.SetEnabled(c.Dialable() != "")
	p.thread.show(p.ui.keyOf(c.Number, c.Callback, c.Label))
	p.put(p.column)
}
