package parts

import (
	"cmp"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Kind is how much a Button asks to be pressed.
type Kind int

// The kinds of buttons.
const (
	Plain   Kind = iota // bordered: the usual one
	Primary             // filled with the accent: one a page
	Quiet               // text alone, for what is rarely used
	Danger              // red text: it destroys something
	Pill                // small and round, for what is chosen rather than done; see SetOn
)

// QuietInset is the space beside the text of a Quiet button, where others have their edge.
const QuietInset = look.M + 2

// primaryHeight is the least height of a Primary button.
const primaryHeight = 40

// Button is a push button with a label, an icon, or both.
type Button struct {
	widget.DisableableWidget
	label    string
	name     string        // for screen readers; "": the label
	icon     look.IconName // "" for none
	kind     Kind
	onTapped func()
	onEscape func()
	state    State
	hovered  bool
	focused  bool
	round    bool          // at both ends
	short    bool          // without its label, see Yield
	sign     look.IconName // instead of the label where there is no icon
	widest   []string      // labels to keep room for
}

// NewButton makes a button. Icon may be "", and so may the label where there is an icon.
func NewButton(label string, icon look.IconName, kind Kind, tapped func()) *Button {
	b := &Button{label: label, icon: icon, kind: kind, onTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Round gives the button round ends.
func (b *Button) Round() *Button {
	b.round = true
	return b
}

// Label is the text on the button.
func (b *Button) Label() string { return b.label }

// Set changes label and icon; equal ones cost nothing.
func (b *Button) Set(label string, icon look.IconName) {
	if b.label != label || b.icon != icon {
		b.label, b.icon = label, icon
		b.Refresh()
	}
}

// SetName sets the button's name for screen readers, where the label doesn't say enough.
func (b *Button) SetName(name string) { b.name = name }

// SetOn shows a Pill as chosen or not. For screen readers it is a switch, unless it opens a menu.
func (b *Button) SetOn(on bool) {
	if state := b.state&^Checked | Checked.When(on); state != b.state {
		b.state = state
		b.Refresh()
	}
}

// Toggles says that a press switches something on or off; SetOn says which.
func (b *Button) Toggles() { b.state |= Checkable }

// Reserve keeps room for each of these labels, so that nothing moves when another one is set.
func (b *Button) Reserve(labels ...string) { b.widest = labels }

// SetSign gives a button without an icon one for where it has no room for its label, see Yield.
func (b *Button) SetSign(icon look.IconName) { b.sign = icon }

// Short reports whether the label gave way to the icon, see Yield.
func (b *Button) Short() bool { return b.short }

// shown are label and icon as they are drawn.
func (b *Button) shown() (label string, icon look.IconName) {
	if b.short {
		return "", cmp.Or(b.icon, b.sign)
	}
	return b.label, b.icon
}

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}

// Tapped is part of fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	hideTip(b)
	if !b.Disabled() && b.onTapped != nil {
		b.onTapped()
	}
}

// FocusGained is part of fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); Reveal(b) }

// FocusLost is part of fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is part of fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// OpensMenu says that a press opens a menu or a pane.
func (b *Button) OpensMenu() { b.state |= PopsUp }

// OnEscape sets what Escape does while the button has the focus; nil: nothing.
func (b *Button) OnEscape(do func()) { b.onEscape = do }

// TypedKey presses the button with Space, Return or Enter.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	hideTip(b)
	switch ev.Name {
	case fyne.KeyEscape:
		if b.onEscape != nil {
			b.onEscape()
		}
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *Button) MouseIn(ev *desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
	label, _ := b.shown()
	if name := b.AccessibilityLabel(); name != label || b.Size().Width < b.MinSize().Width {
		showTip(b, name, ev.AbsolutePosition)
	}
}

// MouseMoved is part of desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh(); hideTip(b) }

// AccessibilityLabel is part of fyne.Accessible.
func (b *Button) AccessibilityLabel() string {
	if b.name != "" {
		return b.name
	}
	return b.label
}

// Access is part of Accessible.
func (b *Button) Access() Access {
	a := Access{Role: RoleButton, Name: b.AccessibilityLabel(), State: b.state, Press: func() { b.Tapped(nil) }}
	if b.state&Checkable != 0 {
		a.Role = RoleSwitch
	} else {
		a.State &^= Checked // a menu has its own mark
	}
	return a
}

// AccessibilityRole is part of fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b, face: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		image: canvas.NewImageFromResource(nil),
	}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type buttonRenderer struct {
	button     *Button
	face, ring *canvas.Rectangle
	lines      []*canvas.Text // the label: more than one where it doesn't fit into one
	style      Style
	image      *canvas.Image
}

// ink is the colour of label and icon.
func (r *buttonRenderer) ink() fyne.ThemeColorName {
	switch {
	case r.button.Disabled():
		return theme.ColorNameDisabled
	case r.button.kind == Primary:
		return look.OnFill
	case r.button.kind == Danger:
		return look.Danger
	case r.button.kind == Quiet, r.button.on():
		return look.Accent
	}
	return theme.ColorNameForeground
}

func (r *buttonRenderer) fill() (fill, stroke color.Color) {
	b := r.button
	hot := b.hovered && !b.Disabled()
	switch {
	case b.kind == Primary && b.Disabled():
		return look.Colour(theme.ColorNameHover), color.Transparent
	case b.kind == Primary && hot:
		return look.Colour(look.AccentHover), color.Transparent
	case b.kind == Primary:
		return look.Colour(look.AccentFill), color.Transparent
	case b.on():
		return look.Colour(look.AccentSoft), look.Colour(look.Accent)
	case hot && b.kind == Danger:
		return look.Colour(look.DangerSoft), r.border()
	case hot:
		return look.Colour(theme.ColorNameHover), r.border()
	case b.kind == Quiet:
		return color.Transparent, color.Transparent
	}
	return look.Colour(theme.ColorNameButton), r.border()
}

func (r *buttonRenderer) border() color.Color {
	if r.button.kind == Quiet {
		return color.Transparent
	}
	return look.Colour(look.Edge)
}

// on reports whether the button is shown as chosen.
func (b *Button) on() bool { return b.kind == Pill && b.state&Checked != 0 }

// style is how the label looks in a colour, and how round the corners are.
func (b *Button) style(ink fyne.ThemeColorName) (style Style, radius float32) {
	if b.kind == Pill {
		return Style{Size: theme.SizeNameCaptionText, Color: ink, Bold: true}, b.Size().Height / 2
	}
	return Style{Color: ink, Bold: true}, look.Radius
}

func (r *buttonRenderer) Refresh() {
	b, ink := r.button, r.ink()
	style, radius := b.style(ink)
	r.style = style
	_, icon := b.shown()
	r.image.Hidden = icon == ""
	if icon != "" {
		redraw(r.image, look.Icon(icon, ink))
	}
	r.face.FillColor, r.face.StrokeColor = r.fill()
	r.face.StrokeWidth, r.face.CornerRadius = 1, radius
	if b.on() {
		r.face.StrokeWidth = chosenWidth
	}
	showRing(r.ring, b.focused && !b.Disabled())
	r.Layout(b.Size())
	for _, o := range []fyne.CanvasObject{r.face, r.ring} {
		o.Refresh()
	}
}

// sizes are those of what is drawn, with the label in one line.
func (b *Button) sizes() (icon, gap float32, label fyne.Size) {
	text, sign := b.shown()
	if sign != "" {
		icon = look.TextSize(theme.SizeNameInlineIcon)
	}
	if b.kind == Pill {
		icon *= 0.85
	}
	if text != "" {
		style, _ := b.style("")
		label = fyne.MeasureText(Drawn(text), style.size(), style.text())
	}
	if icon > 0 && label.Width > 0 {
		gap = look.S
	}
	return icon, gap, label
}

// wide is how wide the button is with its label in one line; 0 where MinSize says it.
func (b *Button) wide() float32 {
	icon, gap, label := b.sizes()
	if b.kind == Pill || label.Width <= widestLabel {
		return 0
	}
	return icon + gap + label.Width + 2*QuietInset
}

func (r *buttonRenderer) MinSize() fyne.Size {
	icon, gap, label := r.button.sizes()
	for _, other := range r.button.widest {
		if r.button.short {
			break
		}
		label.Width = max(label.Width, r.style.width(other))
	}
	if r.button.kind == Pill {
		return fyne.NewSize(icon+gap+label.Width+2*(look.S+2),
			max(24, look.LineHeight(theme.SizeNameCaptionText)+2*look.XS+2))
	}
	height := look.LineHeight(theme.SizeNameText) + 2*look.S
	if r.button.kind == Primary {
		height = max(height, primaryHeight)
	}
	if label.Width == 0 {
		return fyne.NewSquareSize(max(height, icon+2*look.S))
	}
	more := float32(max(0, len(r.lines)-1)) * label.Height
	return fyne.NewSize(icon+gap+min(label.Width, widestLabel)+2*QuietInset, height+more)
}

// widestLabel is the room that a label asks for at most: a longer one has several lines where there is no more room.
const widestLabel = 260

func (r *buttonRenderer) Layout(size fyne.Size) {
	if r.button.round || r.button.kind == Pill {
		r.face.CornerRadius = size.Height / 2
	}
	r.face.Resize(size)
	placeRing(r.ring, fyne.Position{}, size, r.face.CornerRadius)
	icon, gap, label := r.button.sizes()
	r.write(label.Width, size.Width-icon-gap-2*look.S)
	var wide float32
	for _, line := range r.lines {
		wide = max(wide, line.MinSize().Width)
	}
	x := (size.Width - icon - gap - wide) / 2
	r.image.Move(fyne.NewPos(x, (size.Height-icon)/2))
	r.image.Resize(fyne.NewSquareSize(icon))
	y := (size.Height - float32(len(r.lines))*label.Height) / 2
	for i, line := range r.lines {
		line.Move(fyne.NewPos(x+icon+gap, y+float32(i)*label.Height))
		line.Resize(fyne.NewSize(wide, label.Height))
	}
}

// write makes the lines of the label, which has that width, for some room.
func (r *buttonRenderer) write(width, room float32) {
	text, _ := r.button.shown()
	texts := []string{Drawn(text)}
	if room > 0 && width > room {
		texts = Break(text, room, r.style)
	}
	for len(r.lines) < len(texts) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	r.lines = r.lines[:len(texts)]
	style := r.style
	style.Align = fyne.TextAlignCenter
	for i, text := range texts {
		style.write(r.lines[i], text)
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.face, r.image}
	for _, line := range r.lines {
		objects = append(objects, line)
	}
	return append(objects, r.ring)
}
func (r *buttonRenderer) Destroy() {}
