package view

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// callPage is the call history, with search and filters, and beside it the call that is chosen.
type callPage struct {
	ui      *UI
	split   *split
	head    *pageHead
	field   *searchField
	filter  *parts.Segments
	list    *parts.List
	body    *fyne.Container // the list, or what there is instead
	pane    *callPane
	finding compute

	index  *history.Index // what the rows point into
	result history.Result
	rowAt  map[string]int  // by key
	open   map[string]bool // unfolded groups
	wanted string          // ID of a call that was asked for and is not in the list yet
	cursor int             // of the last selection: after a deletion the next one is chosen
}

func newCallPage(u *UI) *callPage {
	p := &callPage{ui: u, index: u.index, rowAt: map[string]int{}, open: map[string]bool{}}
	p.finding = compute{ui: u, ask: p.find}
	p.pane = newCallPane(u, p)
	p.field = newSearchField(u, lang.L("Search names and numbers"), p.finding.run, func() { p.focus() })
	p.filter = parts.NewSegments([]string{lang.X("filter.all", "All"), lang.X("filter.missed", "Missed"), lang.X("filter.incoming", "Incoming"), lang.X("filter.outgoing", "Outgoing")},
		func(int) { p.finding.run() })
	p.filter.SetName(lang.L("Which calls"))
	p.list = parts.NewList(parts.ListOptions{
		Name:   lang.L("Call history"),
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(p.row(p.result.Rows[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.rowKey(p.result.Rows[i]) },
		Find:   func(key string) int { return find(p.rowAt, key) },
		Select: p.selected,
		Pick:   func(int) { p.split.open() },
		Open:   func(i int) { p.callBack(p.call(i)) },
		Enter:  func(int) { u.Window.Canvas().Focus(p.pane.call) },
		Click:  p.clicked,
		Menu:   p.menu,
		Keys:   u.typed,
		Runes:  u.typedRune,
		Now:    u.Now,
	})
	p.head = newPageHead(lang.L("Calls"))
	p.head.action = parts.NewButton(lang.L("Export"), look.IconSave, parts.Quiet, p.export)
	p.body = container.NewStack(p.list)
	p.split = newSplit(u, parts.Border(p.head.build(p.field, p.filter), nil, nil, nil, p.body), p.pane.object)
	return p
}

func (p *callPage) object() fyne.CanvasObject { return p.split.object }

func (p *callPage) focus() {
	if len(p.result.Rows) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *callPage) search() { p.ui.Window.Canvas().Focus(p.field) }

// render asks again: what is hidden, and what the days are called, may be another.
func (p *callPage) render() {
	p.finding.run()
	p.ui.look()
}

func (p *callPage) indexed() { p.finding.run() }

func (p *callPage) sounded() { p.pane.thread.list.Refill() }

func (p *callPage) query() history.Query {
	open := make(map[string]bool, len(p.open))
	for id := range p.open {
		open[id] = true
	}
	return history.Query{
		Text: p.field.Text, Filter: history.Filter(p.filter.Chosen()), Open: open,
		Hidden: hiddenIDs(p.ui.snap.Deleting, inbox.CallItem),
	}
}

// find looks for the calls that field and filter mean.
func (p *callPage) find() func() func() {
	x, q := p.ui.index, p.query()
	return func() func() {
		result := x.Find(q)
		at := make(map[string]int, len(result.Rows))
		for i, row := range result.Rows {
			at[keyOfRow(x, row)] = i
		}
		return func() { p.show(x, result, at) }
	}
}

// show shows an answer.
func (p *callPage) show(x *history.Index, r history.Result, at map[string]int) {
	p.index, p.result, p.rowAt = x, r, at
	p.list.SetItems(len(r.Rows), sections(r.Days, p.ui.Now()))
	p.fillBody()
	p.head.set(lang.N("{{.N}} calls", r.Calls, map[string]any{"N": words.Number(r.Calls)}), r.Calls > 0)
	if p.wanted != "" && find(at, p.wanted) >= 0 {
		p.choose(p.wanted)
		return
	}
	if p.list.Cursor() < 0 && len(r.Rows) > 0 {
		p.list.Select(min(p.cursor, len(r.Rows)-1))
		return
	}
	p.selected(p.list.Cursor())
}

// keyOfRow tells rows apart: a group has its newest call's ID, and so has that call within it.
func keyOfRow(x *history.Index, r history.Row) string {
	if id := x.Calls()[r.Call].ID; r.Inner {
		return "." + id
	} else {
		return id
	}
}

func (p *callPage) rowKey(r history.Row) string { return keyOfRow(p.index, r) }

func (p *callPage) call(row int) inbox.Call { return p.index.Calls()[p.result.Rows[row].Call] }

func (p *callPage) row(r history.Row) parts.RowData {
	c := p.index.Calls()[r.Call]
	d := parts.RowData{Name: p.ui.named(c.Shown()), Time: words.Clock(c.Time), When: words.Moment(c.Time, p.ui.Now()), Note: talked(c), Count: r.Count, Open: r.Open, Inner: r.Inner}
	d.Face = faceOf(d.Name)
	d.Icon, d.Tone, d.Detail = callKind(c)
	if r.Inner {
		d.Name = p.ui.shown(c.Number, c.Callback)
	}
	return d
}

func (p *callPage) fillBody() {
	var content fyne.CanvasObject = p.list
	switch {
	case len(p.result.Rows) > 0:
	case !p.ui.snap.History.Known, !sameList(p.index.Calls(), p.ui.snap.Calls):
		content = waiting(p.ui)
	case p.field.Text != "":
		content = nothingFound()
	case p.filter.Chosen() != 0:
		content = parts.NewEmpty(look.IconCalls, lang.L("None of these"), lang.L("There is no such call in your history."))
	default:
		content = parts.NewEmpty(look.IconCalls, lang.L("No calls yet"),
			lang.L("Calls you make, answer and miss on any of your phones appear here."))
	}
	put(p.body, content)
}

func (p *callPage) selected(i int) {
	if i < 0 || i >= len(p.result.Rows) {
		p.pane.clear(len(p.result.Rows) > 0)
		p.split.close()
		return
	}
	p.cursor = i
	if ids := p.chosen(); len(p.list.Marked()) > 1 {
		p.pane.showSeveral(len(ids))
		return
	}
	p.pane.show(p.call(i), p.result.Rows[i].Count)
}

// clicked unfolds a group where the press was on its icon. Who presses a row has seen it.
func (p *callPage) clicked(i int, at fyne.Position) bool {
	p.ui.missedSeen()
	if p.result.Rows[i].Count < 2 || at.X < p.list.Size().Width-parts.FoldZone {
		return false
	}
	p.fold(i)
	return true
}

// fold opens a group or closes it.
func (p *callPage) fold(i int) {
	if id := p.call(i).ID; p.open[id] {
		delete(p.open, id)
	} else {
		p.open[id] = true
	}
	p.finding.run()
}

func (p *callPage) callBack(c inbox.Call) { p.ui.call(c.Dialable(), c.Shown()) }

// chosen are the IDs of the marked calls, the newest first; a row of a group stands for all of it.
func (p *callPage) chosen() []string {
	var at []int32
	for _, key := range p.list.Marked() {
		if i := find(p.rowAt, key); i >= 0 {
			at = append(at, p.result.Rows[i].All...)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	ids := make([]string, len(at))
	for i, call := range at {
		ids[i] = p.index.Calls()[call].ID
	}
	return ids
}

func (p *callPage) removeChosen() {
	if i := p.list.Cursor(); i >= 0 {
		p.ui.remove(inbox.CallItem, p.call(i).Shown(), p.chosen()...)
	}
}

// choose brings a call into view, by its ID, as soon as it is there.
func (p *callPage) choose(id string) {
	p.wanted = id
	if i := find(p.rowAt, id); i >= 0 {
		p.wanted = ""
		p.list.Select(i)
	}
}

func (p *callPage) key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 {
		return false
	}
	row := p.result.Rows[i]
	switch ev.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.removeChosen()
	case fyne.KeyRight, fyne.KeyLeft:
		if row.Count > 1 && row.Open == (ev.Name == fyne.KeyLeft) {
			p.fold(i)
		}
	default:
		return false
	}
	return true
}

func (p *callPage) chord(key fyne.KeyName) {
	switch i := p.list.Cursor(); {
	case key == fyne.KeyA:
		p.list.MarkAll()
	case key == fyne.KeyC && i >= 0:
		p.callBack(p.call(i))
	}
}

func (p *callPage) menu(i int, at fyne.Position) {
	p.ui.missedSeen()
	c := p.call(i)
	p.ui.popUp(at,
		callItem(p.ui, callBack(c), c.Dialable(), c.Shown()),
		copyItem(p.ui, p.ui.shown(c.Number, c.Callback)),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(deleteCalls(len(p.chosen())), p.removeChosen),
	)
}
