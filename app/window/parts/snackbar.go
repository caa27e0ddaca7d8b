package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// snackbarMeasure is the widest line of a snackbar.
const snackbarMeasure = 460

// Snackbar is a short message at the bottom, with at most one action, which Tab reaches. It never takes the focus by
// itself. Its owner decides when it goes.
type Snackbar struct {
	widget.BaseWidget
	text   *Paragraph
	action *toastAction
	side   *fyne.Container // around the action; nil before it is first shown
	over   bool            // the pointer is on it
}

// NewSnackbar makes a hidden one.
func NewSnackbar() *Snackbar {
	s := &Snackbar{text: NewParagraph("", Style{Color: look.OnToast}, snackbarMeasure), action: newToastAction()}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// Say shows a message. An empty action is none.
func (s *Snackbar) Say(text, action string, do func()) {
	s.text.Set(text)
	s.action.set(action, do)
	if s.side != nil {
		s.side.Hidden = action == ""
	}
	s.Show()
	s.Refresh()
}

// Width is what the message asks for: that of its longest line.
func (s *Snackbar) Width() float32 {
	width := 2 * look.L
	for _, line := range Break(s.text.text, snackbarMeasure, s.text.style) {
		width = max(width, s.text.style.width(line)+2*look.L)
	}
	if s.action.Visible() {
		width += look.XL + theme.Padding() + s.action.MinSize().Width // as the border between them leaves
	}
	return width
}

// Text is the message shown, or "".
func (s *Snackbar) Text() string {
	if !s.Visible() {
		return ""
	}
	return s.text.Text()
}

// Attended reports whether the pointer is over the message, or the focus in it.
func (s *Snackbar) Attended() bool { return s.over || s.action.focused }

// Hide is part of fyne.CanvasObject. What has the keyboard gives it back.
func (s *Snackbar) Hide() {
	s.over = false
	if s.action.focused {
		unfocus(s)
	}
	s.BaseWidget.Hide()
}

// MouseIn is part of desktop.Hoverable.
func (s *Snackbar) MouseIn(*desktop.MouseEvent) { s.over = true }

// MouseMoved is part of desktop.Hoverable.
func (s *Snackbar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (s *Snackbar) MouseOut() { s.over = false }

// Act does what the action does, as a press on it would.
func (s *Snackbar) Act() { s.action.Tapped(nil) }

// Access is part of Accessible.
func (s *Snackbar) Access() Access {
	return Access{Role: RoleNotice, Name: s.Text(), Spoken: true, Children: []fyne.CanvasObject{s.action}}
}

// CreateRenderer is part of fyne.Widget.
func (s *Snackbar) CreateRenderer() fyne.WidgetRenderer {
	s.side = Pad(Middle(s.action), 0, 0, look.XL, 0)
	s.side.Hidden = s.action.Hidden
	r := &snackbarRenderer{face: canvas.NewRectangle(nil)}
	r.face.CornerRadius = look.Radius
	r.row = Pad(Border(nil, nil, nil, s.side, s.text), look.M, look.M, look.L, look.L)
	r.Refresh()
	return r
}

type snackbarRenderer struct {
	face *canvas.Rectangle
	row  *fyne.Container
}

func (r *snackbarRenderer) MinSize() fyne.Size    { return r.row.MinSize() }
func (r *snackbarRenderer) Layout(size fyne.Size) { r.face.Resize(size); r.row.Resize(size) }

func (r *snackbarRenderer) Refresh() {
	r.face.FillColor = look.Colour(look.Toast)
	r.face.Refresh()
	r.row.Refresh()
}

func (r *snackbarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.face, r.row} }
func (r *snackbarRenderer) Destroy()                     {}

// toastAction is the word on a snackbar that can be pressed.
type toastAction struct {
	widget.BaseWidget
	text    *Text
	do      func()
	focused bool
}

func newToastAction() *toastAction {
	a := &toastAction{text: NewFixedText("", Style{Color: look.ToastAction, Bold: true})}
	a.ExtendBaseWidget(a)
	return a
}

func (a *toastAction) set(text string, do func()) {
	a.text.Set(text)
	a.do = do
	a.Hidden = text == ""
}

// Tapped is part of fyne.Tappable.
func (a *toastAction) Tapped(*fyne.PointEvent) {
	if a.do != nil {
		a.do()
	}
}

// Cursor is part of desktop.Cursorable.
func (a *toastAction) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (a *toastAction) CreateRenderer() fyne.WidgetRenderer {
	r := &toastActionRenderer{action: a, ring: canvas.NewRectangle(nil)}
	r.ring.CornerRadius, r.ring.StrokeWidth = look.Radius, 2
	r.Refresh()
	return r
}

type toastActionRenderer struct {
	action *toastAction
	ring   *canvas.Rectangle
}

// MinSize leaves room to hit a short word.
func (r *toastActionRenderer) MinSize() fyne.Size {
	return r.action.text.MinSize().Max(fyne.NewSquareSize(leastTarget))
}

// leastTarget is the least size of a click target.
const leastTarget = 24

func (r *toastActionRenderer) Layout(size fyne.Size) {
	height := r.action.text.MinSize().Height
	r.action.text.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.action.text.Resize(fyne.NewSize(size.Width, height))
	r.ring.Move(fyne.NewPos(-look.XS, -2))
	r.ring.Resize(size.AddWidthHeight(2*look.XS, 4))
}

func (r *toastActionRenderer) Refresh() {
	r.ring.StrokeColor, r.ring.Hidden = look.Colour(look.ToastAction), !r.action.focused
	r.ring.Refresh()
	r.action.text.Refresh()
}

func (r *toastActionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.action.text}
}
func (r *toastActionRenderer) Destroy() {}

// FocusGained is part of fyne.Focusable.
func (a *toastAction) FocusGained() { a.focused = true; a.Refresh() }

// FocusLost is part of fyne.Focusable.
func (a *toastAction) FocusLost() { a.focused = false; a.Refresh() }

// TypedRune is part of fyne.Focusable.
func (a *toastAction) TypedRune(rune) {}

// TypedKey presses it with Space, Return or Enter, and leaves it with Escape.
func (a *toastAction) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		unfocus(a)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		a.Tapped(nil)
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (a *toastAction) AccessibilityLabel() string { return a.text.Text() }

// AccessibilityRole is part of fyne.Accessible.
func (a *toastAction) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Access is part of Accessible.
func (a *toastAction) Access() Access {
	return Access{Role: RoleButton, Name: a.text.Text(), Press: func() { a.Tapped(nil) }}
}
