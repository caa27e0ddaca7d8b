package pages

import (
	"time"

	"istratray/app/figures"
	"istratray/app/zone"
)

// showFigures shows the figures of the chosen days in place of a call.
func (p *Calls) showFigures() {
	put(p.pane.object, p.figures.object)
	p.counting.Run()
	p.OpenPane()
}

// counted reports whether the figures are what the pane shows.
func (p *Calls) counted() bool { return p.pane.object.Objects[0] == p.figures.object }

// count computes the figures off Fyne's goroutine.
func (p *Calls) count() func() func() {
	x, span := p.desk.Index, p.days.label()
	from, until := p.days.bounds()
	book := p.desk.Book
	options := figures.Options{Caller: book.Key, Done: map[string]time.Time{}, Zone: zone.Local(), Now: p.desk.Now()}
	for _, f := range p.desk.Snap.FollowUps {
		if key := book.Key(f.Number); f.Remind.IsZero() && f.Done.After(options.Done[key]) {
			options.Done[key] = f.Done
		}
	}
	return func() func() {
		calls, voicemails := x.Within(from, until)
		f := figures.Of(calls, voicemails, options)
		return func() { p.figures.set(f, span) }
	}
}
