package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Switch is on or off: a knob in a track. It scrolls into view when it gets the focus.
type Switch struct {
	widget.Check
	focused, over bool
}

// NewSwitch makes a switch without a label: Labelled names it.
func NewSwitch(on bool, changed func(bool)) *Switch {
	s := &Switch{}
	s.Checked, s.OnChanged = on, changed
	s.ExtendBaseWidget(s)
	return s
}

// Toggle does what a press does.
func (s *Switch) Toggle() {
	if !s.Disabled() {
		s.SetChecked(!s.Checked)
	}
}

// Line makes a press anywhere in a line toggle the switch in it, and that far above and below the line.
func (s *Switch) Line(line fyne.CanvasObject, padding float32) *fyne.Container {
	return container.New(around(padding), newWay(s.Toggle), line)
}

// around lays the first object out that far above and below the second.
type around float32

func (around) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

func (a around) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, -float32(a)))
	objects[0].Resize(size.AddWidthHeight(0, 2*float32(a)))
	objects[1].Resize(size)
}

// FocusGained is part of fyne.Focusable.
func (s *Switch) FocusGained() {
	s.focused = true
	s.Check.FocusGained()
	Reveal(s)
}

// FocusLost is part of fyne.Focusable.
func (s *Switch) FocusLost() {
	s.focused = false
	s.Check.FocusLost()
}

// MouseIn is part of desktop.Hoverable.
func (s *Switch) MouseIn(*desktop.MouseEvent) { s.hover(true) }

// MouseMoved is part of desktop.Hoverable.
func (s *Switch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (s *Switch) MouseOut() { s.hover(false) }

func (s *Switch) hover(over bool) {
	s.over = over
	s.Refresh()
}

// Access is part of Accessible.
func (s *Switch) Access() Access { return CheckAccess(&s.Check) }

// CreateRenderer is part of fyne.Widget.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	r := &switchRenderer{of: s, track: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		knob: canvas.NewCircle(nil)}
	r.Refresh()
	return r
}

type switchRenderer struct {
	of          *Switch
	track, ring *canvas.Rectangle
	knob        *canvas.Circle
}

// The track, at text of the usual size, and the room that the focus ring has around it.
const (
	trackWidth, trackHeight = 40, 22
	switchRing              = 3
)

func (r *switchRenderer) MinSize() fyne.Size {
	track := fyne.NewSize(trackWidth*look.Scale(), trackHeight*look.Scale())
	return track.AddWidthHeight(2*switchRing, 2*switchRing)
}

func (r *switchRenderer) Layout(size fyne.Size) {
	whole := r.MinSize()
	at := fyne.NewPos(size.Width-whole.Width, (size.Height-whole.Height)/2)
	r.ring.Move(at)
	r.ring.Resize(whole)
	r.ring.CornerRadius = whole.Height / 2
	track := whole.SubtractWidthHeight(2*switchRing, 2*switchRing)
	at = at.AddXY(switchRing, switchRing)
	r.track.Move(at)
	r.track.Resize(track)
	r.track.CornerRadius = track.Height / 2
	gap := track.Height * 0.18
	if !r.of.Checked {
		gap = track.Height * 0.25 // on is not known by its colour alone
	}
	knob := track.Height - 2*gap
	if r.of.Checked {
		at.X += track.Width - track.Height
	}
	r.knob.Move(at.AddXY(gap, gap))
	r.knob.Resize(fyne.NewSquareSize(knob))
}

func (r *switchRenderer) Refresh() {
	fill, edge, knob := theme.ColorNameInputBackground, look.Edge, look.Edge
	switch s := r.of; {
	case s.Checked && s.over:
		fill, edge, knob = look.AccentHover, look.AccentHover, look.OnFill
	case s.Checked:
		fill, edge, knob = look.AccentFill, look.AccentFill, look.OnFill
	case s.over:
		fill = theme.ColorNameHover
	}
	r.track.FillColor, r.track.StrokeColor, r.track.StrokeWidth = look.Colour(fill), look.Colour(edge), 1.5
	r.knob.FillColor = look.Colour(knob)
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.Hidden = look.Colour(look.Accent), 2, !r.of.focused
	r.Layout(r.of.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *switchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.track, r.knob}
}
func (r *switchRenderer) Destroy() {}
