package parts

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// doubleClick is the longest pause between two clicks that open a row.
const doubleClick = 400 * time.Millisecond

// Section is a heading over the rows from Start to the next section.
type Section struct {
	Title func() string // asked while it is in view only: there may be thousands
	Start int           // index of the first row under the heading
}

// ListOptions is what a List asks of its page. Rows are known by index; what must survive a change
// of the data is known by key.
type ListOptions struct {
	Name   string                             // for screen readers
	NewRow func() fyne.CanvasObject           // an empty row; rows are used again and again
	Fill   func(i int, row fyne.CanvasObject) // shows item i in a row
	Height func() float32                     // of every row, as the theme is now
	Key    func(i int) string                 // of item i, unique
	Find   func(key string) int               // the index of a key, or -1
	Items  func(i int) int                    // how many items row i stands for; nil: one
	Select func(i int)                        // the cursor came to item i; -1: to none
	Pick   func(i int)                        // a press on item i, or Return; nil: nothing
	Open   func(i int)                        // double click or Return; nil: nothing
	Enter  func(i int)                        // Return, where it does not open; nil: as Open
	Click  func(i int, at fyne.Position) bool // a press within row i; true: the list does nothing more; nil: none
	Menu   func(i int, at fyne.Position)      // secondary click, in canvas coordinates; nil: nothing
	Keys   func(*fyne.KeyEvent)               // keys the list has no use for; nil: none
	Runes  func(rune)                         // what is typed at the list; nil: none
	Now    func() time.Time                   // nil: time.Now

	Actions func(i int) []RowAction // what is offered at the end of a row under the pointer; nil: nothing
	Tip     func(i int) string      // all there is to say of a row under the pointer; nil: nothing
	News    func(n int) string      // the label that says that n items came above those in view; nil: none
}

// List is a virtual list: only the rows in view exist. Rows and headings have fixed heights, so
// that the place of any of a hundred thousand rows is a matter of arithmetic. One row has the
// cursor; more can be marked with Ctrl and Shift.
type List struct {
	widget.BaseWidget
	options  ListOptions
	count    int
	sections []Section
	cursor   string          // key of the row with the cursor, "" for none
	marked   map[string]bool // keys; holds the cursor as well, where there is one
	anchor   string          // where a Shift range starts
	focused  bool
	shift    bool // held down
	body     *listBody
	clip     *container.Clip
	bar      *scrollBar
	offset   float32           // how far it is scrolled, in Fyne units
	outer    *container.Scroll // scrolls the list, and more; nil: it does so by itself
	newest   string            // key of the first row when that was last in view
	within   int               // how many items that row stood for then
	news     *Button           // says how many came above it, and leads there
	lastKey  string            // of the last click, for double clicks
	lastAt   time.Time
}

// NewList makes an empty list.
func NewList(options ListOptions) *List {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Items == nil {
		options.Items = func(int) int { return 1 }
	}
	l := &List{options: options, marked: map[string]bool{}}
	l.ExtendBaseWidget(l)
	l.body = newListBody(l)
	l.clip = container.NewClip(l.body)
	l.bar = newScrollBar(l)
	l.news = NewButton("", look.IconUp, Primary, l.toTop).Round()
	l.news.Hide()
	return l
}

// SetItems tells the list that its data have changed. What was in view stays where it was; the
// cursor stays on its item, or is gone with it.
func (l *List) SetItems(count int, sections []Section) {
	topKey, topY := l.body.top()
	l.count, l.sections = count, sections
	l.forgetGone()
	offset := l.offset
	if topKey != "" && offset > 0 {
		if i := l.options.Find(topKey); i >= 0 {
			offset += l.rowY(i) - topY
		}
	}
	if l.outer != nil && offset != l.offset {
		l.scrollOuter(offset)
	}
	l.offset = l.held(offset)
	l.countNews()
	l.body.arrange(true)
}

// Restart has the next SetItems begin at the top, since the data answer another query.
func (l *List) Restart() {
	l.offset, l.newest = 0, ""
	if l.outer != nil {
		l.outer.ScrollToTop()
	}
}

// forgetGone takes keys out of cursor and marks that are no longer in the data.
func (l *List) forgetGone() {
	for key := range l.marked {
		if l.options.Find(key) < 0 {
			delete(l.marked, key)
		}
	}
	if l.cursor != "" && l.options.Find(l.cursor) < 0 {
		l.cursor = ""
	}
}

// Refill shows every visible row again.
func (l *List) Refill() { l.body.arrange(true) }

// Cursor is the index of the row with the cursor, or -1.
func (l *List) Cursor() int {
	if l.cursor == "" {
		return -1
	}
	return l.options.Find(l.cursor)
}

// Offset is how far the list is scrolled, in Fyne units.
func (l *List) Offset() float32 { return l.offset }

// Marked are the keys of the marked rows, the cursor's among them, in no order.
func (l *List) Marked() []string {
	keys := make([]string, 0, len(l.marked))
	for key := range l.marked {
		keys = append(keys, key)
	}
	return keys
}

// Several reports whether more than one row is marked.
func (l *List) Several() bool { return len(l.marked) > 1 }

// Select puts the cursor on item i, marks it alone and brings it into view; -1 takes the cursor away.
func (l *List) Select(i int) {
	if i < 0 || i >= l.count {
		i = -1
	}
	clear(l.marked)
	l.cursor, l.anchor = "", ""
	if i >= 0 {
		l.anchor = l.options.Key(i)
	}
	l.moveTo(i)
}

// moveTo puts the cursor on item i, adding it to the marks.
func (l *List) moveTo(i int) {
	if i >= 0 {
		l.cursor = l.options.Key(i)
		l.marked[l.cursor] = true
		l.reveal(i)
	}
	l.body.arrange(true)
	if l.options.Select != nil {
		l.options.Select(i)
	}
}

// toggle adds a row to the marks or takes it out.
func (l *List) toggle(i int) {
	key := l.options.Key(i)
	l.anchor = key
	if l.marked[key] && len(l.marked) > 1 {
		delete(l.marked, key)
		for other := range l.marked {
			l.moveTo(l.options.Find(other))
			return
		}
	}
	l.moveTo(i)
}

// extend marks everything from the anchor to item i.
func (l *List) extend(i int) {
	from := i
	if at := l.options.Find(l.anchor); l.anchor != "" && at >= 0 {
		from = at
	}
	clear(l.marked)
	for j := min(from, i); j <= max(from, i); j++ {
		l.marked[l.options.Key(j)] = true
	}
	l.moveTo(i)
}

// MarkAll marks every row; the cursor stays where it is.
func (l *List) MarkAll() {
	if l.count == 0 {
		return
	}
	for i := range l.count {
		l.marked[l.options.Key(i)] = true
	}
	l.moveTo(max(l.Cursor(), 0))
}

// clicked handles a press on row i.
func (l *List) clicked(i int, ev *desktop.MouseEvent) {
	l.focus()
	key := l.options.Key(i)
	if ev.Button == desktop.MouseButtonSecondary {
		if !l.marked[key] {
			l.Select(i)
		}
		if l.options.Menu != nil {
			l.options.Menu(i, ev.AbsolutePosition)
		}
		return
	}
	if l.options.Click != nil && l.options.Click(i, ev.Position) {
		return
	}
	now := l.options.Now()
	twice := key == l.lastKey && now.Sub(l.lastAt) < doubleClick
	l.lastKey, l.lastAt = key, now
	switch {
	case ev.Modifier&fyne.KeyModifierShift != 0:
		l.extend(i)
	case ev.Modifier&fyne.KeyModifierShortcutDefault != 0:
		l.toggle(i)
	case twice && l.options.Open != nil:
		l.lastKey = ""
		l.options.Open(i)
	default:
		l.pick(i)
	}
}

// pick is what a plain press on a row means.
func (l *List) pick(i int) {
	l.Select(i)
	if l.options.Pick != nil {
		l.options.Pick(i)
	}
}

func (l *List) focus() { focus(l) }

// CreateRenderer is part of fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(nil)
	ring.StrokeWidth, ring.CornerRadius = 2, look.Radius
	return &listRenderer{list: l, ring: ring}
}

type listRenderer struct {
	list *List
	ring *canvas.Rectangle // shown while an empty list has the focus
}

func (r *listRenderer) Layout(size fyne.Size) {
	l := r.list
	r.ring.Resize(size)
	if Show(l.bar, l.outer == nil); l.outer != nil {
		l.follow()
		return
	}
	l.clip.Move(fyne.Position{})
	l.clip.Resize(size)
	l.bar.Move(fyne.NewPos(size.Width-scrollBarWidth, 0))
	l.bar.Resize(fyne.NewSize(scrollBarWidth, size.Height))
	l.offset = l.held(l.offset)
	l.placeNews()
	l.body.arrange(false)
}

func (r *listRenderer) MinSize() fyne.Size {
	const width = 120
	if r.list.outer != nil {
		return fyne.NewSize(width, r.list.totalHeight())
	}
	return fyne.NewSize(width, 80)
}

func (r *listRenderer) Refresh() {
	r.ring.StrokeColor = look.Colour(look.Accent)
	r.ring.Hidden = !r.list.focused || r.list.Cursor() >= 0
	r.ring.Refresh()
	r.list.news.Refresh()
	r.list.placeNews()
	r.list.bar.Refresh()
	r.list.body.Refresh()
	r.list.body.arrange(true)
}

func (r *listRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.list.clip, r.list.bar, r.list.news, r.ring}
}
func (r *listRenderer) Destroy() {}
