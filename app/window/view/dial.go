package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// completions is how many people the dial page offers.
const completions = 50

// dialPage calls a number that was typed, or somebody of the history.
type dialPage struct {
	ui       *UI
	root     fyne.CanvasObject
	head     *pageHead
	field    *dialField
	from     *parts.Button
	list     *parts.List
	body     *fyne.Container
	pane     *dialPane
	gather   compute
	people   []history.Person // all, the latest first
	offered  []history.Person // those that fit what was typed; a typed number comes first
	position map[string]int
}

func newDialPage(u *UI) *dialPage {
	p := &dialPage{ui: u, position: map[string]int{}, head: newPageHead(lang.L("Dial")), pane: newDialPane(u)}
	p.head.note.Hide() // there is nothing to say
	p.gather = compute{ui: u, ask: p.newPeople}
	p.field = newDialField(u, p.typed, p.submit, p.focusList)
	p.from = parts.NewButton("", look.IconPhone, parts.Quiet, p.choosePhone)
	p.list = parts.NewList(parts.ListOptions{
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(p.row(p.offered[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.offered[i].Key },
		Find:   func(key string) int { return find(p.position, key) },
		Select: p.selected,
		Open:   func(i int) { u.call(p.offered[i].Number, p.offered[i].Name) },
		Keys:   u.typed,
		Runes:  u.typedRune,
		Now:    u.Now,
	})
	p.body = container.NewStack(p.list)
	p.root = newSplit(parts.Border(p.head.build(p.field, container.NewHBox(p.from)), nil, nil, nil, p.body), p.pane.object)
	return p
}

func (p *dialPage) row(person history.Person) parts.RowData {
	if person.Count == 0 {
		return parts.RowData{Name: person.Name, Detail: lang.L("Call this number"), Icon: look.IconCall, Tone: look.Accent}
	}
	return parts.RowData{Name: p.ui.named(person.Name), Detail: p.ui.book.Show(person.Number), Time: words.Short(person.Last, p.ui.Now())}
}

func (p *dialPage) object() fyne.CanvasObject { return p.root }
func (p *dialPage) focus()                    { p.ui.Window.Canvas().Focus(p.field) }
func (p *dialPage) search()                   { p.focus() }
func (p *dialPage) sounded()                  { p.pane.thread.list.Refill() }
func (p *dialPage) indexed()                  { p.gather.run() }
func (p *dialPage) key(*fyne.KeyEvent) bool   { return false }

func (p *dialPage) render() {
	p.renderPhone()
	p.gather.run()
}

func (p *dialPage) newPeople() func() func() {
	x := p.ui.index
	return func() func() {
		people := x.People()
		return func() {
			p.people = people
			p.typed()
		}
	}
}

// typed offers who fits what stands in the field.
func (p *dialPage) typed() {
	text := p.field.Text
	p.offered = history.Complete(p.people, text, completions)
	if number, ok := numbers.Dialable(text, p.field.byHand); ok {
		p.offered = append([]history.Person{{Key: "typed", Name: p.ui.book.Show(number), Number: number}}, p.offered...)
	}
	clear(p.position)
	for i, person := range p.offered {
		p.position[person.Key] = i
	}
	p.list.SetItems(len(p.offered), nil)
	p.fillBody()
	if text == "" && p.list.Cursor() >= 0 {
		p.selected(p.list.Cursor())
		return
	}
	p.list.Select(0)
}

func (p *dialPage) fillBody() {
	var content fyne.CanvasObject = p.list
	if len(p.offered) == 0 {
		content = parts.NewEmpty(look.IconDial, lang.L("Nobody found"),
			lang.L("Type a number, or part of the name of somebody you had a call with."))
	}
	put(p.body, content)
}

// submit calls a typed number; a name only moves on to who was found.
func (p *dialPage) submit() {
	if len(p.offered) == 0 {
		return
	}
	if first := p.offered[0]; first.Count == 0 {
		p.ui.call(first.Number, first.Name)
		return
	}
	p.focusList()
}

func (p *dialPage) focusList() {
	if len(p.offered) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *dialPage) selected(i int) {
	if i < 0 || i >= len(p.offered) {
		p.pane.close(false)
		return
	}
	p.pane.show(p.offered[i])
}

// ask puts a number from outside into the field. It is not called before somebody says so.
func (p *dialPage) ask(number string) {
	if number != "" {
		p.field.SetText("")
		p.field.byHand = false
		p.field.SetText(number)
	}
	p.focus()
}

// renderPhone shows which phone will ring; there is a choice only with several.
func (p *dialPage) renderPhone() {
	phones := p.ui.snap.Phones
	if len(phones) < 2 {
		p.from.Hide()
		return
	}
	p.from.Show()
	p.from.Set(lang.L("From {{.Phone}}", map[string]any{"Phone": parts.Clean(p.ui.phoneLabel())}), look.IconPhone)
}

// phoneLabel is the name of the phone that calls are placed from.
func (u *UI) phoneLabel() string {
	for _, phone := range u.snap.Phones {
		if phone.ID == u.snap.Phone {
			return phone.Label
		}
	}
	return ""
}

func (p *dialPage) choosePhone() {
	var items []*fyne.MenuItem
	for _, phone := range p.ui.snap.Phones {
		item := fyne.NewMenuItem(parts.Clean(phone.Label), func() { p.ui.choosePhone(phone.ID) })
		item.Checked = phone.ID == p.ui.snap.Phone
		items = append(items, item)
	}
	p.ui.popUpBelow(p.from, items...)
}

// choosePhone makes a phone the one that calls are placed from.
func (u *UI) choosePhone(id string) {
	u.preferences.change(func(s *settings.Settings) { s.Phone = id })
}
