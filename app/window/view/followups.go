package view

import (
	"context"
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

// followUpPage is the list of callers who still wait for an answer.
type followUpPage struct {
	ui      *UI
	split   *split
	head    *pageHead
	field   *searchField
	list    *parts.List
	body    *fyne.Container
	pane    *followUpPane
	finding compute
	all     []history.FollowUp
	items   []history.FollowUp // those that the search means
	index   map[string]int
	wanted  string // key of a caller who was asked for and is not in the list yet
	cursor  int
}

func newFollowUpPage(u *UI) *followUpPage {
	p := &followUpPage{ui: u, index: map[string]int{}, head: newPageHead(lang.L("To call back"))}
	p.finding = compute{ui: u, ask: p.find}
	p.pane = newFollowUpPane(u, p)
	p.field = newSearchField(u, lang.L("Search names and numbers"), func() { p.show(p.all) }, func() { p.focus() })
	p.list = parts.NewList(parts.ListOptions{
		Name:   lang.L("Callers"),
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(p.row(p.items[i])) },
		Height: parts.RowHeight,
		Key:    func(i int) string { return p.items[i].Key },
		Find:   func(key string) int { return find(p.index, key) },
		Select: p.selected,
		Pick:   func(int) { p.split.open() },
		Open:   func(i int) { u.call(p.items[i].Number, p.items[i].Name) },
		Enter:  func(int) { u.Window.Canvas().Focus(p.pane.call) },
		Keys:   u.typed,
		Runes:  u.typedRune,
		Now:    u.Now,
	})
	p.body = container.NewStack(p.list)
	p.split = newSplit(u, parts.Border(p.head.build(p.field), nil, nil, nil, p.body), p.pane.object)
	return p
}

func (p *followUpPage) row(f history.FollowUp) parts.RowData {
	calls, mails := triesOf(f)
	d := parts.RowData{Name: p.ui.named(f.Name), Time: words.Short(f.Last, p.ui.Now()), Detail: calls + ", " + mails, Icon: look.IconMissed, Tone: look.Danger}
	d.Face = faceOf(d.Name)
	if remind := p.said(f.Key).Remind; !remind.IsZero() && !p.ui.Now().Before(remind) {
		d.Flag = lang.L("Reminder") // not for one who called again before it was due
	}
	switch {
	case len(f.Voicemails) == 0:
		d.Detail = withRing(calls, f)
	case len(f.Rang) == 0:
		d.Icon, d.Tone, d.Detail = look.IconVoicemail, look.Accent, mails
	}
	return d
}

// triesOf says how often somebody called and spoke.
func triesOf(f history.FollowUp) (calls, mails string) {
	return lang.N("{{.N}} missed calls", len(f.Rang), map[string]any{"N": len(f.Rang)}),
		lang.N("{{.N}} messages", len(f.Voicemails), map[string]any{"N": len(f.Voicemails)})
}

// withRing adds how patient the caller was.
func withRing(calls string, f history.FollowUp) string {
	if ring := f.LongestRing(); ring > 0 {
		return lang.L("{{.Calls}}, rang {{.Time}}", map[string]any{"Calls": calls, "Time": words.Span(ring)})
	}
	return calls
}

// followUpText says all of it, where there is room.
func followUpText(f history.FollowUp) string {
	calls, mails := triesOf(f)
	switch {
	case len(f.Voicemails) == 0:
		return withRing(calls, f)
	case len(f.Rang) == 0:
		return mails
	}
	return withRing(calls, f) + ", " + mails
}

func (p *followUpPage) object() fyne.CanvasObject { return p.split.object }

func (p *followUpPage) focus() {
	if len(p.items) > 0 {
		p.ui.Window.Canvas().Focus(p.list)
	}
}

func (p *followUpPage) search()  { p.ui.Window.Canvas().Focus(p.field) }
func (p *followUpPage) sounded() { p.pane.thread.list.Refill() }
func (p *followUpPage) render()  { p.finding.run() }
func (p *followUpPage) indexed() { p.finding.run() }

func (p *followUpPage) find() func() func() {
	x, now, said := p.ui.index, p.ui.Now(), p.ui.snap.FollowUps
	return func() func() {
		items := x.FollowUps(now, settled(said, now))
		return func() { p.show(items) }
	}
}

// settled says until when each caller needs no call, as the user said.
func settled(said []inbox.FollowUp, now time.Time) map[string]time.Time {
	out := make(map[string]time.Time, len(said))
	for _, f := range said {
		if f.Remind.IsZero() || now.Before(f.Remind) {
			out[f.Caller] = f.Done
		}
	}
	return out
}

func (p *followUpPage) show(all []history.FollowUp) {
	items := history.FollowUpsWith(p.field.Text, all)
	p.all, p.items = all, items
	clear(p.index)
	for i, f := range items {
		p.index[f.Key] = i
	}
	p.ui.frame.sidebar.items[pageFollowUps].SetCount(len(all))
	p.list.SetItems(len(items), nil)
	note := ""
	if len(all) > 0 {
		note = lang.N("{{.N}} callers wait", len(all), map[string]any{"N": len(all)})
	}
	p.head.set(note, false)
	p.fillBody()
	if p.wanted != "" && find(p.index, p.wanted) >= 0 {
		p.choose(p.wanted)
		return
	}
	if p.list.Cursor() < 0 && len(items) > 0 {
		p.list.Select(min(p.cursor, len(items)-1))
		return
	}
	p.selected(p.list.Cursor())
}

func (p *followUpPage) fillBody() {
	var content fyne.CanvasObject = p.list
	switch {
	case len(p.items) > 0:
	case !p.ui.snap.Known:
		content = waiting(p.ui)
	case p.field.Text != "":
		content = nothingFound()
	default:
		content = parts.NewEmpty(look.IconDone, lang.L("Nobody waits for you"),
			lang.L("People who called in vain or left a message stay here until you have talked to them, called them, or marked them done."))
	}
	put(p.body, content)
}

func (p *followUpPage) selected(i int) {
	if i < 0 || i >= len(p.items) {
		p.pane.clear(len(p.items) > 0)
		return
	}
	p.cursor = i
	p.pane.show(p.items[i])
}

// choose brings a caller into view, by key, as soon as they are there.
func (p *followUpPage) choose(key string) {
	p.wanted = key
	if i := find(p.index, key); i >= 0 {
		p.wanted = ""
		p.list.Select(i)
	}
}

// done takes a caller off the list, for good or until a time.
func (p *followUpPage) done(f history.FollowUp, until time.Time) {
	before := p.said(f.Key)
	p.say(inbox.FollowUp{Caller: f.Key, Name: f.Name, Number: f.Number, Done: p.ui.Now(), Remind: until})
	text := lang.L("{{.Name}} marked done", map[string]any{"Name": parts.Clean(p.ui.named(f.Name))})
	if !until.IsZero() {
		text = lang.L("{{.Name}} is back on the list: {{.Time}}", map[string]any{"Name": parts.Clean(p.ui.named(f.Name)), "Time": words.Moment(until, p.ui.Now())})
	}
	p.ui.toast.offerUndo(text, undoKept, func() { p.say(before) })
}

// said is what the user said about a caller before, or what forgets the caller.
func (p *followUpPage) said(caller string) inbox.FollowUp {
	for _, f := range p.ui.snap.FollowUps {
		if f.Caller == caller {
			return f
		}
	}
	return inbox.FollowUp{Caller: caller}
}

// say tells the agent, which keeps it and reminds in time; the list follows with the next snapshot.
func (p *followUpPage) say(f inbox.FollowUp) {
	p.ui.do(func(ctx context.Context) error { return p.ui.Agent.SetFollowUp(ctx, f) }, p.ui.report)
}

func (p *followUpPage) key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i < 0 {
		return false
	}
	switch ev.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.done(p.items[i], time.Time{})
	default:
		return false
	}
	return true
}

func (p *followUpPage) chord(key fyne.KeyName) {
	if i := p.list.Cursor(); i >= 0 && key == fyne.KeyC {
		p.ui.call(p.items[i].Number, p.items[i].Name)
	}
}
