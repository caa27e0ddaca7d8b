package parts

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// NavItem is one line of the navigation: icon, name, and how many things wait there.
type NavItem struct {
	widget.BaseWidget
	label    string
	icon     look.IconName
	onTapped func()
	count    int
	quiet    bool // the count is no news
	current  bool
	compact  bool // the icon alone
	hovered  bool
	focused  bool
}

// NewNavItem makes a line without a count.
func NewNavItem(label string, icon look.IconName, tapped func()) *NavItem {
	n := &NavItem{label: label, icon: icon, onTapped: tapped}
	n.ExtendBaseWidget(n)
	return n
}

// SetCount changes how many things wait; 0 shows no number.
func (n *NavItem) SetCount(count int) {
	if count != n.count {
		n.count = count
		n.Refresh()
	}
}

// Quiet has the count written small, without the badge that news has.
func (n *NavItem) Quiet() *NavItem {
	n.quiet = true
	return n
}

// SetCurrent marks the line as the page that is shown.
func (n *NavItem) SetCurrent(current bool) {
	if current != n.current {
		n.current = current
		n.Refresh()
	}
}

// SetCompact shows the icon alone, with the number at its corner.
func (n *NavItem) SetCompact(compact bool) {
	if compact != n.compact {
		n.compact = compact
		n.Refresh()
	}
}

// Tapped is part of fyne.Tappable.
func (n *NavItem) Tapped(*fyne.PointEvent) { hideTip(n); n.onTapped() }

// FocusGained is part of fyne.Focusable.
func (n *NavItem) FocusGained() { n.focused = true; n.Refresh(); Reveal(n) }

// FocusLost is part of fyne.Focusable.
func (n *NavItem) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune is part of fyne.Focusable.
func (n *NavItem) TypedRune(rune) {}

// TypedKey opens the page with Space, Return or Enter.
func (n *NavItem) TypedKey(ev *fyne.KeyEvent) {
	hideTip(n)
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		n.onTapped()
	}
}

// MouseIn is part of desktop.Hoverable.
func (n *NavItem) MouseIn(ev *desktop.MouseEvent) {
	n.hovered = true
	n.Refresh()
	if n.compact {
		showTip(n, n.label, ev.AbsolutePosition)
	}
}

// MouseMoved is part of desktop.Hoverable.
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (n *NavItem) MouseOut() { n.hovered = false; n.Refresh(); hideTip(n) }

// AccessibilityLabel is part of fyne.Accessible.
func (n *NavItem) AccessibilityLabel() string { return n.label }

// AccessibilityRole is part of fyne.Accessible.
func (n *NavItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Access is part of Accessible.
func (n *NavItem) Access() Access {
	a := Access{Role: RoleTab, Name: n.label, State: Selectable | Selected.When(n.current), Press: n.onTapped}
	if n.count > 0 {
		a.Description = countText(n.count)
	}
	return a
}

// CreateRenderer is part of fyne.Widget.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{
		item: n, face: canvas.NewRectangle(nil), pill: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
		text: canvas.NewText("", nil), number: canvas.NewText("", nil), image: canvas.NewImageFromResource(nil),
	}
	r.Refresh()
	return r
}

type navItemRenderer struct {
	item         *NavItem
	face, pill   *canvas.Rectangle
	bar          *canvas.Rectangle // shown on the page that is open
	text, number *canvas.Text
	image        *canvas.Image
}

func (r *navItemRenderer) Refresh() {
	n, ink := r.item, theme.ColorNameForeground
	r.face.Hidden, r.face.CornerRadius, r.face.StrokeWidth = false, look.Radius, 0
	r.bar.Hidden = !n.current
	switch {
	case n.current:
		ink = look.Accent
		r.face.FillColor = look.Colour(look.AccentSoft)
	case n.hovered:
		r.face.FillColor = look.Colour(theme.ColorNameHover)
	default:
		r.face.FillColor = look.Colour(look.Sidebar)
	}
	if n.focused {
		r.face.StrokeWidth, r.face.StrokeColor = 2, look.Colour(look.Accent)
	}
	Style{Color: ink, Bold: n.current}.apply(r.text)
	r.text.Text, r.text.Hidden = n.label, n.compact
	redraw(r.image, look.Icon(n.icon, ink))
	Style{Size: look.Small, Color: look.OnFill, Bold: true, Align: fyne.TextAlignCenter}.apply(r.number)
	r.number.Text = countText(n.count)
	r.pill.FillColor, r.pill.StrokeWidth = look.Colour(look.AccentFill), 0
	if n.quiet {
		r.number.Color = look.Colour(look.Muted)
		r.pill.FillColor, r.pill.StrokeColor = r.face.FillColor, look.Colour(look.Edge)
		if n.compact { // it lies over the icon
			r.pill.StrokeWidth = 1
		}
	}
	r.pill.Hidden, r.number.Hidden = n.count == 0, n.count == 0
	r.Layout(n.Size())
	for _, o := range []fyne.CanvasObject{r.face, r.text, r.pill, r.number} {
		o.Refresh()
	}
}

func countText(n int) string {
	if n > 999 {
		return "999+"
	}
	return strconv.Itoa(n)
}

func (r *navItemRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.item.label, r.text.TextSize, fyne.TextStyle{Bold: true})
	icon := look.TextSize(theme.SizeNameInlineIcon)
	if r.item.compact {
		return fyne.NewSquareSize(icon + look.M*(1+look.Scale()))
	}
	return fyne.NewSize(text.Width+icon+4*look.M+look.XL, text.Height+2*look.S+2)
}

func (r *navItemRenderer) Layout(size fyne.Size) {
	r.face.Resize(size)
	placeBar(r.bar, fyne.Position{}, size.Height)
	icon := look.TextSize(theme.SizeNameInlineIcon) + 2
	if r.item.compact {
		r.layoutCompact(size, icon)
		return
	}
	r.image.Move(fyne.NewPos(look.M, (size.Height-icon)/2))
	r.image.Resize(fyne.NewSquareSize(icon))
	left, room := look.M+icon+look.M, size.Width-2*look.M
	pill := r.pillSize()
	at := fyne.NewPos(size.Width-pill.Width-look.M, (size.Height-pill.Height)/2)
	if r.item.count > 0 {
		room = at.X - look.S
	}
	r.text.Text = Fit(r.item.label, room-left, r.text.TextSize, r.text.TextStyle)
	text := r.text.MinSize()
	r.text.Move(fyne.NewPos(left, (size.Height-text.Height)/2))
	r.text.Resize(text)
	r.placePill(at, pill)
}

// layoutCompact puts the icon into the middle and the number at its upper right, of which it covers a corner only.
func (r *navItemRenderer) layoutCompact(size fyne.Size, icon float32) {
	const corner = 0.4
	at := fyne.NewPos((size.Width-icon)/2, (size.Height-icon)/2)
	pill := r.pillSize()
	if r.item.count > 0 {
		at.X = max(0, min(at.X, size.Width-pill.Width-icon*(1-corner)))
	}
	r.image.Move(at)
	r.image.Resize(fyne.NewSquareSize(icon))
	r.placePill(fyne.NewPos(min(at.X+icon-look.XS, size.Width-pill.Width), max(0, at.Y-pill.Height/2)), pill)
}

func (r *navItemRenderer) pillSize() fyne.Size {
	pad := look.M
	if r.item.compact {
		pad = look.S
	}
	number := fyne.MeasureText(r.number.Text, r.number.TextSize, r.number.TextStyle)
	return fyne.NewSize(max(number.Width+pad, number.Height+look.XS), number.Height+look.XS)
}

func (r *navItemRenderer) placePill(at fyne.Position, pill fyne.Size) {
	r.pill.Move(at)
	r.pill.Resize(pill)
	r.pill.CornerRadius = pill.Height / 2
	r.number.Move(at.AddXY(0, look.XS/2))
	r.number.Resize(pill.SubtractWidthHeight(0, look.XS))
}

func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.face, r.bar, r.image, r.text, r.pill, r.number}
}
func (r *navItemRenderer) Destroy() {}
