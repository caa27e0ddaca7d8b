package parts

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// CheckAccess is the Access of a Check.
func CheckAccess(c *widget.Check) Access {
	return Access{Role: RoleSwitch, Name: c.Text, State: Checkable | Checked.When(c.Checked),
		Press: func() { c.SetChecked(!c.Checked) }}
}

// Choice is one of many, in a drop-down menu. It scrolls into view when it gets the focus.
type Choice struct {
	widget.Select
	focused bool
}

// NewChoice makes a choice of options.
func NewChoice(options ...string) *Choice {
	c := &Choice{}
	c.Options = options
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained is part of fyne.Focusable.
func (c *Choice) FocusGained() {
	c.focused = true
	c.Select.FocusGained()
	Reveal(c)
}

// FocusLost is part of fyne.Focusable.
func (c *Choice) FocusLost() {
	c.focused = false
	c.Select.FocusLost()
}

// MouseIn is part of desktop.Hoverable: what does not fit is said in full.
func (c *Choice) MouseIn(ev *desktop.MouseEvent) {
	c.Select.MouseIn(ev)
	if c.cut() {
		showTip(c, c.Selected, ev.AbsolutePosition)
	}
}

// MouseOut is part of desktop.Hoverable.
func (c *Choice) MouseOut() {
	c.Select.MouseOut()
	hideTip(c)
}

// cut reports whether what is chosen ends in an ellipsis, beside the arrow.
func (c *Choice) cut() bool {
	room := c.Size().Width - theme.IconInlineSize() - theme.InnerPadding() - 3*theme.Padding()
	return Style{}.width(c.Selected) > room
}

// Tapped is part of fyne.Tappable.
func (c *Choice) Tapped(ev *fyne.PointEvent) {
	hideTip(c)
	if len(c.Options) <= longMenu || c.Disabled() {
		c.Select.Tapped(ev)
		return
	}
	openChoiceSearch(c, "")
}

// TypedKey is part of fyne.Focusable.
func (c *Choice) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		c.Tapped(nil)
	default:
		c.Select.TypedKey(ev)
	}
}

// TypedRune is part of fyne.Focusable. What is typed at many options looks for one.
func (c *Choice) TypedRune(r rune) {
	if len(c.Options) > longMenu && r != ' ' {
		openChoiceSearch(c, string(r))
	}
}

// CreateRenderer is part of fyne.Widget. Fyne's own has no edge, and another mark of the focus.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	marked := newRinged(c.Select.CreateRenderer(), look.Radius, func() bool { return c.focused && !c.Disabled() })
	r := &edgedRenderer{ringed: marked, of: c, edge: canvas.NewRectangle(color.Transparent)}
	r.edge.StrokeWidth, r.edge.CornerRadius = 1, look.Radius
	r.mark()
	return r
}

// edgedRenderer draws an edge around a widget of Fyne's.
type edgedRenderer struct {
	*ringed
	of   *Choice
	edge *canvas.Rectangle
}

// mark shows the edge, and who has the keyboard.
func (r *edgedRenderer) mark() {
	r.edge.StrokeColor = look.Colour(look.Edge)
	r.ringed.mark()
	if ground, ok := r.WidgetRenderer.Objects()[0].(*canvas.Rectangle); ok && !r.ring.Hidden {
		ground.FillColor = look.Colour(theme.ColorNameInputBackground)
		ground.Refresh()
	}
}

// MinSize has room for what is chosen, as far as a narrow window has.
func (r *edgedRenderer) MinSize() fyne.Size {
	size := r.WidgetRenderer.MinSize()
	more := Style{}.width(r.of.Selected) - Style{}.width(r.of.PlaceHolder)
	return fyne.NewSize(max(size.Width, min(size.Width+more, longestWord)), size.Height)
}

func (r *edgedRenderer) Layout(size fyne.Size) {
	r.ringed.Layout(size)
	r.edge.Resize(size)
}

func (r *edgedRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.mark()
	r.edge.Refresh()
	r.ring.Refresh()
}

func (r *edgedRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.edge, r.ring)
}

// Access is part of Accessible.
func (c *Choice) Access() Access {
	a := SelectAccess(&c.Select)
	a.Press = func() { c.Tapped(nil) }
	return a
}

// SelectAccess is the Access of a Select. It lists the options while the menu is closed, too.
func SelectAccess(s *widget.Select) Access {
	a := Access{Role: RoleChoice, State: Expandable | PopsUp, Press: func() { s.Tapped(nil) }}
	for i, option := range s.Options {
		a.Items = append(a.Items, AccessItem{Access: Access{
			Role: RoleItem, Name: option, Key: option, Position: i + 1, Total: len(s.Options),
			State: Selectable | Selected.When(option == s.Selected), Press: func() { s.SetSelected(option) },
		}})
	}
	return a
}

// Slider is a value between two others; one up to 1 is told in per cent. The keyboard changes it with all four arrows.
type Slider struct {
	widget.Slider
	name    string
	close   func()
	focused bool
}

// NewSlider makes a slider that pops up; close is what Escape and Return do.
func NewSlider(name string, least, most float64, close func()) *Slider {
	s := &Slider{name: name, close: close}
	s.Min, s.Max = least, most
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained is part of fyne.Focusable.
func (s *Slider) FocusGained() {
	s.focused = true
	s.Slider.FocusGained()
}

// FocusLost is part of fyne.Focusable.
func (s *Slider) FocusLost() {
	s.focused = false
	s.Slider.FocusLost()
}

// CreateRenderer is part of fyne.Widget. Fyne's own marks the focus in another way.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(s.Slider.CreateRenderer(), look.Radius, func() bool { return s.focused && !s.Disabled() })
}

// TypedKey is part of fyne.Focusable.
func (s *Slider) TypedKey(ev *fyne.KeyEvent) {
	name := ev.Name
	switch name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.close()
		return
	case fyne.KeyUp:
		name = fyne.KeyRight
	case fyne.KeyDown:
		name = fyne.KeyLeft
	}
	s.Slider.TypedKey(&fyne.KeyEvent{Name: name, Physical: ev.Physical})
}

// Access is part of Accessible.
func (s *Slider) Access() Access {
	a := SliderAccess(&s.Slider)
	a.Name = s.name
	if s.Max == 1 {
		a.Range.Text = fmt.Sprintf("%.0f %%", 100*s.Value)
	}
	return a
}

// SliderAccess is the Access of a Slider.
func SliderAccess(s *widget.Slider) Access {
	return Access{Role: RoleSlider, Range: &Range{Now: s.Value, Min: s.Min, Max: s.Max, Step: s.Step, Set: s.SetValue}}
}

// NewEye makes the button that shows a password, and hides it again; show and hide are what it does, in
// words. Unlike Fyne's own, Tab reaches it.
func NewEye(field *widget.Entry, show, hide string) *Button {
	eye := NewButton("", look.IconEye, Quiet, nil)
	eye.SetName(show)
	eye.onTapped = func() {
		field.Password = !field.Password
		field.Refresh()
		if field.Password {
			eye.SetName(show)
			eye.Set("", look.IconEye)
		} else {
			eye.SetName(hide)
			eye.Set("", look.IconEyeOff)
		}
	}
	return eye
}
