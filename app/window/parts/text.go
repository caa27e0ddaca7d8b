package parts

import (
	"cmp"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/plain"
	"istratray/app/window/look"
)

// Style is how a Text looks. The zero Style is body text.
type Style struct {
	Size  fyne.ThemeSizeName  // "" is the body size
	Color fyne.ThemeColorName // "" is the foreground
	Bold  bool
	Mono  bool
	Align fyne.TextAlign

	shrunk float32 // by how much it is smaller than its size says; 0 is not at all
}

func (s Style) size() float32 {
	size := look.TextSize(cmp.Or(s.Size, theme.SizeNameText))
	if s.shrunk > 0 {
		return size * s.shrunk
	}
	return size
}

func (s Style) apply(t *canvas.Text) {
	name := s.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	t.Color = look.Colour(name)
	t.TextSize = s.size()
	t.TextStyle = s.text()
	t.Alignment = s.Align
}

// write has a line say a text in that style. A line that does so already is not drawn again: Fyne lays out whole pages
// before a frame, and what is drawn again then costs another frame.
func (s Style) write(line *canvas.Text, text string) {
	before := *line
	s.apply(line)
	line.Text = text
	if *line != before {
		line.Refresh()
	}
}

// Text is one line that ends in an ellipsis where it does not fit, or goes on in the next where it Wraps. Text from
// elsewhere is shown as plain text: line breaks and control characters become spaces.
type Text struct {
	widget.BaseWidget
	full  string
	style Style
	// wide is the least width the text asks for; negative: as wide as it needs.
	wide   float32
	spoken bool
	wraps  bool
}

// mostLines is how many lines a text that wraps may have.
const mostLines = 3

// NewText makes a line that takes the width it is given.
func NewText(text string, style Style) *Text {
	t := &Text{full: Clean(text), style: style}
	t.ExtendBaseWidget(t)
	return t
}

// NewFixedText makes a line that asks for the width it needs.
func NewFixedText(text string, style Style) *Text {
	t := &Text{full: Clean(text), style: style, wide: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Text is the whole text.
func (t *Text) Text() string { return t.full }

// Wraps has a text that is large go on in the next line, up to three in all.
func (t *Text) Wraps() *Text {
	t.wraps = true
	return t
}

// Cut is the whole text where it does not fit, else "".
func (t *Text) Cut() string {
	whole := func(text string) string { return strings.Join(strings.Fields(text), "") }
	lines, _ := t.lines()
	if whole(strings.Join(lines, "")) != whole(Drawn(t.full)) {
		return t.full
	}
	return ""
}

// lines are what is drawn, and in which style.
func (t *Text) lines() ([]string, Style) {
	width := t.Size().Width
	if width <= 0 {
		return []string{Drawn(t.full)}, t.style
	}
	lines, style := []string{t.full}, t.style
	if t.wraps && look.Large() {
		style = style.whole(t.full, width)
		lines = Break(t.full, width, style)
	}
	if len(lines) > mostLines {
		lines = append(lines[:mostLines-1], strings.Join(lines[mostLines-1:], " "))
	}
	for i, line := range lines {
		lines[i] = Fit(line, width, style.size(), style.text())
	}
	return lines, style
}

// Set changes the text; an equal one costs nothing.
func (t *Text) Set(text string) {
	if text = Clean(text); text != t.full {
		t.full = text
		t.Refresh()
	}
}

// SetStyle changes the style; an equal one costs nothing.
func (t *Text) SetStyle(s Style) {
	if s != t.style {
		t.style = s
		t.Refresh()
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.full }

// AccessibilityRole is part of fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Access is part of Accessible.
func (t *Text) Access() Access {
	if t.style.heads() {
		return Access{Role: RoleHeading, Name: t.full}
	}
	return Access{Role: RoleText, Name: t.full, Spoken: t.spoken}
}

// Spoken has screen readers announce changes of the text.
func (t *Text) Spoken() *Text {
	t.spoken = true
	return t
}

// CreateRenderer is part of fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t}
	r.fit()
	return r
}

type textRenderer struct {
	text  *Text
	lines []fyne.CanvasObject
}

// fit draws the lines as wide as the text is now.
func (r *textRenderer) fit() {
	lines, style := r.text.lines()
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	r.lines = r.lines[:len(lines)]
	size := r.text.Size()
	height := size.Height / float32(len(lines))
	for i, text := range lines {
		line := r.lines[i].(*canvas.Text)
		style.write(line, text)
		line.Move(fyne.NewPos(0, float32(i)*height))
		line.Resize(fyne.NewSize(size.Width, height))
	}
}

func (r *textRenderer) Layout(fyne.Size) { r.fit() }

func (r *textRenderer) MinSize() fyne.Size {
	s := r.lines[0].MinSize()
	s.Height *= float32(len(r.lines))
	if s.Width = r.text.wide; s.Width < 0 {
		s.Width = r.text.style.width(Drawn(r.text.full))
	}
	return s
}

func (r *textRenderer) Refresh() {
	r.fit()
	canvas.Refresh(r.text)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *textRenderer) Destroy()                     {}

// Fit shortens text to a width, with an ellipsis where something is missing, and as it can be drawn.
func Fit(text string, width, size float32, style fyne.TextStyle) string {
	text = Drawn(text)
	// Half a unit of slack: layouts hand back widths that rounding has made a hair smaller.
	if fyne.MeasureText(text, size, style).Width <= width+0.5 {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool {
		return fyne.MeasureText(string(runes[:n+1])+"…", size, style).Width > width
	})
	if n == 0 {
		return "…"
	}
	return strings.TrimRight(string(runes[:n]), " ") + "…"
}

// Clean makes text from elsewhere safe to show on one line.
func Clean(text string) string { return plain.Clean(text) }
