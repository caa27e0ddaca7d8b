package parts

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Chips narrow a list to one of a few kinds: labels in pills, of which one is filled. What does not fit beside the
// others goes below.
type Chips struct {
	widget.BaseWidget
	name     string // for screen readers
	labels   []string
	counts   []int // behind the labels; 0 shows none
	chosen   int
	focused  bool
	width    float32 // of the last layout: how high they are depends on it
	onChosen func(i int)
}

// chipsMin is the largest minimum width of chips.
const chipsMin = 160

// NewChips makes a choice of labels with the first one chosen.
func NewChips(name string, labels []string, chosen func(i int)) *Chips {
	c := &Chips{name: name, labels: labels, counts: make([]int, len(labels)), onChosen: chosen}
	c.ExtendBaseWidget(c)
	return c
}

// Chosen is the index of what is chosen.
func (c *Chips) Chosen() int { return c.chosen }

// Choose changes what is chosen and calls back; the same one again does nothing.
func (c *Chips) Choose(i int) {
	if i != c.chosen && i >= 0 && i < len(c.labels) {
		c.chosen = i
		c.Refresh()
		c.onChosen(i)
	}
}

// SetCount says how many there are of a kind; 0 says nothing.
func (c *Chips) SetCount(i, n int) {
	if c.counts[i] != n {
		c.counts[i] = n
		c.Refresh()
	}
}

// text is what stands in a chip.
func (c *Chips) text(i int) string {
	if c.counts[i] == 0 {
		return c.labels[i]
	}
	return c.labels[i] + " " + countText(c.counts[i])
}

// chipBox is where a chip is.
type chipBox struct {
	at   fyne.Position
	size fyne.Size
}

// boxes are the places of the chips within a width.
func (c *Chips) boxes(width float32) []chipBox {
	style := Style{Size: theme.SizeNameCaptionText, Bold: true}
	height := max(look.LineHeight(theme.SizeNameCaptionText)+2*look.XS+2, 28)
	out := make([]chipBox, len(c.labels))
	var x, y float32
	for i := range c.labels {
		w := min(style.width(c.text(i))+2*look.M, max(width, chipsMin/2))
		if x > 0 && x+w > width {
			x, y = 0, y+height+look.S
		}
		out[i] = chipBox{fyne.NewPos(x, y), fyne.NewSize(w, height)}
		x += w + look.S
	}
	return out
}

// Tapped is part of fyne.Tappable.
func (c *Chips) Tapped(ev *fyne.PointEvent) {
	for i, b := range c.boxes(c.Size().Width) {
		p := ev.Position.Subtract(b.at)
		if p.X >= 0 && p.Y >= 0 && p.X < b.size.Width && p.Y < b.size.Height {
			c.Choose(i)
		}
	}
}

// FocusGained is part of fyne.Focusable.
func (c *Chips) FocusGained() { c.focused = true; c.Refresh(); Reveal(c) }

// FocusLost is part of fyne.Focusable.
func (c *Chips) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune is part of fyne.Focusable.
func (c *Chips) TypedRune(rune) {}

// TypedKey moves the choice with the arrow keys.
func (c *Chips) TypedKey(ev *fyne.KeyEvent) {
	c.Choose(c.chosen + arrowStep(ev))
}

// Access is part of Accessible.
func (c *Chips) Access() Access {
	a := Access{Role: RoleGroup, Name: c.name}
	for i, b := range c.boxes(c.Size().Width) {
		item := AccessItem{At: b.at, Size: b.size,
			Access: choiceAccess(c, c.labels[i], i, len(c.labels), i == c.chosen, c.focused)}
		if c.counts[i] > 0 {
			item.Description = strconv.Itoa(c.counts[i])
		}
		a.Items = append(a.Items, item)
	}
	return a
}

// AccessibilityLabel is part of fyne.Accessible.
func (c *Chips) AccessibilityLabel() string { return c.labels[c.chosen] }

// AccessibilityRole is part of fyne.Accessible.
func (c *Chips) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	r := &chipsRenderer{chips: c, ring: newRing()}
	for range c.labels {
		r.faces = append(r.faces, canvas.NewRectangle(nil))
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	for i := range c.labels {
		r.objects = append(r.objects, r.faces[i], r.texts[i])
	}
	r.objects = append(r.objects, r.ring)
	r.Refresh()
	return r
}

type chipsRenderer struct {
	chips   *Chips
	ring    *canvas.Rectangle // around the chosen one, while the keyboard is here
	faces   []*canvas.Rectangle
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *chipsRenderer) Refresh() {
	c := r.chips
	for i, face := range r.faces {
		style := Style{Size: theme.SizeNameCaptionText, Bold: true, Align: fyne.TextAlignCenter}
		face.FillColor, face.StrokeColor, face.StrokeWidth = look.Colour(theme.ColorNameButton),
			look.Colour(look.Edge), 1
		if i == c.chosen {
			style.Color = look.Accent
			face.FillColor, face.StrokeColor = look.Colour(look.AccentSoft), look.Colour(look.Accent)
			face.StrokeWidth = chosenWidth
		}
		style.apply(r.texts[i])
	}
	showRing(r.ring, c.focused)
	r.Layout(c.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *chipsRenderer) MinSize() fyne.Size {
	width := r.chips.width
	if width == 0 {
		width = 2 * look.TextSize(theme.SizeNameText) * 50 // until the first layout: all in a line
	}
	boxes := r.chips.boxes(max(width, chipsMin))
	last := boxes[len(boxes)-1]
	return fyne.NewSize(chipsMin, last.at.Y+last.size.Height)
}

func (r *chipsRenderer) Layout(size fyne.Size) {
	r.chips.width = size.Width
	for i, b := range r.chips.boxes(size.Width) {
		r.faces[i].Move(b.at)
		r.faces[i].Resize(b.size)
		r.faces[i].CornerRadius = b.size.Height / 2
		t := r.texts[i]
		t.Text = Fit(r.chips.text(i), b.size.Width-2*look.S, t.TextSize, t.TextStyle)
		height := t.MinSize().Height
		t.Move(b.at.AddXY(0, (b.size.Height-height)/2))
		t.Resize(fyne.NewSize(b.size.Width, height))
		if i == r.chips.chosen {
			placeRing(r.ring, b.at, b.size, b.size.Height/2)
		}
	}
}

func (r *chipsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *chipsRenderer) Destroy()                     {}
