package pages

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// FollowUps is the list of callers who still wait for an answer.
type FollowUps struct {
	listPage
	head   *pageHead
	field  *searchField
	filter *parts.Chips
	pane   *followUpPane
	items  []history.FollowUp // those that search and filter mean
}

// The kinds of callers, as the chips have them.
const (
	everybody = iota
	withVoicemail
	withMissed
	later
)

// NewFollowUps makes the page.
func NewFollowUps(d *desk.Desk) *FollowUps {
	p := &FollowUps{head: newPageHead(lang.L("To call back"))}
	p.pane = newFollowUpPane(d, p)
	p.field = newSearchField(d, p.asked(p.Counted), p.Focus)
	p.filter = parts.NewChips(lang.L("Which callers"), []string{lang.X("filter.all", "All"),
		lang.X("filter.voicemails", "Voicemails"),
		lang.X("filter.missed", "Missed"), lang.X("filter.later", "Reminders")}, func(int) { p.asked(p.Counted)() })
	p.build(d, options{
		name: lang.L("Callers"), head: p.head, field: p.field, below: []fyne.CanvasObject{p.filter},
		pane:   &p.pane.detail,
		show:   func(i int) { p.pane.show(p.items[i]) },
		row:    func(i int) parts.RowData { return p.row(p.items[i]) },
		key:    func(i int) string { return p.items[i].Key },
		empty:  p.empty,
		open:   p.call,
		call:   p.call,
		enter:  func(int) { d.Window.Canvas().Focus(p.pane.call) },
		remove: func(i int) { p.done(p.items[i], time.Time{}) },

		actions: p.actions,
		tip:     func(i int) string { return tipOf(p.row(p.items[i]), d.Book.Show(p.items[i].Number)) },
		menu:    p.menu,
	})
	return p
}

// actions are what is offered at the end of a row.
func (p *FollowUps) actions(i int) []parts.RowAction {
	f := p.items[i]
	return []parts.RowAction{
		{Name: lang.L("Call back"), Icon: look.IconCall, Do: func() { p.desk.Phone.Call(f.Number, f.Name) }},
		{Name: lang.L("Done"), Icon: look.IconDone, Do: func() { p.done(f, time.Time{}) }},
	}
}

func (p *FollowUps) row(f history.FollowUp) parts.RowData {
	calls, mails := triesOf(f)
	d := parts.RowData{Name: p.desk.Book.Called(f.Name, f.Number), Time: words.Short(f.Last, p.desk.Now()),
		Detail: calls + ", " + mails, Icon: look.IconMissed, Tone: look.Danger}
	d.Face, d.VIP, d.Muted, d.Photo = faceOf(d.Name), f.Caller.VIP, f.Caller.Muted, f.Caller.Picture
	if remind := p.said(f.Key).Remind; !remind.IsZero() && !p.desk.Now().Before(remind) {
		d.Flag = lang.L("Reminder") // not for one who called again before it was due
	}
	switch {
	case p.filter.Chosen() == later:
		d.Icon, d.Tone, d.Detail = look.IconClock, look.Muted, comesBack(f, p.desk.Now())
	case len(f.Voicemails) == 0:
		d.Detail = withRing(calls, f)
	case len(f.Rang) == 0:
		d.Icon, d.Tone, d.Detail = look.IconVoicemail, look.Accent, mails
	}
	if note := parts.Clean(f.Caller.Note); note != "" {
		d.Detail += " · " + note
	}
	d.When = words.Moment(f.Last, p.desk.Now())
	mark(&d, p.field.Text)
	return d
}

// comesBack says when a caller who was put off is on the list again.
func comesBack(f history.FollowUp, now time.Time) string {
	return lang.L("Reminder: {{.Time}}", map[string]any{"Time": words.Moment(f.Last, now)})
}

// triesOf says how often someone called and left messages.
func triesOf(f history.FollowUp) (calls, mails string) {
	return lang.N("{{.N}} missed calls", len(f.Rang), map[string]any{"N": len(f.Rang)}),
		lang.N("{{.N}} messages", len(f.Voicemails), map[string]any{"N": len(f.Voicemails)})
}

// withRing adds how long the caller let it ring.
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

// Render is part of Page. Other callers may be waiting by now.
func (p *FollowUps) Render() {
	p.Counted()
	p.desk.Recount()
}

// Indexed is part of Page. The desk counts again by itself.
func (p *FollowUps) Indexed() {}

// Counted is part of Page.
func (p *FollowUps) Counted() {
	all := p.desk.Waiting
	put := p.putOff()
	p.filter.SetCount(later, len(put))
	p.items = history.FollowUpsWith(p.field.Text, p.ofKind(all, put))
	p.fill(len(p.items), keyed(len(p.items), p.options.key), nil)
	note := ""
	if n := p.desk.ToCall(); n > 0 {
		note = lang.N("{{.N}} to call back", n, map[string]any{"N": n})
	}
	p.head.set(note, false)
	p.settle()
}

// ofKind are the callers that pass the filter.
func (p *FollowUps) ofKind(all, put []history.FollowUp) []history.FollowUp {
	switch p.filter.Chosen() {
	case withVoicemail:
		return only(all, func(f history.FollowUp) bool { return len(f.Voicemails) > 0 })
	case withMissed:
		return only(all, func(f history.FollowUp) bool { return len(f.Rang) > 0 })
	case later:
		return put
	}
	return all
}

func only(all []history.FollowUp, is func(history.FollowUp) bool) []history.FollowUp {
	return slices.DeleteFunc(slices.Clone(all), func(f history.FollowUp) bool { return !is(f) })
}

// putOff are the callers with a reminder that is still to come, the next one first.
func (p *FollowUps) putOff() []history.FollowUp {
	var put []history.FollowUp
	for _, f := range p.desk.Snap.FollowUps {
		if f.Remind.After(p.desk.Now()) {
			put = append(put, history.FollowUp{Key: f.Caller, Name: f.Name, Number: f.Number, Last: f.Remind})
		}
	}
	slices.SortStableFunc(put, func(a, b history.FollowUp) int { return a.Last.Compare(b.Last) })
	return put
}

// showAll ends search and filter.
func (p *FollowUps) showAll() {
	p.filter.Choose(everybody)
	p.field.SetText("")
	p.Focus()
}

// empty says why there is no caller to show.
func (p *FollowUps) empty() fyne.CanvasObject {
	switch {
	case !p.desk.Snap.Known:
		return waiting(p.desk)
	case p.field.Text != "":
		return nothingFound(p.showAll)
	case p.filter.Chosen() != everybody:
		return noneOfThese(look.IconFollowUp, lang.L("No caller of this kind is waiting."), p.showAll)
	}
	return parts.NewEmpty(look.IconDone, lang.L("You're all caught up"),
		lang.L("Missed callers and voicemails stay here until you call back, talk to them, or mark them done."))
}

func (p *FollowUps) menu(i int, at fyne.Position) {
	f := p.items[i]
	popUp(p.desk, at, withPerson([]*fyne.MenuItem{
		callItem(p.desk, lang.L("Call back"), f.Number, f.Name),
		fyne.NewMenuItem(lang.L("Done"), func() { p.done(f, time.Time{}) }),
		copyItem(p.desk, p.desk.Book.Show(f.Number)),
	}, personItems(p.desk, callerOf(f), p.edit))...)
}

func (p *FollowUps) call(i int) { p.desk.Phone.Call(p.items[i].Number, p.items[i].Name) }

// done takes a caller off the list, for good or until a time.
func (p *FollowUps) done(f history.FollowUp, until time.Time) {
	before := p.said(f.Key)
	p.say(inbox.FollowUp{Caller: f.Key, Name: f.Name, Number: f.Number, Done: p.desk.Now(), Remind: until})
	text := lang.L("{{.Name}} marked done", map[string]any{"Name": parts.Clean(p.desk.Book.Named(f.Name))})
	if !until.IsZero() {
		text = lang.L("Reminder set: {{.Time}}", map[string]any{"Time": words.Moment(until, p.desk.Now())})
	}
	p.desk.Frame.OfferUndo(text, desk.UndoKept, func() { p.say(before) })
}

// said is what the user decided about a caller before, or the zero decision.
func (p *FollowUps) said(caller string) inbox.FollowUp {
	for _, f := range p.desk.Snap.FollowUps {
		if f.Caller == caller {
			return f
		}
	}
	return inbox.FollowUp{Caller: caller}
}

// say tells the agent, which keeps it and reminds in time; the list follows with the next snapshot.
func (p *FollowUps) say(f inbox.FollowUp) {
	p.desk.Do(func(ctx context.Context) error { return p.desk.Agent.SetFollowUp(ctx, f) }, p.desk.Report)
}
