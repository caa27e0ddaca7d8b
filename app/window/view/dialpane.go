package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// dialPane is whom the dial page would call.
type dialPane struct {
	ui     *UI
	object *fyne.Container
	column fyne.CanvasObject
	blank  fyne.CanvasObject
	head   *personHead
	thread *thread
	person history.Person
}

func newDialPane(u *UI) *dialPane {
	p := &dialPane{ui: u, head: newPersonHead(), thread: newThread(u), blank: container.NewWithoutLayout()}
	call := parts.NewButton(lang.L("Call"), look.IconCall, parts.Primary, func() { u.call(p.person.Number, p.person.Name) })
	top := parts.VBox(look.L, p.head.object, parts.Flow(look.S, call))
	p.column = parts.Border(parts.Pad(top, look.XL, look.L, look.XL, look.XL), nil, nil, nil, p.thread.object)
	p.object = container.NewStack(p.blank)
	return p
}

func (p *dialPane) put(o fyne.CanvasObject) {
	if p.object.Objects[0] != o {
		p.object.Objects = []fyne.CanvasObject{o}
		p.object.Refresh()
	}
}

func (p *dialPane) clear() { p.put(p.blank) }

func (p *dialPane) show(person history.Person) {
	p.person = person
	p.head.set(p.ui.named(person.Name), p.ui.book.Show(person.Number), "")
	key := person.Key
	if person.Count == 0 {
		key = p.ui.book.Key(person.Number)
	}
	p.thread.show(key)
	p.put(p.column)
}
