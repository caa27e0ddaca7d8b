package parts

import "fyne.io/fyne/v2"

// Access is part of Accessible. Of the rows only those in view are there, each with its place among all.
func (l *List) Access() Access {
	return Access{Role: RoleList, Name: l.options.Name, State: Several, Total: l.count, Children: l.rows(),
		SelectAll: l.selectAll}
}

// AccessibilityLabel is part of fyne.Accessible.
func (l *List) AccessibilityLabel() string { return l.options.Name }

// Rename gives the list another name for screen readers.
func (l *List) Rename(name string) { l.options.Name = name }

// AccessibilityRole is part of fyne.Accessible.
func (l *List) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// rows are those in view, from top to bottom. The headings between them are left out: a row says its day itself.
func (l *List) rows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, o := range l.body.objects {
		if _, ok := o.(*listCell); ok {
			rows = append(rows, o)
		}
	}
	return append(rows, l.news)
}

func (l *List) selectAll(on bool) {
	if on {
		l.MarkAll()
	} else {
		l.Select(-1)
	}
}

// Access is part of Accessible.
func (c *listCell) Access() Access {
	l := c.list
	a := Access{
		Role: RoleRow, Key: c.key, Position: c.index + 1, Total: l.count,
		State:   Selectable | Selected.When(l.marked[c.key]),
		Focused: l.focused && c.key == l.cursor,
		Press:   c.press,
		Focus:   func() { l.focus(); c.at(l.Select) },
	}
	if named, ok := c.row.(fyne.Accessible); ok {
		a.Name = named.AccessibilityLabel()
	}
	if row, ok := c.row.(*Row); ok {
		a.Items = c.actions.items(Clean(row.data.Name))
	}
	if row, ok := c.row.(*Row); ok && row.data.Count > 1 {
		a.State |= Expandable | Expanded.When(row.data.Open)
		a.Fold = c.fold
	}
	if l.options.Menu != nil {
		a.Menu = func() { c.at(l.Select); l.openMenu() }
	}
	if l.options.Open != nil {
		a.Open = func() { c.at(l.options.Open) }
	}
	return a
}

// press is what a click on the row does.
func (c *listCell) press() {
	c.list.focus()
	c.at(func(i int) {
		if click := c.list.options.Click; click == nil || !click(i, fyne.Position{}) {
			c.list.pick(i)
		}
	})
}

// fold is what a click on the right end of a row does.
func (c *listCell) fold() {
	c.at(func(i int) { c.list.options.Click(i, fyne.NewPos(c.Size().Width, 0)) })
}

// at does something with the item that the row shows, if that is still there.
func (c *listCell) at(do func(i int)) {
	if i := c.list.options.Find(c.key); i >= 0 {
		do(i)
	}
}
