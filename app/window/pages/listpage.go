package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/control"
	"istratray/app/inbox"
	"istratray/app/window/desk"
	"istratray/app/window/history"
	"istratray/app/window/lang"
	"istratray/app/window/parts"
	"istratray/app/window/words"
)

// Page is a list with a pane, as the frame sees it.
type Page interface {
	Object() fyne.CanvasObject
	Render()                 // there is a new snapshot, or the page has come into view
	Indexed()                // the desk has a new index
	Counted()                // the callers who wait have changed
	Sounded()                // the player has moved on
	Focus()                  // takes the keyboard
	Search()                 // goes to the search field
	Key(*fyne.KeyEvent) bool // handles a key, and reports whether it did
	Chord(fyne.KeyName)      // handles Ctrl+Shift and C (call), U (mark), N (next), and Ctrl+A
	Show(control.Show)       // goes to an item, as soon as it is there
	OpenPane()               // shows what is chosen, where there is room for list or pane only
	Back() bool              // goes back to the list, and reports whether the pane was alone
	Chosen() string          // the item that Show would choose again; "": none
	Aside() float32          // where the pane begins, from the page's left; 0: there is room for list or pane only
}

// field is the search field.
type field interface {
	fyne.CanvasObject
	fyne.Focusable
}

// options are what a page makes of a listPage. Rows are known by index.
type options struct {
	name  string // of the list, for screen readers
	head  *pageHead
	field field
	below []fyne.CanvasObject // between the field and the list
	pane  *detail
	show  func(i int) // shows a row in the pane
	// several is how many items the marked rows are; nil: the pane shows one of them
	several func() int
	row     func(i int) parts.RowData
	key     func(i int) string                 // unique, and the same for the same row of other data
	items   func(i int) int                    // how many items a row stands for; nil: one
	empty   func() fyne.CanvasObject           // shown instead of a list without rows
	focus   func()                             // takes the keyboard; nil: the list does
	stays   func() bool                        // the pane keeps what it shows though its row has gone; nil: never
	found   func(i int)                        // an item that was asked for is chosen; nil: nothing more
	open    func(i int)                        // double click, or Return
	call    func(i int)                        // Ctrl+Shift+C
	remove  func(i int)                        // Delete; nil: nothing can be removed
	enter   func(i int)                        // Return, where it does not open; nil: as open
	click   func(i int, at fyne.Position) bool // a press within a row; true: the list does nothing more; nil: none
	menu    func(i int, at fyne.Position)      // nil: none
	actions func(i int) []parts.RowAction      // offered at the end of the row under the pointer
	tip     func(i int) string                 // all there is to say of that row
	keep    func() bool                        // new data leave the pane as it is; nil: they don't
	bulk    []*parts.Button                    // what can be done with several rows
}

// listPage is a list with search and chips, and beside it a pane with what is chosen.
type listPage struct {
	desk     *desk.Desk
	options  options
	split    *split
	list     *parts.List
	body     *fyne.Container // the list, or what is shown instead
	column   *fyne.Container // that, below the head
	bar      *selectionBar
	again    bool // there was a new query: its answer begins at the top
	settling bool // the selection moves because the data changed, not by a choice
	rows     int
	at       map[string]int // rows by key
	wanted   string         // key of a row that was asked for and is not in the list yet
	cursor   int            // of the last selection: after a deletion the next one is chosen
}

// build makes the page. It is a step of its own, since the options refer to the page.
func (p *listPage) build(d *desk.Desk, o options) {
	p.desk, p.options, p.at = d, o, map[string]int{}
	p.list = parts.NewList(parts.ListOptions{
		Name:   o.name,
		NewRow: func() fyne.CanvasObject { return parts.NewRow() },
		Fill:   func(i int, row fyne.CanvasObject) { row.(*parts.Row).Set(o.row(i)) },
		Height: parts.RowHeight,
		Key:    o.key,
		Find:   func(key string) int { return find(p.at, key) },
		Items:  o.items,
		Select: p.selected,
		Pick:   func(int) { p.OpenPane() },
		Open:   o.open,
		Enter:  o.enter,
		Click:  o.click,
		Menu:   o.menu,
		Keys:   d.Frame.Typed,
		Runes:  d.Frame.TypedRune,
		Now:    d.Now,

		Actions: o.actions,
		Tip:     o.tip,
		News:    func(n int) string { return lang.N("{{.N}} new", n, map[string]any{"N": words.Number(n)}) },
	})
	p.body = container.NewStack(p.list)
	p.bar = newSelectionBar(func() { p.list.Select(p.list.Cursor()) }, o.bulk...)
	below := append([]fyne.CanvasObject{parts.Wheeled(o.field)}, o.below...)
	p.column = newColumn(o.head.build(below...), p.body, p.list, p.bar.object)
	p.split = newSplit(d, p.column, o.pane.object, p.Focus)
}

// asked notes that search or chips have changed; run shows it.
func (p *listPage) asked(run func()) func() {
	return func() {
		p.again = true
		run()
	}
}

// fill shows n rows, at are their indexes by key, under their headings.
func (p *listPage) fill(n int, at map[string]int, headings []parts.Section) {
	p.rows, p.at = n, at
	if p.again {
		p.again = false
		p.list.Restart()
	}
	p.list.SetItems(n, headings)
	var content fyne.CanvasObject = p.list
	if p.rows == 0 {
		content = p.options.empty()
	}
	put(p.body, content)
	parts.Arrange(p.column)
}

// settle chooses what was asked for, else what was chosen before or is now in its place.
func (p *listPage) settle() {
	p.settling = true
	defer func() { p.settling = false }()
	switch {
	case p.wanted != "" && find(p.at, p.wanted) >= 0:
		p.choose(p.wanted)
	case p.list.Cursor() < 0 && p.holds():
	case p.list.Cursor() < 0 && p.rows > 0:
		p.list.Select(min(p.cursor, p.rows-1))
	default:
		p.selected(p.list.Cursor())
	}
}

// holds reports whether the pane keeps what it shows, without a row.
func (p *listPage) holds() bool { return p.options.stays != nil && p.options.stays() }

// choose brings a row into view, by its key, as soon as it is there.
func (p *listPage) choose(key string) {
	p.wanted = key
	i := find(p.at, key)
	if i < 0 {
		return
	}
	p.wanted = ""
	p.list.Select(i)
	if p.options.found != nil {
		p.options.found(i)
	}
}

// selected shows a row in the pane; -1 is none.
func (p *listPage) selected(i int) {
	several := p.showBar(i)
	if p.settling && p.options.keep != nil && p.options.keep() {
		return
	}
	if i < 0 && p.holds() {
		return
	}
	if i < 0 || i >= p.rows {
		p.options.pane.close(p.rows > 0)
		p.split.close()
		return
	}
	p.cursor = i
	if several > 0 {
		p.options.pane.showSeveral(several)
		return
	}
	p.options.show(i)
	p.desk.Frame.PaneChanged()
}

// showBar offers what can be done with several rows while several are marked, and returns how many items they are.
func (p *listPage) showBar(i int) int {
	n := 0
	if i >= 0 && i < p.rows && p.list.Several() && p.options.several != nil {
		n = p.options.several()
	}
	p.bar.set(n)
	return n
}

// Chosen is the key of the row that is chosen, "" for none.
func (p *listPage) Chosen() string {
	if i := p.list.Cursor(); i >= 0 && i < p.rows {
		return p.options.key(i)
	}
	return ""
}

// Aside is where the pane begins, from the page's left; 0 where there is room for list or pane only.
func (p *listPage) Aside() float32 { return p.split.aside() }

// Key is part of Page.
func (p *listPage) Key(ev *fyne.KeyEvent) bool {
	i := p.list.Cursor()
	if i >= 0 && ev.Name == fyne.KeyF2 {
		p.edit(false)
		return true
	}
	if i < 0 || p.options.remove == nil || ev.Name != fyne.KeyDelete && ev.Name != fyne.KeyBackspace {
		return false
	}
	p.options.remove(i)
	return true
}

// edit opens the form for name and note of the one who is chosen.
func (p *listPage) edit(note bool) {
	p.OpenPane()
	p.options.pane.head.edit(note)
}

// Chord is part of Page.
func (p *listPage) Chord(key fyne.KeyName) {
	switch i := p.list.Cursor(); {
	case key == fyne.KeyA && p.options.several != nil:
		p.list.MarkAll()
	case key == fyne.KeyC && i >= 0:
		p.options.call(i)
	}
}

// Object is part of Page.
func (p *listPage) Object() fyne.CanvasObject { return p.split.object }

// Focus is part of Page.
func (p *listPage) Focus() {
	if p.options.focus != nil {
		p.options.focus()
		return
	}
	p.focusList()
}

func (p *listPage) focusList() {
	if p.rows > 0 {
		p.desk.Window.Canvas().Focus(p.list)
	}
}

// Search is part of Page.
func (p *listPage) Search() { p.desk.Window.Canvas().Focus(p.options.field) }

// Show is part of Page.
func (p *listPage) Show(s control.Show) { p.choose(s.Item) }

// Counted is part of Page.
func (p *listPage) Counted() {}

// Sounded is part of Page.
func (p *listPage) Sounded() { p.options.pane.thread.list.Refill() }

// OpenPane is part of Page.
func (p *listPage) OpenPane() { p.split.open() }

// Back is part of Page.
func (p *listPage) Back() bool {
	if !p.split.alone() {
		return false
	}
	p.split.goBack()
	return true
}

// find is the index of a key, or -1.
func find(index map[string]int, key string) int {
	if i, ok := index[key]; ok {
		return i
	}
	return -1
}

// keyed are the indexes of rows by their keys.
func keyed(n int, key func(i int) string) map[string]int {
	at := make(map[string]int, n)
	for i := range n {
		at[key(i)] = i
	}
	return at
}

// sections gives days their titles.
func sections(days []history.Day, now func() time.Time) []parts.Section {
	out := make([]parts.Section, len(days))
	for i, d := range days {
		out[i] = parts.Section{Title: func() string { return words.Day(d.Time, now()) }, Start: d.Start}
	}
	return out
}

// hiddenIDs are the items of a kind that are about to be deleted.
func hiddenIDs(deleting []inbox.Deletion, kind inbox.ItemKind) map[string]bool {
	gone := map[string]bool{}
	for _, d := range deleting {
		if d.Kind == kind {
			gone[d.ID] = true
		}
	}
	return gone
}
