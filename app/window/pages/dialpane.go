package pages

import (
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
)

// dialPane is whom the dial page would call.
type dialPane struct {
	detail
	desk   *desk.Desk
	page   *Dial
	person history.Person
	call   *parts.Button
	more   *parts.Button
}

func newDialPane(d *desk.Desk, page *Dial) *dialPane {
	p := &dialPane{desk: d, page: page, detail: newDetail(d, parts.NewEmpty(look.IconDial, lang.L("Nothing selected"),
		lang.L("Select a person in the list, or type a number.")))}
	p.call = parts.NewButton(lang.L("Call"), look.IconCall, parts.Primary, func() { page.call(p.person) })
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() { popUpBelow(d, p.more, page.items(p.person)...) })
	p.more.SetName(lang.L("More"))
	p.more.OpensMenu()
	p.build(parts.Flow(look.S, p.call, p.more))
	return p
}

func (p *dialPane) show(person history.Person) {
	p.person = person
	p.head.set(p.desk.Book.Called(person.Name, person.Number), p.desk.Book.Show(person.Number), "")
	p.head.tell(p.page.party(person))
	key := person.Key
	if person.Count == 0 {
		key = p.desk.Book.Key(person.Number)
	}
	p.thread.show(key, p.desk.Book.Named(person.Name))
	p.open(person.Key)
}
