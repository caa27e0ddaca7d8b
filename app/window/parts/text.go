package parts

import (
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
}

func (s Style) size() float32 {
	if s.Size == "" {
		return look.TextSize(theme.SizeNameText)
	}
	return look.TextSize(s.Size)
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

// Text is one line that ends in an ellipsis where it does not fit. Text from elsewhere is shown as plain
// text: line breaks and control characters become spaces.
type Text struct {
	widget.BaseWidget
	full  string
	style Style
	// wide is the least width the text asks for; negative: as wide as it needs.
	wide   float32
	spoken bool
}

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

// Cut is the whole text where it does not fit, else "".
func (t *Text) Cut() string {
	style := t.style.text()
	if w := t.Size().Width; w > 0 && Fit(t.full, w, t.style.size(), style) != Drawn(t.full) {
		return t.full
	}
	return ""
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
	switch t.style.Size {
	case look.Title, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText:
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
	r := &textRenderer{text: t, line: canvas.NewText("", nil)}
	r.style()
	return r
}

type textRenderer struct {
	text *Text
	line *canvas.Text
}

func (r *textRenderer) style() {
	r.text.style.apply(r.line)
	r.fit()
}

func (r *textRenderer) fit() {
	r.line.Text = Drawn(r.text.full)
	if w := r.text.Size().Width; w > 0 {
		r.line.Text = Fit(r.text.full, w, r.line.TextSize, r.line.TextStyle)
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.fit()
	r.line.Resize(size)
	r.line.Refresh()
}

func (r *textRenderer) MinSize() fyne.Size {
	s := fyne.MeasureText(Drawn(r.text.full), r.line.TextSize, r.line.TextStyle)
	if r.text.wide >= 0 {
		s.Width = r.text.wide
	}
	return s
}

func (r *textRenderer) Refresh() {
	r.style()
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
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
