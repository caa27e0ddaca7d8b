package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// speechBox is where a word or a button is.
type speechBox struct {
	at   fyne.Position
	size fyne.Size
}

// speechRun is what is drawn as one text: neighbouring words on a line.
type speechRun struct {
	text string
	at   fyne.Position
}

// speechPlan is where everything of a Speech is within a width.
type speechPlan struct {
	words, calls []speechBox
	runs         []speechRun
	height       float32
	width, text  float32 // that it was made for: the width, and the size of letters
}

// speechLeading is the space between two lines.
const speechLeading = 6

// speechPen writes a plan.
type speechPen struct {
	plan  *speechPlan
	style Style
	width float32
	line  float32 // the height of a line of text
	blank float32 // the width of a blank
	x, y  float32
	tall  float32 // the height of the line so far
	run   string  // the words of the run so far
	runAt float32
}

// arrange plans the words within a width. The last plan is kept: who listens to the window asks for it many times a
// second.
func (s *Speech) arrange(width float32) speechPlan {
	wanted := speechPlan{width: width, text: look.TextSize(theme.SizeNameText)}
	if s.plan == nil || s.plan.width != wanted.width || s.plan.text != wanted.text {
		s.fill(&wanted)
		s.plan = &wanted
	}
	return *s.plan
}

func (s *Speech) fill(plan *speechPlan) {
	pen := &speechPen{plan: plan, width: max(plan.width, 40)}
	pen.line = look.LineHeight(theme.SizeNameText)
	pen.blank = pen.style.width(" ")
	pen.tall = pen.line
	call := 0
	for _, w := range s.words {
		pen.word(w.Text)
		if w.Call != "" && call < len(s.calls) {
			pen.object(s.calls[call].MinSize())
			call++
		}
	}
	pen.flush()
	plan.height = pen.y + pen.tall
}

// word writes a word, on the next line where it doesn't fit.
func (p *speechPen) word(text string) {
	text = Fit(Clean(text), p.width, p.style.size(), p.style.text())
	longer := text
	if p.run != "" {
		longer = p.run + " " + text
	}
	if end := p.runAt + p.style.width(longer); end > p.width && p.x > 0 {
		p.feed()
		longer = text
	}
	end := p.runAt + p.style.width(longer)
	size := fyne.NewSize(p.style.width(text), p.line)
	p.plan.words = append(p.plan.words, speechBox{fyne.NewPos(end-size.Width, p.y), size})
	p.run, p.x = longer, end
}

// object leaves room for a button within the text.
func (p *speechPen) object(size fyne.Size) {
	p.flush()
	size.Width = min(size.Width, p.width)
	if p.x > 0 && p.x+p.blank+size.Width > p.width {
		p.feed()
	} else if p.x > 0 {
		p.x += p.blank
	}
	p.plan.calls = append(p.plan.calls, speechBox{fyne.NewPos(p.x, p.y+(p.line-size.Height)/2), size})
	p.x += size.Width + p.blank
	p.runAt = p.x
	p.tall = max(p.tall, (p.line+size.Height)/2)
}

// flush ends a run.
func (p *speechPen) flush() {
	if p.run != "" {
		p.plan.runs = append(p.plan.runs, speechRun{p.run, fyne.NewPos(p.runAt, p.y)})
	}
	p.run, p.runAt = "", p.x
}

// feed goes to the next line.
func (p *speechPen) feed() {
	p.flush()
	p.y += p.tall + speechLeading
	p.x, p.runAt, p.tall = 0, 0, p.line
}

// CreateRenderer is part of fyne.Widget.
func (s *Speech) CreateRenderer() fyne.WidgetRenderer {
	r := &speechRenderer{speech: s, mark: canvas.NewRectangle(nil), ring: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type speechRenderer struct {
	speech     *Speech
	mark, ring *canvas.Rectangle // the word of the moment, the keyboard's word
	found      []*canvas.Rectangle
	lines      []*canvas.Text
}

func (r *speechRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, r.speech.arrange(r.room()).height)
}

// room is how wide the lines are, as they were laid out last.
func (r *speechRenderer) room() float32 {
	if r.speech.width > 0 {
		return r.speech.width
	}
	return 400
}

func (r *speechRenderer) Layout(size fyne.Size) {
	if size.Width == r.speech.width {
		return
	}
	r.speech.width = size.Width
	r.draw()
	canvas.Refresh(r.speech)
}

func (r *speechRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.speech)
}

// draw puts everything in its place.
func (r *speechRenderer) draw() {
	s := r.speech
	plan := s.arrange(r.room())
	r.lines, r.found = r.lines[:0:0], r.found[:0:0]
	for _, run := range plan.runs {
		line := canvas.NewText(run.text, nil)
		Style{}.apply(line)
		line.Move(run.at)
		line.Resize(line.MinSize())
		r.lines = append(r.lines, line)
	}
	for i, w := range s.words {
		if w.Found {
			area := canvas.NewRectangle(look.Colour(look.WarnSoft))
			area.StrokeColor, area.StrokeWidth = look.Colour(look.Warn), 1
			place(area, plan.words[i])
			r.found = append(r.found, area)
		}
	}
	for i, c := range s.calls {
		c.Move(plan.calls[i].at)
		c.Resize(plan.calls[i].size)
	}
	r.mark.FillColor = look.Colour(look.AccentSoft)
	r.mark.StrokeColor, r.mark.StrokeWidth = look.Colour(look.Accent), 1
	r.ring.StrokeColor, r.ring.StrokeWidth = look.Colour(look.Accent), 2
	r.show(r.mark, plan, s.spoken, s.spoken >= 0)
	r.show(r.ring, plan, s.cursor, s.focused && s.timed())
}

func (r *speechRenderer) show(area *canvas.Rectangle, plan speechPlan, word int, on bool) {
	area.Hidden = !on || word >= len(plan.words)
	if !area.Hidden {
		place(area, plan.words[word])
	}
}

// place puts an area around a word.
func place(area *canvas.Rectangle, b speechBox) {
	area.CornerRadius = 4
	area.Move(b.at.AddXY(-2, -1)) // half a blank: the words beside it stay clear of it
	area.Resize(b.size.AddWidthHeight(4, 2))
}

func (r *speechRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, area := range r.found {
		out = append(out, area)
	}
	out = append(out, r.mark)
	for _, line := range r.lines {
		out = append(out, line)
	}
	for _, c := range r.speech.calls {
		out = append(out, c)
	}
	return append(out, r.ring)
}
func (r *speechRenderer) Destroy() {}
