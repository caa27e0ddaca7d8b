package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"istratray/app/window/look"
)

// RowAction is something that can be done with a row at once.
type RowAction struct {
	Name string
	Icon look.IconName
	Do   func()
}

// actionSize is the edge of the place where an action is pressed.
func actionSize() float32 { return look.TextSize(theme.SizeNameInlineIcon) + 14 }

// rowActions are the actions at the end of a row, while the pointer is on it. A nil one has none.
type rowActions struct {
	all   []RowAction
	from  fyne.Position     // where the first one is
	hot   *canvas.Rectangle // behind the one under the pointer
	icons []*canvas.Image
	over  int // the one under the pointer, or -1
}

func newRowActions() *rowActions {
	return &rowActions{hot: canvas.NewRectangle(nil), over: -1}
}

func (r *rowActions) set(all []RowAction) {
	if r == nil {
		return
	}
	r.all = all
	if r.over >= len(all) {
		r.over = -1
	}
	for len(r.icons) < len(all) {
		icon := canvas.NewImageFromResource(nil)
		icon.FillMode = canvas.ImageFillContain
		r.icons = append(r.icons, icon)
	}
}

// layoutActions places the actions before the right end, and before the icon that folds a group.
func (c *listCell) layoutActions() {
	r := c.actions
	size := c.Size()
	right := size.Width - scrollBarWidth
	row, ofRows := c.row.(*Row)
	if ofRows && row.data.Count > 1 {
		right -= FoldZone - look.S
	}
	var room float32
	if r != nil && len(r.all) > 0 {
		room = size.Width - right + float32(len(r.all))*actionSize()
	}
	if ofRows {
		row.SetActing(room)
	}
	if room == 0 {
		return
	}
	r.from = fyne.NewPos(right-float32(len(r.all))*actionSize(), (size.Height-actionSize())/2)
	r.hot.Hidden = r.over < 0
	r.hot.FillColor, r.hot.CornerRadius = look.Colour(look.Raised), look.Radius
	r.hot.StrokeColor, r.hot.StrokeWidth = look.Colour(look.Edge), 1
	r.hot.Resize(fyne.NewSquareSize(actionSize()))
	r.hot.Move(fyne.NewPos(r.from.X+float32(max(r.over, 0))*actionSize(), (size.Height-actionSize())/2))
	drawing := look.TextSize(theme.SizeNameInlineIcon)
	for i, a := range r.all {
		redraw(r.icons[i], look.Icon(a.Icon, look.Accent))
		r.icons[i].Resize(fyne.NewSquareSize(drawing))
		r.icons[i].Move(fyne.NewPos(r.from.X+float32(i)*actionSize()+(actionSize()-drawing)/2,
			(size.Height-drawing)/2))
	}
	r.hot.Refresh()
}

func (r *rowActions) objects() []fyne.CanvasObject {
	if r == nil || len(r.all) == 0 {
		return nil
	}
	out := []fyne.CanvasObject{r.hot}
	for i := range r.all {
		out = append(out, r.icons[i])
	}
	return out
}

// point says where the pointer is in the row, and reports whether that is another action than before.
func (r *rowActions) point(at fyne.Position) bool {
	if r == nil {
		return false
	}
	before := r.over
	r.over = -1
	if x := at.X - r.from.X; x >= 0 && x < float32(len(r.all))*actionSize() {
		r.over = int(x / actionSize())
	}
	return r.over != before
}

// at is the action under the pointer, or nil.
func (r *rowActions) at() *RowAction {
	if r == nil || r.over < 0 || r.over >= len(r.all) {
		return nil
	}
	return &r.all[r.over]
}

// press does what the action under the pointer does, and reports whether there is one.
func (r *rowActions) press() bool {
	a := r.at()
	if a != nil {
		a.Do()
	}
	return a != nil
}

// items are the actions for screen readers, each with the name of whom it is about.
func (r *rowActions) items(about string) []AccessItem {
	if r == nil {
		return nil
	}
	var items []AccessItem
	for i, a := range r.all {
		items = append(items, AccessItem{
			At:     r.from.AddXY(float32(i)*actionSize(), 0),
			Size:   fyne.NewSquareSize(actionSize()),
			Access: Access{Role: RoleButton, Name: a.Name + ": " + about, Key: a.Name, Press: a.Do},
		})
	}
	return items
}
