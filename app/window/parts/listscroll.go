package parts

import (
	"sort"

	"fyne.io/fyne/v2"

	"istratray/app/window/look"
)

// Scrolled is part of fyne.Scrollable.
func (l *List) Scrolled(ev *fyne.ScrollEvent) {
	if l.outer != nil {
		l.outer.Scrolled(ev)
		return
	}
	l.scrollTo(l.offset - ev.Scrolled.DY)
}

// reveal scrolls as little as needed to have row i in view, with its heading if it is the first under one, else
// below the heading that stays at the top.
func (l *List) reveal(i int) {
	top, bottom := l.rowY(i), l.rowY(i)+l.options.Height()
	s := sort.Search(len(l.sections), func(s int) bool { return l.sections[s].Start >= i })
	switch {
	case s < len(l.sections) && l.sections[s].Start == i:
		top -= headingHeight()
	case len(l.sections) > 0:
		top -= stickyHeight()
	}
	offset, view := l.view()
	switch {
	case view == 0:
	case l.outer != nil && i == 0:
		if top < offset { // with what is above the list
			l.outer.ScrollToTop()
		}
	case top < offset:
		l.scrollTo(top)
	case bottom > offset+view:
		l.scrollTo(bottom - view + look.S)
	}
}

// scrollTo scrolls to an offset, clamped to the content.
func (l *List) scrollTo(y float32) {
	if l.outer != nil {
		l.scrollOuter(y)
		return
	}
	if y = l.held(y); y == l.offset {
		return
	}
	hideTip(l)
	l.offset = y
	if y < l.options.Height() {
		l.sawNewest()
	}
	l.body.arrange(false)
}

// held clamps an offset to the content.
func (l *List) held(y float32) float32 {
	if l.outer != nil {
		return l.offset
	}
	return max(0, min(y, l.totalHeight()-l.clip.Size().Height))
}

// toTop goes to the newest items.
func (l *List) toTop() {
	l.scrollTo(0)
	l.focus()
}

// countNews counts the items that came above the row that was the first when it was last in view, and into that row.
func (l *List) countNews() {
	first := -1
	if l.newest != "" && l.offset >= l.options.Height() {
		first = l.options.Find(l.newest)
	}
	if first < 0 || l.options.News == nil {
		l.sawNewest()
		return
	}
	n := max(0, l.options.Items(first)-l.within)
	for i := range first {
		n += l.options.Items(i)
	}
	if n > 0 {
		l.news.Set(l.options.News(n), look.IconUp)
	}
	l.showNews(n > 0)
}

// sawNewest notes that the first item is in view.
func (l *List) sawNewest() {
	l.newest, l.within = "", 0
	if l.count > 0 {
		l.newest, l.within = l.options.Key(0), l.options.Items(0)
	}
	l.showNews(false)
}

func (l *List) showNews(on bool) {
	if on != l.news.Visible() {
		Show(l.news, on)
		l.Refresh()
	}
	l.placeNews()
}

// placeNews puts the button in the middle, below the heading that stays at the top.
func (l *List) placeNews() {
	size := l.news.MinSize()
	size.Width = min(size.Width, l.Size().Width)
	l.news.Resize(size)
	l.news.Move(fyne.NewPos((l.Size().Width-size.Width)/2, l.clip.Position().Y+stickyHeight()+look.S))
}
