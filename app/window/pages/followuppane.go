package pages

import (
	"time"

	"fyne.io/fyne/v2"

	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
	"istratray/app/zone"
)

// followUpPane is one caller who waits: what they tried, and what can be done.
type followUpPane struct {
	detail
	desk   *desk.Desk
	why    *parts.Text
	call   *parts.Button
	remind *parts.Button
	more   *parts.Button
	f      history.FollowUp
}

func newFollowUpPane(d *desk.Desk, page *FollowUps) *followUpPane {
	hint := parts.NewEmpty(look.IconFollowUp, lang.L("Nothing selected"), lang.L("Select a caller to call back."))
	p := &followUpPane{desk: d, detail: newDetail(d, hint), why: parts.NewText("", parts.Style{})}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Primary, func() {
		d.Phone.Call(p.f.Number, p.f.Name)
	})
	done := parts.NewButton(lang.L("Done"), look.IconDone, parts.Plain, func() { page.done(p.f, time.Time{}) })
	p.remind = parts.NewButton(lang.L("Later"), look.IconClock, parts.Plain, func() {
		popUpBelow(d, p.remind, p.laterItems(page)...)
	})
	p.remind.OpensMenu()
	p.more = parts.NewButton("", look.IconMore, parts.Plain, func() {
		popUpBelow(d, p.more, withPerson([]*fyne.MenuItem{copyItem(d, d.Book.Show(p.f.Number))}, p.head.items())...)
	})
	p.more.SetName(lang.L("More"))
	p.more.OpensMenu()
	p.build(p.why, parts.Yield(parts.Flow(look.S, p.call, done, p.remind, p.more), p.remind, done))
	return p
}

// laterItems are the times at which a caller can come back onto the list.
func (p *followUpPane) laterItems(page *FollowUps) []*fyne.MenuItem {
	now := p.desk.Now()
	here := zone.Local()
	y, m, d := now.In(here).Date()
	tomorrow := time.Date(y, m, d+1, 9, 0, 0, 0, here)
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("In 1 hour"), func() { page.done(p.f, now.Add(time.Hour)) }),
		fyne.NewMenuItem(lang.L("Tomorrow at {{.Time}}", map[string]any{"Time": words.Clock(tomorrow)}), func() {
			page.done(p.f, tomorrow)
		}),
	}
}

func (p *followUpPane) show(f history.FollowUp) {
	p.f = f
	p.head.set(p.desk.Book.Called(f.Name, f.Number), p.desk.Book.Show(f.Number), words.Moment(f.Last, p.desk.Now()))
	p.head.tell(callerOf(f))
	p.why.Set(followUpText(f))
	if len(f.Rang)+len(f.Voicemails) == 0 {
		p.why.Set(comesBack(f, p.desk.Now()))
	}
	p.thread.show(f.Key, p.desk.Book.Named(f.Name))
	p.open(f.Key)
}
