package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/control"
	"istratray/app/numbers"
	"istratray/app/tel"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// completions is how many people the dial page offers.
const completions = 50

// doubtWidth is that of the sentence below the field.
const doubtWidth = 260

// Dial calls a number that was typed, or someone of the history.
type Dial struct {
	listPage
	field   *dialField
	doubt   *parts.Alert // why the field's text is not simply dialled
	asked   string       // what was put into the field from outside; "" once it was touched
	raw     string       // the same, unchanged
	checked numbers.Checked
	from    *parts.Button
	pane    *dialPane
	gather  *desk.Compute
	known   *history.Index   // what the people are from; nil: none yet
	people  []history.Person // all of them, the latest first
	offered []history.Person // those that fit what was typed; a typed number comes first
	before  string           // what they were offered for
	usual   []control.Suggestion
}

// NewDial makes the page.
func NewDial(d *desk.Desk) *Dial {
	p := &Dial{doubt: parts.NewAlert(doubtWidth)}
	p.pane = newDialPane(d, p)
	p.gather = desk.NewCompute(d, p.newPeople)
	p.field = newDialField(d, p.typed, p.submit, p.focusList)
	p.from = parts.NewButton("", look.IconPhone, parts.Quiet, p.choosePhone)
	p.from.OpensMenu()
	head := newPageHead(lang.L("Dial"))
	head.note.Hide() // there is nothing to say
	p.build(d, options{
		name: lang.L("People"), head: head, field: p.field,
		below: []fyne.CanvasObject{p.doubt, parts.Pad(container.NewHBox(p.from), 0, 0, -parts.QuietInset, 0)},
		pane:  &p.pane.detail,
		show:  func(i int) { p.pane.show(p.offered[i]) },
		row:   func(i int) parts.RowData { return p.row(p.offered[i]) },
		key:   func(i int) string { return p.offered[i].Key },
		empty: p.empty,
		focus: p.Search,
		open:  func(i int) { p.call(p.offered[i]) },
		call:  func(i int) { p.call(p.offered[i]) },
		enter: func(int) { p.focusCall() },

		menu: func(i int, at fyne.Position) { popUp(d, at, p.items(p.offered[i])...) },

		actions: func(i int) []parts.RowAction {
			return []parts.RowAction{{Name: lang.L("Call"), Icon: look.IconCall, Do: func() { p.call(p.offered[i]) }}}
		},
		tip: func(i int) string { return tipOf(p.row(p.offered[i]), "") },
	})
	return p
}

func (p *Dial) row(person history.Person) parts.RowData {
	if person.Count == 0 {
		return parts.RowData{Name: person.Name, Face: person.Name, Detail: lang.L("Call this number"),
			Icon: look.IconCall, Tone: look.Accent}
	}
	name := p.desk.Book.Called(person.Name, person.Number)
	d := parts.RowData{Name: name, Face: faceOf(name), Photo: person.Caller.Picture,
		Detail: p.desk.Book.Show(person.Number),
		Time:   latest(person.Last, p.desk.Now())}
	if company := parts.Clean(person.Company); company != "" {
		d.Detail = company + " · " + d.Detail
	}
	mark(&d, p.field.Text)
	return d
}

// latest is when the user last talked to someone; "" for never.
func latest(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	return words.Short(t, now)
}

// Indexed is part of Page.
func (p *Dial) Indexed() { p.gather.Run() }

// Render is part of Page.
func (p *Dial) Render() {
	p.renderPhone()
	if p.known != p.desk.Index {
		p.gather.Run()
		return
	}
	p.list.Refill()
	p.suggest()
}

func (p *Dial) newPeople() func() func() {
	x := p.desk.Index
	return func() func() {
		people := x.People()
		return func() {
			p.known, p.people = x, people
			p.typed()
			p.suggest()
		}
	}
}

// typed offers the people who match the field.
func (p *Dial) typed() {
	text := p.field.Text
	if text != p.asked {
		p.asked = ""
	}
	var headings []parts.Section
	if text == "" {
		headings = p.offerUsual()
	} else {
		p.offered = history.Complete(p.people, text, completions)
	}
	if p.checked = p.check(text); p.checked.Verdict != numbers.Refuse {
		p.offered = append([]history.Person{{Key: "typed", Name: p.checked.Shown,
			Number: p.checked.Number}}, p.offered...)
	}
	p.explain(text)
	p.again = text != p.before
	p.before = text
	p.fill(len(p.offered), keyed(len(p.offered), p.options.key), headings)
	if text == "" && p.list.Cursor() >= 0 {
		p.selected(p.list.Cursor())
		return
	}
	p.list.Select(0)
}

// empty says why nobody is offered.
func (p *Dial) empty() fyne.CanvasObject {
	if p.field.Text == "" {
		return parts.NewEmpty(look.IconDial, lang.L("Type a name or number"),
			lang.L("People you have had calls with appear here."))
	}
	return nothingFound(func() {
		p.field.SetText("")
		p.Focus()
	})
}

// submit calls a typed number. A name only moves the focus to the people found, and a number from outside to the
// button that calls it.
func (p *Dial) submit() {
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

// check is the gate's verdict on the field. Pasted text is judged like numbers from others; of a link only the number
// counts.
func (p *Dial) check(text string) numbers.Checked {
	if p.asked != "" {
		text = p.raw
	}
	if p.field.byHand || tel.IsLink(text) {
		return p.desk.Book.CheckTyped(text)
	}
	return p.desk.Book.Check(text)
}

// explain says why a number is not simply dialled; a name that is being typed is no number.
func (p *Dial) explain(text string) {
	why := p.checked.Reason
	switch {
	case text == "", why == numbers.Empty:
		why = numbers.Nothing
	case p.checked.Verdict == numbers.Refuse && p.asked == "" &&
		(len(p.offered) > 0 || numbers.Digits(text) == "" && why == numbers.NoNumber):
		why = numbers.Nothing
	}
	p.doubt.Set(desk.Objection(why))
}

// call calls someone who is offered: a typed number as the gate judged it, others like all numbers from outside.
func (p *Dial) call(person history.Person) {
	if person.Count == 0 {
		p.desk.Phone.CallChecked(p.checked, person.Name)
		return
	}
	p.desk.Phone.Call(person.Number, person.Name)
}

// focusCall goes to the button that calls.
func (p *Dial) focusCall() {
	p.OpenPane()
	p.desk.Window.Canvas().Focus(p.pane.call)
}

// Show is part of Page. A number from outside goes into the field; it is not called before someone says so.
func (p *Dial) Show(s control.Show) {
	if number := s.Dial; number != "" {
		p.field.SetText("")
		p.asked, p.raw = parts.Clean(number), number
		p.field.byHand = false
		p.field.SetText(p.asked)
	}
	p.Focus()
}

// renderPhone shows which phone will ring; there is a choice only with several.
func (p *Dial) renderPhone() {
	phones := p.desk.Snap.Phones
	if len(phones) < 2 {
		p.from.Hide()
		return
	}
	p.from.Show()
	p.from.Set(lang.L("From {{.Phone}}", map[string]any{"Phone": parts.Clean(p.phoneLabel())}), look.IconPhone)
}

// phoneLabel is the name of the phone that calls are placed from.
func (p *Dial) phoneLabel() string {
	for _, phone := range p.desk.Snap.Phones {
		if phone.ID == p.desk.Snap.Phone {
			return phone.Label
		}
	}
	return ""
}

func (p *Dial) choosePhone() {
	var items []*fyne.MenuItem
	for _, phone := range p.desk.Snap.Phones {
		item := fyne.NewMenuItem(parts.Clean(phone.Label), func() { p.desk.Preferences.ChoosePhone(phone.ID) })
		item.Checked = phone.ID == p.desk.Snap.Phone
		items = append(items, item)
	}
	popUpBelow(p.desk, p.from, items...)
}
