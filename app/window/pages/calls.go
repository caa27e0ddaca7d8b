package pages

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// chipsRoom is how wide the chips are at most, beside the days.
const chipsRoom = 310

// Calls is the call history, with search and filters, and beside it the call that is chosen.
type Calls struct {
	listPage
	head     *pageHead
	field    *searchField
	filter   *parts.Chips
	days     *dateRange
	figures  *figuresPane
	counting *desk.Compute
	pane     *callPane
	finding  *desk.Compute

	index  *history.Index // what the rows point into
	result history.Result
	shown  question        // what the rows answer
	open   map[string]bool // unfolded groups, by their keys
	newest time.Time       // the newest missed call that was acknowledged
}

// NewCalls makes the page.
func NewCalls(d *desk.Desk) *Calls {
	p := &Calls{index: d.Index, open: map[string]bool{}}
	p.finding = desk.NewCompute(d, p.find)
	p.pane = newCallPane(d, p)
	p.field = newSearchField(d, p.asked(p.finding.Run), p.Focus)
	p.filter = parts.NewChips(lang.L("Which calls"), []string{lang.X("filter.all", "All"),
		lang.X("filter.missed", "Missed"),
		lang.X("filter.incoming", "Incoming"), lang.X("filter.outgoing", "Outgoing")},
		func(int) { p.asked(p.finding.Run)() })
	p.days = newDateRange(d, func() { p.asked(p.finding.Run)() })
	p.figures = newFiguresPane(d)
	p.counting = desk.NewCompute(d, p.count)
	p.head = newPageHead(lang.L("Calls"))
	p.head.second = parts.NewButton("", look.IconFigures, parts.Quiet, p.showFigures)
	p.head.second.SetName(lang.L("Figures"))
	p.head.action = parts.NewButton(lang.L("Export"), look.IconSave, parts.Quiet, p.export)
	p.build(d, options{
		name: lang.L("Call history"), head: p.head, field: p.field,
		below: []fyne.CanvasObject{parts.Beside(look.S, chipsRoom, p.filter, p.days.button)},
		pane:  &p.pane.detail, show: p.present, several: func() int { return len(p.chosen()) },
		row:    func(i int) parts.RowData { return p.row(p.result.Rows[i]) },
		key:    func(i int) string { return keyOfRow(p.index, p.result.Rows[i]) },
		items:  p.items,
		empty:  p.empty,
		open:   p.callBack,
		call:   p.callBack,
		enter:  func(int) { d.Window.Canvas().Focus(p.pane.call) },
		remove: func(int) { p.removeChosen() },
		click:  p.clicked,
		keep:   p.counted,
		menu:   p.menu,

		actions: p.actions,
		tip:     func(i int) string { return tipOf(p.row(p.result.Rows[i]), d.Book.Show(p.call(i).Number)) },
		bulk:    []*parts.Button{parts.NewButton(lang.L("Delete"), look.IconDelete, parts.Danger, p.removeChosen)},
	})
	return p
}

// actions are what is offered at the end of a row. Deleting a group takes all of it.
func (p *Calls) actions(i int) (out []parts.RowAction) {
	c, row := p.call(i), p.result.Rows[i]
	if c.Dialable() != "" {
		out = append(out, parts.RowAction{Name: callBack(c), Icon: look.IconCall,
			Do: func() { p.desk.Phone.Call(c.Dialable(), c.Shown()) }})
	}
	return append(out, parts.RowAction{Name: deleteCalls(row.Count), Icon: look.IconDelete, Do: func() {
		p.removeItems(inbox.CallItem, c.Shown(), p.ids(row.All)...)
	}})
}

// Render is part of Page. It looks again where the answer may be another one by now: what is hidden may have changed,
// and the day that the chosen span ends with.
func (p *Calls) Render() {
	if p.rows == 0 || p.again || !p.shown.same(p.question()) {
		p.finding.Run()
		return
	}
	p.list.Refill()
	p.settle()
	if p.counted() {
		p.counting.Run()
	}
}

// Indexed is part of Page.
func (p *Calls) Indexed() { p.finding.Run() }

func (p *Calls) query() history.Query {
	open := make(map[string]bool, len(p.open))
	for id := range p.open {
		open[id] = true
	}
	from, until := p.days.bounds()
	return history.Query{
		From: from, Until: until, Text: p.field.Text, Filter: history.Filter(p.filter.Chosen()), Open: open,
		Hidden: hiddenIDs(p.desk.Snap.Deleting, inbox.CallItem),
	}
}

// question is a query, and what its answer depends on.
type question struct {
	index *history.Index
	query history.Query
	zone  *time.Location // of the days
}

func (p *Calls) question() question { return question{p.desk.Index, p.query(), zone.Local()} }

// same reports whether both have the same answer.
func (q question) same(other question) bool {
	return q.index == other.index && q.zone == other.zone && q.query.Same(other.query)
}

// find looks for the calls that match the field and the filters.
func (p *Calls) find() func() func() {
	q := p.question()
	return func() func() {
		result := q.index.Find(q.query)
		at := rowsOf(q.index, result.Rows)
		return func() { p.take(q, result, at) }
	}
}

// take shows an answer.
func (p *Calls) take(q question, r history.Result, at map[string]int) {
	p.shown, p.index, p.result = q, q.index, r
	p.fill(len(r.Rows), at, sections(r.Days, p.desk.Now))
	note := ""
	if r.Calls > 0 {
		note = lang.N("{{.N}} calls", r.Calls, map[string]any{"N": words.Number(r.Calls)})
	}
	p.head.set(note, r.Calls > 0)
	p.settle()
	if p.counted() {
		p.counting.Run()
	}
}

// keyOfRow tells rows apart: a group has its oldest call's ID, which stays when a newer one joins it. A call within
// it has its own, after a point.
func keyOfRow(x *history.Index, r history.Row) string {
	if r.Inner {
		return "." + x.Calls()[r.Call].ID
	}
	return x.Calls()[r.All[len(r.All)-1]].ID
}

// rowsOf are the indexes of rows by their keys. Each call of a group leads to its row, too.
func rowsOf(x *history.Index, rows []history.Row) map[string]int {
	at := make(map[string]int, len(rows))
	for i, r := range rows {
		if r.Inner {
			at[keyOfRow(x, r)] = i
			continue
		}
		for _, call := range r.All {
			at[x.Calls()[call].ID] = i
		}
	}
	return at
}

// items is how many calls a row stands for. Those within an unfolded group are counted with it.
func (p *Calls) items(i int) int {
	if r := p.result.Rows[i]; !r.Inner {
		return r.Count
	}
	return 0
}

func (p *Calls) call(row int) inbox.Call { return p.index.Calls()[p.result.Rows[row].Call] }

func (p *Calls) row(r history.Row) parts.RowData {
	c := p.index.Calls()[r.Call]
	d := parts.RowData{Name: p.desk.Book.Called(c.Shown(), c.Number, c.Callback), Time: words.Clock(c.Time),
		When: words.Moment(c.Time, p.desk.Now()), Note: talked(c), Count: r.Count, Open: r.Open, Inner: r.Inner}
	d.Face = faceOf(d.Name)
	d.Icon, d.Tone, d.Detail = callKind(c)
	d.VIP, d.Muted, d.Photo = c.VIP, c.Muted, c.Picture
	if r.Inner {
		d.Name = p.desk.Book.Shown(c.Number, c.Callback)
	}
	mark(&d, p.field.Text)
	return d
}

// empty is shown instead of a list without calls: it says why there are none.
func (p *Calls) empty() fyne.CanvasObject {
	switch {
	case !p.desk.Snap.History.Known, !inbox.SameList(p.index.Calls(), p.desk.Snap.Calls):
		return waiting(p.desk)
	case p.field.Text != "":
		return nothingFound(p.showAll)
	case p.filter.Chosen() != 0, p.days.span != anyTime:
		return noneOfThese(look.IconCalls, lang.L("Your history has no such calls."), p.showAll)
	}
	return parts.NewEmpty(look.IconCalls, lang.L("No calls yet"),
		lang.L("Calls you make, answer and miss on any of your phones appear here."))
}

// showAll ends search and filter.
func (p *Calls) showAll() {
	p.filter.Choose(0)
	p.days.choose(anyTime)
	p.field.SetText("")
	p.Focus()
}

func (p *Calls) present(i int) { p.pane.show(p.call(i), p.result.Rows[i].Count) }

// clicked unfolds a group where the press was on its icon. A press on a row also acknowledges it.
func (p *Calls) clicked(i int, at fyne.Position) bool {
	p.Seen()
	if p.result.Rows[i].Count < 2 || at.X < p.list.Size().Width-parts.FoldZone {
		return false
	}
	p.fold(i)
	return true
}

// fold opens a group or closes it.
func (p *Calls) fold(i int) {
	if key := keyOfRow(p.index, p.result.Rows[i]); p.open[key] {
		delete(p.open, key)
	} else {
		p.open[key] = true
	}
	p.finding.Run()
}

func (p *Calls) callBack(i int) { p.desk.Phone.Call(p.call(i).Dialable(), p.call(i).Shown()) }

// chosen are the marked calls, the newest first; a row of a group stands for all of it.
func (p *Calls) chosen() []int32 {
	marked := make([]bool, len(p.index.Calls()))
	for _, key := range p.list.Marked() {
		if i := find(p.at, key); i >= 0 {
			for _, call := range p.result.Rows[i].All {
				marked[call] = true
			}
		}
	}
	var at []int32
	for i, on := range marked {
		if on {
			at = append(at, int32(i)) // #nosec G115 -- rows have them as int32
		}
	}
	return at
}

// ids are the IDs of calls of the index.
func (p *Calls) ids(calls []int32) []string {
	ids := make([]string, len(calls))
	for i, call := range calls {
		ids[i] = p.index.Calls()[call].ID
	}
	return ids
}

func (p *Calls) removeChosen() {
	if i := p.list.Cursor(); i >= 0 {
		p.removeItems(inbox.CallItem, p.call(i).Shown(), p.ids(p.chosen())...)
	}
}

// Key is part of Page.
func (p *Calls) Key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 || ev.Name != fyne.KeyRight && ev.Name != fyne.KeyLeft {
		return p.listPage.Key(ev)
	}
	if row := p.result.Rows[i]; row.Count > 1 && row.Open == (ev.Name == fyne.KeyLeft) {
		p.fold(i)
	}
	return true
}

func (p *Calls) menu(i int, at fyne.Position) {
	p.Seen()
	c := p.call(i)
	items := withPerson([]*fyne.MenuItem{
		callItem(p.desk, callBack(c), c.Dialable(), c.Shown()),
		copyItem(p.desk, p.desk.Book.Shown(c.Number, c.Callback)),
	}, personItems(p.desk, otherSide(c), p.edit))
	popUp(p.desk, at, append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(deleteCalls(len(p.chosen())), p.removeChosen))...)
}

// Seen acknowledges the missed calls, once each.
func (p *Calls) Seen() {
	if p.desk.Snap.Counts.MissedCalls == 0 {
		return
	}
	for _, c := range p.desk.Snap.Calls {
		if !c.Missed {
			continue
		}
		if c.Time.After(p.newest) {
			p.newest = c.Time
			p.desk.Do(func(ctx context.Context) error { return p.desk.Agent.MissedSeen(ctx, c.Time) }, p.desk.Report)
		}
		return
	}
}

// export saves the calls that are shown as a table.
func (p *Calls) export() {
	x, q := p.desk.Index, p.query()
	name := p.desk.Now().Format("2006-01-02") + " calls.csv"
	save(p.desk, func(_ context.Context, dir string) (saved, flaw string, err error) {
		saved, err = saveNew(dir, name, func(w io.Writer) error { return x.WriteCSV(w, q) })
		return saved, "", err
	})
}
