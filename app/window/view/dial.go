package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/numbers"
	"istratray/app/settings"
	"istratray/app/tel"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// completions is how many people the dial page offers.
const completions = 50

// doubtWidth is that of the sentence below the field.
const doubtWidth = 260

// dialPage calls a number that was typed, or somebody of the history.
type dialPage struct {
	ui       *UI
	split    *split
	head     *pageHead
	field    *dialField
	doubt    *parts.Alert // why what stands in the field is not simply dialled
	asked    string       // what was put into the field from outside; "" once it was touched
	raw      string       // the same as it came
	checked  numbers.Checked
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
	p := &dialPage{ui: u, position: map[string]int{}, head: newPageHead(lang.L("Dial"))}
	p.pane = newDialPane(u, p)
	p.head.note.Hide() // there is nothing to say
	p.gather = compute{ui: u, ask: p.newPeople}
	p.doubt = parts.NewAlert(doubtWidth)
	p.field = newDialField(u, p.typed, p.submit, p.focusList)
	p.from = parts.NewButton("", look.IconPhone, parts.Quiet, p.choosePhone)
	p.from.OpensMenu()
	p.list = parts.NewList(parts.ListOptions{
		Name:   lang.L("People"),
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(p.row(p.offered[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.offered[i].Key },
		Find:   func(key string) int { return find(p.position, key) },
		Select: p.selected,
		Pick:   func(int) { p.split.open() },
		Open:   func(i int) { p.call(p.offered[i]) },
		Enter:  func(int) { p.focusCall() },
		Keys:   u.typed,
		Runes:  u.typedRune,
		Now:    u.Now,
	})
	p.body = container.NewStack(p.list)
	p.split = newSplit(u, parts.Border(p.head.build(p.field, p.doubt, container.NewHBox(p.from)), nil, nil, nil, p.body), p.pane.object)
	return p
}

func (p *dialPage) row(person history.Person) parts.RowData {
	if person.Count == 0 {
		return parts.RowData{Name: person.Name, Face: person.Name, Detail: lang.L("Call this number"), Icon: look.IconCall, Tone: look.Accent}
	}
	name := p.ui.named(person.Name)
	return parts.RowData{Name: name, Face: faceOf(name), Detail: p.ui.book.Show(person.Number), Time: words.Short(person.Last, p.ui.Now())}
}

func (p *dialPage) object() fyne.CanvasObject { return p.split.object }
func (p *dialPage) focus()                    { p.ui.Window.Canvas().Focus(p.field) }
func (p *dialPage) search()                   { p.focus() }
func (p *dialPage) sounded()                  { p.pane.thread.list.Refill() }
func (p *dialPage) indexed()                  { p.gather.run() }
func (p *dialPage) key(*fyne.KeyEvent) bool   { return false }

func (p *dialPage) chord(key fyne.KeyName) {
	if i := p.list.Cursor(); i >= 0 && key == fyne.KeyC {
		p.call(p.offered[i])
	}
}

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
	if text != p.asked {
		p.asked = ""
	}
	p.offered = history.Complete(p.people, text, completions)
	if p.checked = p.check(text); p.checked.Verdict != numbers.Refuse {
		p.offered = append([]history.Person{{Key: "typed", Name: p.checked.Shown, Number: p.checked.Number}}, p.offered...)
	}
	p.explain(text)
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

// submit calls a typed number. A name only moves on to who was found, and a number from outside to the button that
// calls it.
func (p *dialPage) submit() {
	if len(p.offered) == 0 {
		return
	}
	switch first := p.offered[0]; {
	case first.Count > 0:
		p.focusList()
	case p.field.Text == p.asked:
		p.focusCall()
	default:
		p.call(first)
	}
}

// check is what the gate says of the field. What was pasted or put there passes as what others sent; the number of
// a link is taken out of it.
func (p *dialPage) check(text string) numbers.Checked {
	if p.asked != "" {
		text = p.raw
	}
	if p.field.byHand || tel.IsLink(text) {
		return p.ui.book.CheckTyped(text)
	}
	return p.ui.book.Check(text)
}

// explain says why a number is not simply dialled; a name that is being typed is no number.
func (p *dialPage) explain(text string) {
	why := p.checked.Reason
	switch {
	case text == "", why == numbers.Empty:
		why = numbers.Nothing
	case p.checked.Verdict == numbers.Refuse && p.asked == "" && (len(p.offered) > 0 || numbers.Digits(text) == "" && why == numbers.NoNumber):
		why = numbers.Nothing
	}
	p.doubt.Set(objection(why))
}

// call calls somebody who is offered: a typed number as the gate judged it, others as all that came from outside.
func (p *dialPage) call(person history.Person) {
	if person.Count == 0 {
		p.ui.callChecked(p.checked, person.Name)
		return
	}
	p.ui.call(person.Number, person.Name)
}

// focusCall goes to the button that calls.
func (p *dialPage) focusCall() {
	p.split.open()
	p.ui.Window.Canvas().Focus(p.pane.call)
}

func (p *dialPage) focusList() {
	if len(p.offered) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *dialPage) selected(i int) {
	if i < 0 || i >= len(p.offered) {
		p.pane.close(false)
		p.split.close()
		return
	}
	p.pane.show(p.offered[i])
}

// ask puts a number from outside into the field. It is not called before somebody says so.
func (p *dialPage) ask(number string) {
	if number != "" {
		p.field.SetText("")
		p.asked, p.raw = parts.Clean(number), number
		p.field.byHand = false
		p.field.SetText(p.asked)
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
