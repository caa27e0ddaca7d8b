package parts

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

var headingStyle = Style{Size: theme.SizeNameCaptionText, Color: look.Muted, Bold: true}

// stickyHeight is that of the heading that stays at the top while its rows go by below it.
func stickyHeight() float32 {
	return look.XS + look.LineHeight(theme.SizeNameCaptionText) + headingBelow
}

// stickyHeading says the day of the first row in view.
type stickyHeading struct {
	face *canvas.Rectangle
	text *Text
}

func newStickyHeading() *stickyHeading {
	return &stickyHeading{face: canvas.NewRectangle(nil), text: NewText("", headingStyle)}
}

// arrangeHeadings places the headings of the sections that start in view, and the one that stays at the top.
func (b *listBody) arrangeHeadings(from, to int, width float32) {
	sections := b.list.sections
	stuck := b.stick(from, width)
	n := 0
	first := sort.Search(len(sections), func(s int) bool { return sections[s].Start >= from })
	for s := first; s < len(sections) && sections[s].Start < to; s++ {
		if s == stuck {
			continue
		}
		if n == len(b.headings) {
			b.headings = append(b.headings, NewText("", headingStyle))
		}
		h := b.headings[n]
		h.Set(sections[s].Title())
		h.Move(fyne.NewPos(look.L, b.headingY(s)))
		h.Resize(fyne.NewSize(width-2*look.L, look.LineHeight(theme.SizeNameCaptionText)))
		b.objects = append(b.objects, h)
		n++
	}
	if stuck >= 0 {
		b.objects = append(b.objects, b.sticky.face, b.sticky.text)
	}
}

// headingY is where the title of a section stands in the view.
func (b *listBody) headingY(s int) float32 {
	l := b.list
	return l.rowY(l.sections[s].Start) - headingBelow - look.LineHeight(theme.SizeNameCaptionText) - l.offset
}

// stick keeps the heading of the first row in view at the top, until the next one pushes it out; it returns which
// section that is, or -1 while its heading is in view by itself.
func (b *listBody) stick(from int, width float32) int {
	sections := b.list.sections
	s := sort.Search(len(sections), func(s int) bool { return sections[s].Start > from }) - 1
	if s < 0 || b.headingY(s) >= look.XS {
		return -1
	}
	height := stickyHeight()
	y := float32(0)
	if s+1 < len(sections) {
		y = min(0, b.headingY(s+1)-look.XS-height)
	}
	colour(b.sticky.face, theme.ColorNameBackground)
	b.sticky.face.Move(fyne.NewPos(0, y))
	b.sticky.face.Resize(fyne.NewSize(width, height))
	b.sticky.text.Set(sections[s].Title())
	b.sticky.text.Move(fyne.NewPos(look.L, y+look.XS))
	b.sticky.text.Resize(fyne.NewSize(width-2*look.L, look.LineHeight(theme.SizeNameCaptionText)))
	return s
}
