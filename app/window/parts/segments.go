package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Segments chooses one of a few: words in a row, or below each other where a row has no room, of which one is raised.
type Segments struct {
	widget.BaseWidget
	name     string // for screen readers
	labels   []string
	chosen   int
	focused  bool
	stacked  bool // as it was laid out last
	onChosen func(i int)
}

// NewSegments makes a choice of labels with the first one chosen.
func NewSegments(labels []string, chosen func(i int)) *Segments {
	s := &Segments{labels: labels, onChosen: chosen}
	s.ExtendBaseWidget(s)
	return s
}

// Choose changes what is chosen and calls back; the same one again does nothing.
func (s *Segments) Choose(i int) {
	if i != s.chosen && i >= 0 && i < len(s.labels) {
		s.chosen = i
		s.Refresh()
		s.onChosen(i)
	}
}

// Preset changes what is chosen without calling back.
func (s *Segments) Preset(i int) {
	if i != s.chosen && i >= 0 && i < len(s.labels) {
		s.chosen = i
		s.Refresh()
	}
}

// Chosen is the index of what is chosen.
func (s *Segments) Chosen() int { return s.chosen }

// Tapped is part of fyne.Tappable.
func (s *Segments) Tapped(ev *fyne.PointEvent) {
	for i := range s.labels {
		if at, size := s.place(i); ev.Position.X < at.X+size.Width && ev.Position.Y < at.Y+size.Height {
			s.Choose(i)
			return
		}
	}
}

// place is where a word is, with the room around it.
func (s *Segments) place(i int) (at fyne.Position, size fyne.Size) {
	n := float32(len(s.labels))
	if s.stacked {
		size = fyne.NewSize(s.Size().Width, s.Size().Height/n)
		return fyne.NewPos(0, float32(i)*size.Height), size
	}
	size = fyne.NewSize(s.Size().Width/n, s.Size().Height)
	return fyne.NewPos(float32(i)*size.Width, 0), size
}

// FocusGained is part of fyne.Focusable.
func (s *Segments) FocusGained() { s.focused = true; s.Refresh(); Reveal(s) }

// FocusLost is part of fyne.Focusable.
func (s *Segments) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is part of fyne.Focusable.
func (s *Segments) TypedRune(rune) {}

// TypedKey moves the choice with the arrow keys.
func (s *Segments) TypedKey(ev *fyne.KeyEvent) {
	s.Choose(s.chosen + arrowStep(ev))
}

// Access is part of Accessible.
func (s *Segments) Access() Access {
	a := Access{Role: RoleGroup, Name: s.name}
	for i, label := range s.labels {
		at, size := s.place(i)
		a.Items = append(a.Items, AccessItem{
			At: at, Size: size,
			Access: choiceAccess(s, label, i, len(s.labels), i == s.chosen, s.focused),
		})
	}
	return a
}

// SetName says what is chosen here, for screen readers, where no label beside it does.
func (s *Segments) SetName(name string) { s.name = name }

// AccessibilityLabel is part of fyne.Accessible.
func (s *Segments) AccessibilityLabel() string { return s.labels[s.chosen] }

// AccessibilityRole is part of fyne.Accessible.
func (s *Segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{segments: s, track: canvas.NewRectangle(nil), thumb: canvas.NewRectangle(nil),
		ring: newRing()}
	r.objects = []fyne.CanvasObject{r.track, r.thumb}
	for range s.labels {
		t := canvas.NewText("", nil)
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	r.objects = append(r.objects, r.ring)
	r.Refresh()
	return r
}

type segmentsRenderer struct {
	segments     *Segments
	track, thumb *canvas.Rectangle
	ring         *canvas.Rectangle
	texts        []*canvas.Text
	objects      []fyne.CanvasObject
}

func (r *segmentsRenderer) Refresh() {
	s := r.segments
	r.track.FillColor, r.track.CornerRadius = look.Colour(theme.ColorNameHover), look.Radius
	r.track.StrokeColor, r.track.StrokeWidth = look.Colour(look.Edge), 1
	r.thumb.FillColor, r.thumb.CornerRadius = look.Colour(look.AccentSoft), look.Radius-2
	r.thumb.StrokeColor, r.thumb.StrokeWidth = look.Colour(look.Accent), 1
	showRing(r.ring, s.focused)
	for i, t := range r.texts {
		style := Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true, Align: fyne.TextAlignCenter}
		if i == s.chosen {
			style.Color = look.Accent
		}
		style.apply(t)
	}
	r.Layout(s.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(float32(len(r.texts))*40, look.LineHeight(theme.SizeNameCaptionText)+2*look.S)
	if r.segments.stacked {
		size.Height *= float32(len(r.texts))
	}
	return size
}

// rim is the edge around what is raised.
const rim = 3

// fits reports whether all words have room in a row of that width.
func (r *segmentsRenderer) fits(width float32) bool {
	for i, t := range r.texts {
		label := fyne.MeasureText(r.segments.labels[i], t.TextSize, t.TextStyle)
		if label.Width > width/float32(len(r.texts))-2*rim {
			return false
		}
	}
	return true
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	s := r.segments
	s.stacked = size.Width > 0 && !r.fits(size.Width)
	r.track.Resize(size)
	placeRing(r.ring, fyne.Position{}, size, look.Radius)
	at, room := s.place(s.chosen)
	r.thumb.Move(at.AddXY(rim, rim))
	r.thumb.Resize(room.SubtractWidthHeight(2*rim, 2*rim))
	for i, t := range r.texts {
		at, room := s.place(i)
		t.Text = Fit(s.labels[i], room.Width-2*rim, t.TextSize, t.TextStyle)
		height := t.MinSize().Height
		t.Move(at.AddXY(0, (room.Height-height)/2))
		t.Resize(fyne.NewSize(room.Width, height))
	}
}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *segmentsRenderer) Destroy()                     {}
