package view

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"istratray/app/window/history"
	"istratray/app/window/look"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// followUpPane is one caller who waits: what they tried, and what can be done.
type followUpPane struct {
	ui     *UI
	object *fyne.Container
	column fyne.CanvasObject
	none   fyne.CanvasObject
	blank  fyne.CanvasObject
	head   *personHead
	why    *parts.Text
	call   *parts.Button
	remind *parts.Button
	thread *thread
	f      history.FollowUp
}

func newFollowUpPane(u *UI, page *followUpPage) *followUpPane {
	p := &followUpPane{ui: u, head: newPersonHead(), why: parts.NewText("", parts.Style{}), thread: newThread(u)}
	p.call = parts.NewButton(lang.L("Call back"), look.IconCall, parts.Primary, func() { u.call(p.f.Number, p.f.Name) })
	done := parts.NewButton(lang.L("Done"), look.IconDone, parts.Plain, func() { page.done(p.f, time.Time{}) })
	p.remind = parts.NewButton(lang.L("Later"), look.IconClock, parts.Plain, func() { u.popUpBelow(p.remind, p.laterItems(page)...) })
	top := parts.VBox(look.L, p.head.object, p.why, parts.Flow(look.S, p.call, done, p.remind))
	p.column = parts.Border(parts.Pad(top, look.XL, look.L, look.XL, look.XL), nil, nil, nil, p.thread.object)
	p.none = parts.NewEmpty(look.IconFollowUp, lang.L("Nothing chosen"), lang.L("Choose a caller in the list to call back."))
	p.blank = container.NewWithoutLayout()
	p.object = container.NewStack(p.blank)
	return p
}

// laterItems are the times at which a caller can come back onto the list.
func (p *followUpPane) laterItems(page *followUpPage) []*fyne.MenuItem {
	now := p.ui.Now()
	y, m, d := now.Local().Date()
	tomorrow := time.Date(y, m, d+1, 9, 0, 0, 0, time.Local)
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("In 1 hour"), func() { page.done(p.f, now.Add(time.Hour)) }),
		fyne.NewMenuItem(lang.L("Tomorrow at {{.Time}}", map[string]any{"Time": words.Clock(tomorrow)}), func() { page.done(p.f, tomorrow) }),
	}
}

func (p *followUpPane) put(o fyne.CanvasObject) {
	if p.object.Objects[0] != o {
		p.object.Objects = []fyne.CanvasObject{o}
		p.object.Refresh()
	}
}

// clear shows no caller: a hint where there is somebody to choose, else nothing.
func (p *followUpPane) clear(hint bool) {
	p.f = history.FollowUp{}
	if hint {
		p.put(p.none)
		return
	}
	p.put(p.blank)
}

func (p *followUpPane) show(f history.FollowUp) {
	p.f = f
	p.head.set(p.ui.named(f.Name), p.ui.book.Show(f.Number), words.Moment(f.Last, p.ui.Now()))
	p.why.Set(followUpText(f))
	p.thread.show(f.Key)
	p.put(p.column)
}
