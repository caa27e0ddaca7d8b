package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// PlayButton is the round button that plays and pauses. Its size does not depend on what it says.
type PlayButton struct {
	widget.BaseWidget
	edge     float32
	label    string
	icon     look.IconName
	onTapped func()
	onEscape func()
	hovered  bool
	focused  bool
}

// NewPlayButton makes a button of that diameter.
func NewPlayButton(edge float32, tapped func()) *PlayButton {
	b := &PlayButton{edge: edge, icon: look.IconPlay, onTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes the button's name for screen readers, and its icon; equal ones cost nothing.
func (b *PlayButton) Set(label string, icon look.IconName) {
	if b.label != label || b.icon != icon {
		b.label, b.icon = label, icon
		b.Refresh()
	}
}

// Tapped is part of fyne.Tappable.
func (b *PlayButton) Tapped(*fyne.PointEvent) { b.onTapped() }

// FocusGained is part of fyne.Focusable.
func (b *PlayButton) FocusGained() { b.focused = true; b.Refresh(); Reveal(b) }

// FocusLost is part of fyne.Focusable.
func (b *PlayButton) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is part of fyne.Focusable.
func (b *PlayButton) TypedRune(rune) {}

// OnEscape sets what Escape does while the button has the focus; nil is nothing.
func (b *PlayButton) OnEscape(do func()) { b.onEscape = do }

// TypedKey presses the button with Space, Return or Enter.
func (b *PlayButton) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape:
		if b.onEscape != nil {
			b.onEscape()
		}
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.onTapped()
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *PlayButton) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is part of desktop.Hoverable.
func (b *PlayButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *PlayButton) MouseOut() { b.hovered = false; b.Refresh() }

// AccessibilityLabel is part of fyne.Accessible.
func (b *PlayButton) AccessibilityLabel() string { return b.label }

// AccessibilityRole is part of fyne.Accessible.
func (b *PlayButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Access is part of Accessible.
func (b *PlayButton) Access() Access {
	return Access{Role: RoleButton, Name: b.label, Press: b.onTapped}
}

// CreateRenderer is part of fyne.Widget.
func (b *PlayButton) CreateRenderer() fyne.WidgetRenderer {
	r := &playButtonRenderer{button: b, disc: canvas.NewCircle(nil), ring: canvas.NewCircle(nil)}
	r.image = canvas.NewImageFromResource(nil)
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type playButtonRenderer struct {
	button     *PlayButton
	disc, ring *canvas.Circle
	image      *canvas.Image
}

func (r *playButtonRenderer) Refresh() {
	fill := look.AccentFill
	if r.button.hovered {
		fill = look.AccentHover
	}
	r.disc.FillColor = look.Colour(fill)
	r.ring.StrokeColor, r.ring.StrokeWidth = look.Colour(look.Accent), 2
	r.ring.Hidden = !r.button.focused
	redraw(r.image, look.Icon(r.button.icon, look.OnFill))
	canvas.Refresh(r.button)
}

func (r *playButtonRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.button.edge) }

func (r *playButtonRenderer) Layout(size fyne.Size) {
	edge := min(size.Width, size.Height)
	at := fyne.NewPos((size.Width-edge)/2, (size.Height-edge)/2)
	r.disc.Move(at)
	r.disc.Resize(fyne.NewSquareSize(edge))
	r.ring.Move(at.AddXY(-3, -3))
	r.ring.Resize(fyne.NewSquareSize(edge + 6))
	icon := edge / 2
	r.image.Move(at.AddXY((edge-icon)/2, (edge-icon)/2))
	r.image.Resize(fyne.NewSquareSize(icon))
}

func (r *playButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.disc, r.image, r.ring}
}
func (r *playButtonRenderer) Destroy() {}

// Progress is a thin line that shows how much of something is done.
type Progress struct {
	widget.BaseWidget
	share float32
}

// NewProgress makes a line with nothing done.
func NewProgress() *Progress {
	p := &Progress{}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the share that is done, 0 to 1.
func (p *Progress) Set(share float32) {
	if share = min(max(share, 0), 1); share != p.share {
		p.share = share
		p.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	r := &progressRenderer{progress: p, track: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type progressRenderer struct {
	progress    *Progress
	track, over *canvas.Rectangle
}

func (r *progressRenderer) Refresh() {
	r.track.FillColor, r.over.FillColor = look.Colour(look.WaveRest), look.Colour(look.Accent)
	r.Layout(r.progress.Size())
	canvas.Refresh(r.progress)
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Padding(), 4) }

func (r *progressRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.over.Resize(fyne.NewSize(size.Width*r.progress.share, size.Height))
	r.track.CornerRadius, r.over.CornerRadius = size.Height/2, size.Height/2
}

func (r *progressRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.over} }
func (r *progressRenderer) Destroy()                     {}
