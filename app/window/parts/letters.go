package parts

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// Lettered is a text that knows where its letters are. It is asked on Fyne's goroutine.
type Lettered interface {
	// Letters is where the runes of the text from one to before another are drawn, within the object: around all of
	// them, where they are in several lines. A rune that is not drawn is where it would be, and may have no width. It
	// reports whether it knows: where a mark stands for letters, it does not.
	Letters(from, to int) (at fyne.Position, size fyne.Size, ok bool)
}

// Letters is part of Lettered.
func (t *Text) Letters(from, to int) (fyne.Position, fyne.Size, bool) {
	text := t.full
	if w := t.Size().Width; w > 0 {
		text = Fit(t.full, w, t.style.size(), t.style.text())
	}
	size := fyne.MeasureText(text, t.style.size(), t.style.text())
	at := fyne.NewPos(0, (t.Size().Height-size.Height)/2)
	switch t.style.Align {
	case fyne.TextAlignCenter:
		at.X = (t.Size().Width - size.Width) / 2
	case fyne.TextAlignTrailing:
		at.X = t.Size().Width - size.Width
	}
	return t.style.letters([]rune(t.full), []string{text}, at, from, to)
}

// Letters is part of Lettered.
func (p *Paragraph) Letters(from, to int) (fyne.Position, fyne.Size, bool) {
	width := p.measure
	if w := p.Size().Width; w > 0 {
		width = min(w, p.measure)
	}
	return p.style.letters([]rune(p.text), Break(p.text, width, p.style), fyne.Position{}, from, to)
}

// LettersOfLine is where letters of a line are that begins at a place, in the body size.
func LettersOfLine(text string, at fyne.Position, from, to int) (fyne.Position, fyne.Size, bool) {
	return Style{}.letters([]rune(text), []string{text}, at, from, to)
}

// spot is where a letter is drawn: in which line, and after how many runes of it. The zero value is one that is not.
type spot struct {
	line, after int
	drawn       bool
}

// letters is where some runes of a text are, which is drawn in lines one below the other.
func (s Style) letters(full []rune, lines []string, at fyne.Position, from, to int) (fyne.Position, fyne.Size, bool) {
	spots, ok := spotted(full, lines)
	if !ok || from < 0 || from >= to || to > len(full) {
		return at, fyne.Size{}, false
	}
	height := fyne.MeasureText("M", s.size(), s.text()).Height
	var low, high fyne.Position
	for i := from; i < to; i++ {
		line, left, right := s.extent(spots, lines, i)
		top := float32(line) * height
		if i == from {
			low, high = fyne.NewPos(left, top), fyne.NewPos(right, top+height)
		}
		low = fyne.NewPos(min(low.X, left), min(low.Y, top))
		high = fyne.NewPos(max(high.X, right), max(high.Y, top+height))
	}
	return at.Add(low), fyne.NewSize(high.X-low.X, high.Y-low.Y), true
}

// spotted finds the letters of a text in the lines that it is drawn in. Where the lines end in an ellipsis, what is
// missing is not found. It reports whether they are the lines of the text.
func spotted(full []rune, lines []string) ([]spot, bool) {
	spots := make([]spot, len(full))
	next := 0
	for n, line := range lines {
		for after, r := range []rune(line) {
			if unicode.IsSpace(r) {
				continue
			}
			for next < len(full) && blank(full[next]) {
				next++
			}
			switch {
			case next < len(full) && full[next] == r:
				spots[next] = spot{n, after, true}
				next++
			case r == '…':
				return spots, true
			default:
				return nil, false
			}
		}
	}
	return spots, true
}

// blank is what a text has between words, and what is not drawn.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// extent is from where to where a letter is, in which line. One that is not drawn is between its neighbours.
func (s Style) extent(spots []spot, lines []string, i int) (line int, left, right float32) {
	if p := spots[i]; p.drawn {
		letters := []rune(lines[p.line])
		return p.line, s.width(string(letters[:p.after])), s.width(string(letters[:p.after+1]))
	}
	for j := i - 1; j >= 0; j-- {
		if spots[j].drawn {
			line, _, left = s.extent(spots, lines, j)
			break
		}
	}
	for j := i + 1; j < len(spots); j++ {
		if next := spots[j]; next.drawn {
			if next.line != line {
				return line, left, left // a line ends here
			}
			_, right, _ = s.extent(spots, lines, j)
			return line, left, right
		}
	}
	return line, left, max(left, s.width(lines[line]))
}
