package parts

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Paragraph is text that breaks between words, at a measure or where it is narrower. It asks for the width of its
// longest word and the height of all lines, as they were broken last.
type Paragraph struct {
	widget.BaseWidget
	text    string
	style   Style
	measure float32
	spoken  bool
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

// SetStyle changes the style; an equal one costs nothing.
func (p *Paragraph) SetStyle(s Style) {
	if s != p.style {
		p.style = s
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
	if p.style.heads() {
		role = RoleHeading
	}
	return Access{Role: role, Name: p.text, Spoken: p.spoken}
}

// Spoken has screen readers announce changes of the text.
func (p *Paragraph) Spoken() *Paragraph {
	p.spoken = true
	return p
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
	width     float32 // that the lines were broken at
	least     float32 // the width of the longest word
}

func (r *paragraphRenderer) Refresh() {
	p := r.paragraph
	r.least = 0
	for word := range strings.FieldsFuncSeq(Drawn(Clean(p.text)), ends) {
		r.least = max(r.least, p.style.width(word+"-"))
	}
	r.least = min(r.least, p.measure, longestWord)
	r.breakLines()
	r.Layout(p.Size())
	canvas.Refresh(p)
}

// longestWord is the largest minimum width of a paragraph; a longer word continues on the next line.
const longestWord = 260

// room is how wide the lines may be.
func (r *paragraphRenderer) room() float32 {
	if width := r.paragraph.Size().Width; width > 0 {
		return min(width, r.paragraph.measure)
	}
	return r.paragraph.measure
}

func (r *paragraphRenderer) breakLines() {
	r.width, r.lines = r.room(), nil
	style := r.paragraph.style.whole(r.paragraph.text, r.width)
	for _, text := range Break(r.paragraph.text, r.width, style) {
		line := canvas.NewText(text, nil)
		style.apply(line)
		r.lines = append(r.lines, line)
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(r.least, 0)
	for _, line := range r.lines {
		size.Height += line.MinSize().Height
	}
	return size
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	if r.room() != r.width {
		r.breakLines()
		canvas.Refresh(r.paragraph)
	}
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

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// joints are where a word that is too wide goes on in the next line, as in the name of a host.
const joints = "-./@"

func ends(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(joints, r) }

// Break splits a text, as it can be drawn, into lines of at most that width. A word that is wider goes on in the next
// line, behind a joint where it has one; a line break stays one.
func Break(text string, width float32, style Style) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range withUnits(strings.Fields(Drawn(Clean(part)))) {
			longer := strings.TrimSpace(line + " " + word)
			if line != "" && style.width(longer) > width {
				lines = append(lines, line)
				longer = word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	var chopped []string
	for _, line := range lines {
		chopped = append(chopped, chop(line, width, style)...)
	}
	return chopped
}

// longestUnit is how many letters a unit has at most: min.
const longestUnit = 4

// withUnits puts words together that stay on one line: a number and its unit, as in 21 s.
func withUnits(words []string) []string {
	var out []string
	for _, word := range words {
		last := len(out) - 1
		if last >= 0 && isNumber(out[last]) && utf8.RuneCountInString(word) <= longestUnit {
			out[last] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// chop divides a line that is too wide because it is one long word.
func chop(line string, width float32, style Style) []string {
	if line == "" || style.width(line) <= width {
		return []string{line}
	}
	letters := []rune(line)
	fits := sort.Search(len(letters), func(n int) bool { return style.width(string(letters[:n+1])) > width })
	if joint := strings.LastIndexAny(string(letters[:fits]), joints); joint > 0 {
		fits = utf8.RuneCountInString(string(letters[:fits])[:joint+1])
	}
	fits = max(fits, 1)
	if fits >= len(letters) {
		return []string{line}
	}
	return append([]string{string(letters[:fits])}, chop(string(letters[fits:]), width, style)...)
}

func (s Style) text() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold, Monospace: s.Mono} }

func (s Style) width(text string) float32 {
	return fyne.MeasureText(text, s.size(), s.text()).Width
}

// heads reports whether the style is that of a heading.
func (s Style) heads() bool {
	return s.Size == look.Title || s.Size == theme.SizeNameHeadingText || s.Size == theme.SizeNameSubHeadingText
}

// whole is the style with a heading as small as its longest word needs to fit a width, but no smaller than other text.
func (s Style) whole(text string, width float32) Style {
	if !s.heads() {
		return s
	}
	full, least := s.size(), look.TextSize(theme.SizeNameText)
	for word := range strings.FieldsSeq(Clean(text)) {
		for s.size() > least && s.width(word) > width {
			s.shrunk = max(least, s.size()-1) / full
		}
	}
	return s
}
