package view

import (
	"fyne.io/fyne/v2/lang"

	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// dialPane is whom the dial page would call.
type dialPane struct {
	detail
	ui     *UI
	person history.Person
	call   *parts.Button
}

func newDialPane(u *UI, page *dialPage) *dialPane {
	p := &dialPane{ui: u, detail: newDetail(u, nil)}
	p.call = parts.NewButton(lang.L("Call"), look.IconCall, parts.Primary, func() { page.call(p.person) })
	p.build(parts.Flow(look.S, p.call))
	return p
}

func (p *dialPane) show(person history.Person) {
	p.person = person
	p.head.set(p.ui.named(person.Name), p.ui.book.Show(person.Number), "")
	key := person.Key
	if person.Count == 0 {
		key = p.ui.book.Key(person.Number)
	}
	p.thread.show(key)
	p.open()
}
