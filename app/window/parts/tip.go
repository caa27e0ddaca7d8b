package parts

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// TipDelay is how long the pointer rests before the tip appears.
const TipDelay = 600 * time.Millisecond

// tipMeasure is the widest line of a tip, tipGap how far it stays from the pointer.
const (
	tipMeasure = 320
	tipGap     = 18
)

// Tips says in full what the pointer rests on: what an icon is for, or what did not fit. It is a layer over the
// window that takes no events. What it says is already in the names of things, so it has nothing for screen
// readers.
type Tips struct {
	widget.BaseWidget
	after func(time.Duration, func()) (stop func())
	text  *Paragraph
	of    fyne.CanvasObject // what is pointed at; nil: nothing
	at    fyne.Position
	shown bool
	stop  func()
}

// NewTips makes the layer. After runs a function later, on Fyne's goroutine, unless that is stopped.
func NewTips(after func(time.Duration, func()) (stop func())) *Tips {
	t := &Tips{after: after, text: NewParagraph("", Style{Size: theme.SizeNameCaptionText},
		tipMeasure), stop: func() {}}
	t.ExtendBaseWidget(t)
	return t
}

// Text is what is said now, or "".
func (t *Tips) Text() string {
	if !t.shown {
		return ""
	}
	return t.text.Text()
}

// point begins to wait for the pointer to rest on an object; the same text of it continues.
func (t *Tips) point(o fyne.CanvasObject, text string, at fyne.Position) {
	if t.of == o && t.text.Text() == text {
		if !t.shown {
			t.at = at
		}
		return
	}
	t.hide()
	if text == "" {
		return
	}
	t.of, t.at = o, at
	t.text.Set(text)
	t.stop = t.after(TipDelay, func() {
		t.shown = true
		t.Refresh()
	})
}

func (t *Tips) hide() {
	t.stop()
	t.of, t.stop = nil, func() {}
	if t.shown {
		t.shown = false
		t.Refresh()
	}
}

// showTip says a text for what the pointer is on, once it rests there; "" says nothing. At is on the canvas.
func showTip(o fyne.CanvasObject, text string, at fyne.Position) {
	if t := tipsOver(o); t != nil {
		t.point(o, text, at)
	}
}

// hideTip hides the tip, whatever it is about.
func hideTip(o fyne.CanvasObject) {
	if t := tipsOver(o); t != nil {
		t.hide()
	}
}

// tipsOver is the layer of an object's window, or nil.
func tipsOver(o fyne.CanvasObject) *Tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	holder, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, child := range holder.Objects {
		if t, ok := child.(*Tips); ok {
			return t
		}
	}
	return nil
}

// HideTips hides the tip in a window, as when someone types.
func HideTips(c fyne.Canvas) { hideTip(c.Content()) }

// CreateRenderer is part of fyne.Widget.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	return &tipsRenderer{tips: t, face: canvas.NewRectangle(nil)}
}

type tipsRenderer struct {
	tips *Tips
	face *canvas.Rectangle
}

func (r *tipsRenderer) Layout(size fyne.Size) {
	t := r.tips
	if !t.shown {
		return
	}
	width := float32(0)
	for _, line := range Break(t.text.Text(), min(tipMeasure, size.Width-4*look.S), t.text.style) {
		width = max(width, t.text.style.width(line))
	}
	for range 2 { // a text that wraps is higher only then
		t.text.Resize(fyne.NewSize(width, t.text.MinSize().Height))
	}
	box := t.text.Size().AddWidthHeight(2*look.S, 2*look.XS)
	at := t.at.AddXY(0, tipGap)
	if at.Y+box.Height > size.Height {
		at.Y = t.at.Y - box.Height - look.XS
	}
	at.X = max(look.XS, min(at.X, size.Width-box.Width-look.XS))
	r.face.Move(at)
	r.face.Resize(box)
	t.text.Move(at.AddXY(look.S, look.XS))
}

func (r *tipsRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *tipsRenderer) Refresh() {
	r.face.FillColor, r.face.CornerRadius = look.Colour(theme.ColorNameMenuBackground), look.Radius
	r.face.StrokeColor, r.face.StrokeWidth = look.Colour(look.Edge), 1
	r.Layout(r.tips.Size())
	r.face.Refresh()
	r.tips.text.Refresh()
	canvas.Refresh(r.tips)
}

func (r *tipsRenderer) Objects() []fyne.CanvasObject {
	if !r.tips.shown {
		return nil
	}
	return []fyne.CanvasObject{r.face, r.tips.text}
}
func (r *tipsRenderer) Destroy() {}

// Tipped gives an object a tip.
type Tipped struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	tip     func() string
}

// WithTip says a text while the pointer rests on an object; an empty one is not said.
func WithTip(o fyne.CanvasObject, tip func() string) *Tipped {
	t := &Tipped{Content: o, tip: tip}
	t.ExtendBaseWidget(t)
	return t
}

// MouseIn is part of desktop.Hoverable.
func (t *Tipped) MouseIn(ev *desktop.MouseEvent) { showTip(t, t.tip(), ev.AbsolutePosition) }

// MouseMoved is part of desktop.Hoverable.
func (t *Tipped) MouseMoved(ev *desktop.MouseEvent) { showTip(t, t.tip(), ev.AbsolutePosition) }

// MouseOut is part of desktop.Hoverable.
func (t *Tipped) MouseOut() { hideTip(t) }

// Access is part of Accessible.
func (t *Tipped) Access() Access { return Access{Children: []fyne.CanvasObject{t.Content}} }

// CreateRenderer is part of fyne.Widget.
func (t *Tipped) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.Content) }
