package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is text that breaks between words at a fixed measure. It asks for the width of its
// longest line and the height of all of them.
type Paragraph struct {
	widget.BaseWidget
	text    string
	style   Style
	measure float32
}

// NewParagraph makes a paragraph whose lines are at most measure wide.
func NewParagraph(text string, style Style, measure float32) *Paragraph {
	p := &Paragraph{text: text, style: style, measure: measure}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the text; an equal one costs nothing.
func (p *Paragraph) Set(text string) {
	if text != p.text {
		p.text = text
		p.Refresh()
	}
}

// Text is the whole text.
func (p *Paragraph) Text() string { return p.text }

// AccessibilityLabel is part of fyne.Accessible.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// AccessibilityRole is part of fyne.Accessible.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Access is part of Accessible.
func (p *Paragraph) Access() Access {
	role := RoleText
	if p.style.Size == theme.SizeNameHeadingText {
		role = RoleHeading
	}
	return Access{Role: role, Name: p.text}
}

// CreateRenderer is part of fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.Refresh()
	return r
}

type paragraphRenderer struct {
	paragraph *Paragraph
	lines     []fyne.CanvasObject
}

func (r *paragraphRenderer) Refresh() {
	p := r.paragraph
	r.lines = r.lines[:0]
	for _, text := range Break(p.text, p.measure, p.style) {
		line := canvas.NewText(text, nil)
		p.style.apply(line)
		r.lines = append(r.lines, line)
	}
	r.Layout(p.Size())
	canvas.Refresh(p)
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, line := range r.lines {
		s := line.MinSize()
		size.Width = max(size.Width, s.Width)
		size.Height += s.Height
	}
	return size
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	var y float32
	for _, line := range r.lines {
		height := line.MinSize().Height
		line.Move(fyne.NewPos(0, y))
		line.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *paragraphRenderer) Destroy()                     {}

// Break splits a text into lines of at most that width. A word that is wider has its line alone
// and ends in an ellipsis; a line break stays one.
func Break(text string, width float32, style Style) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(Clean(part)) {
			longer := strings.TrimSpace(line + " " + word)
			if line != "" && style.width(longer) > width {
				lines = append(lines, line)
				longer = word
			}
			line = longer
		}
		lines = append(lines, Fit(line, width, style.size(), style.text()))
	}
	return lines
}

func (s Style) text() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono} }

func (s Style) width(text string) float32 {
	return fyne.MeasureText(text, s.size(), s.text()).Width
}
