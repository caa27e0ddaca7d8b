package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/inbox"
	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// callPage is the call history and, beside it, the call that is chosen.
type callPage struct {
	ui     *UI
	root   fyne.CanvasObject
	head   *pageHead
	list   *parts.List
	body   *fyne.Container
	pane   *callPane
	items  []inbox.Call
	index  map[string]int
	fresh  int // as many of the newest missed calls have not been looked at
	cursor int
}

func newCallPage(u *UI) *callPage {
	p := &callPage{ui: u, index: map[string]int{}, head: newPageHead(lang.L("Calls")), pane: newCallPane(u)}
	p.list = parts.NewList(parts.ListOptions{
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(callRow(p.items[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.items[i].ID },
		Find:   func(id string) int { return find(p.index, id) },
		Select: p.selected,
		Open:   func(i int) { u.call(p.items[i].Dialable(), p.items[i].Label) },
		Keys:   func(ev *fyne.KeyEvent) { u.typed(ev) },
		Now:    u.Now,
	})
	p.body = container.NewStack(p.list)
	p.root = newSplit(container.NewBorder(p.head.build(), nil, nil, nil, p.body), p.pane.object)
	return p
}

func callRow(c inbox.Call) parts.RowData {
	d := parts.RowData{Name: c.Label, Time: words.Clock(c.Time)}
	d.Icon, d.Tone, d.Detail = callKind(c)
	if c.Seconds > 0 {
		d.Note = words.Length(time.Duration(c.Seconds) * time.Second)
	}
	return d
}

// callKind shows direction and outcome by icon and text.
func callKind(c inbox.Call) (look.IconName, fyne.ThemeColorName, string) {
	rang := map[string]any{"Time": words.Span(time.Duration(c.Rang) * time.Second)}
	switch {
	case c.Missed && c.Direction == inbox.In && c.Rang > 0:
		return look.IconMissed, look.Danger, lang.L("Missed, rang {{.Time}}", rang)
	case c.Missed && c.Direction == inbox.In:
		return look.IconMissed, look.Danger, lang.L("Missed")
	case c.Direction == inbox.In:
		return look.IconIncoming, look.Muted, lang.L("Incoming")
	case c.Seconds == 0:
		return look.IconOutgoing, look.Muted, lang.L("Outgoing, no answer")
	}
	return look.IconOutgoing, look.Muted, lang.L("Outgoing")
}

func (p *callPage) object() fyne.CanvasObject { return p.root }

func (p *callPage) focus() {
	if len(p.items) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *callPage) render() {
	p.items = without(p.ui.snap.Calls, p.ui.snap.Deleting, inbox.CallItem, func(c *inbox.Call) string { return c.ID })
	clear(p.index)
	for i := range p.items {
		p.index[p.items[i].ID] = i
	}
	now := p.ui.Now()
	days := history.Days(len(p.items), func(i int) time.Time { return p.items[i].Time })
	p.list.SetItems(len(p.items), sections(days, now))
	p.fillBody()
	p.head.set(lang.N("{{.N}} calls", len(p.items), map[string]any{"N": len(p.items)}), false)
	p.ui.missedSeen()
	if p.list.Cursor() < 0 && len(p.items) > 0 {
		p.list.Select(min(p.cursor, len(p.items)-1))
		return
	}
	p.selected(p.list.Cursor())
}

func (p *callPage) fillBody() {
	var content fyne.CanvasObject = p.list
	switch {
	case len(p.items) > 0:
	case !p.ui.snap.Known:
		content = waiting(p.ui)
	default:
		content = parts.NewEmpty(look.IconCalls, lang.L("No calls yet"),
			lang.L("Calls you make, answer and miss on any of your phones appear here."))
	}
	if p.body.Objects[0] != content {
		p.body.Objects = []fyne.CanvasObject{content}
		p.body.Refresh()
	}
}

func (p *callPage) selected(i int) {
	if i < 0 || i >= len(p.items) {
		p.pane.clear(len(p.items) > 0)
		return
	}
	p.cursor = i
	p.pane.show(p.items[i])
}

func (p *callPage) show(id string) {
	if i := find(p.index, id); i >= 0 {
		p.list.Select(i)
	}
}

func (p *callPage) key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 || ev.Name != fyne.KeyDelete && ev.Name != fyne.KeyBackspace {
		return false
	}
	p.ui.remove(inbox.CallItem, p.items[i].ID, p.items[i].Label)
	return true
}
