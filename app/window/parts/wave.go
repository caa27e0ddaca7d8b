package parts

import (
	"cmp"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/clock"
	"istratray/app/window/look"
)

// Bars is how many bars a Wave draws.
const Bars = 72

// seekStep is how far the arrow keys move.
const seekStep = 5 * time.Second

// Wave is the seek bar: the loudness of a recording as bars, played ones in the accent colour. A
// press or a drag seeks.
type Wave struct {
	widget.BaseWidget
	name     string        // for screen readers
	peaks    [Bars]float32 // 0..1
	hint     string        // in place of the bars, which are not known; "": they are
	coming   string        // says that the bars are on their way, and stands for them; "": they are not
	position time.Duration
	length   time.Duration // 0: nothing to seek in
	focused  bool
	dragging bool
	onSeek   func(time.Duration)
}

// NewWave makes a flat wave.
func NewWave(seek func(time.Duration)) *Wave {
	w := &Wave{onSeek: seek}
	w.ExtendBaseWidget(w)
	return w
}

// SetPeaks changes the bars; missing ones are flat.
func (w *Wave) SetPeaks(peaks []float32) {
	var next [Bars]float32
	copy(next[:], peaks)
	if next != w.peaks {
		w.peaks = next
		w.Refresh()
	}
}

// SetHint says why there are no bars, in their place; "" draws them.
func (w *Wave) SetHint(text string) {
	if text != w.hint {
		w.hint = text
		w.Refresh()
	}
}

// SetComing says that the bars are on their way: until then a faint swell is in their place, which says nothing about
// the recording and does not move. "" draws the bars.
func (w *Wave) SetComing(text string) {
	if text != w.coming {
		w.coming = text
		w.Refresh()
	}
}

// SetPosition changes how far it is played. While the user drags, their place is kept.
func (w *Wave) SetPosition(position, length time.Duration) {
	if w.dragging || position == w.position && length == w.length {
		return
	}
	before := w.played()
	w.position, w.length = position, length
	if w.played() != before {
		w.Refresh()
	}
}

// height is that of a bar, 0 to 1.
func (w *Wave) height(i int) float32 {
	if w.coming != "" {
		return 0.22 - 0.14*float32(math.Cos(2*math.Pi*float64(i)/(Bars/4)))
	}
	return w.peaks[i]
}

// played is how many bars are in the accent colour.
func (w *Wave) played() int {
	if w.length <= 0 {
		return 0
	}
	return int(min(1, float64(w.position)/float64(w.length)) * Bars)
}

func (w *Wave) at(x float32) time.Duration {
	share := min(max(x/max(w.Size().Width, 1), 0), 1)
	return time.Duration(float64(share) * float64(w.length))
}

// Tapped is part of fyne.Tappable.
func (w *Wave) Tapped(ev *fyne.PointEvent) {
	if w.length > 0 {
		w.seek(w.at(ev.Position.X))
	}
}

func (w *Wave) seek(to time.Duration) {
	to = min(max(to, 0), w.length)
	w.SetPosition(to, w.length)
	w.onSeek(to)
}

// Dragged is part of fyne.Draggable.
func (w *Wave) Dragged(ev *fyne.DragEvent) {
	if w.length > 0 {
		w.dragging = true
		w.position = w.at(ev.Position.X)
		w.Refresh()
	}
}

// DragEnd is part of fyne.Draggable.
func (w *Wave) DragEnd() {
	if w.dragging {
		w.dragging = false
		w.onSeek(w.position)
	}
}

// FocusGained is part of fyne.Focusable.
func (w *Wave) FocusGained() { w.focused = true; w.Refresh(); Reveal(w) }

// FocusLost is part of fyne.Focusable.
func (w *Wave) FocusLost() { w.focused = false; w.Refresh() }

// TypedRune is part of fyne.Focusable.
func (w *Wave) TypedRune(rune) {}

// TypedKey seeks with the arrow keys.
func (w *Wave) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		w.seek(w.position - seekStep)
	case fyne.KeyRight:
		w.seek(w.position + seekStep)
	}
}

// Cursor is part of desktop.Cursorable.
func (w *Wave) Cursor() desktop.Cursor {
	if w.length > 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// SetName names the bar for screen readers.
func (w *Wave) SetName(name string) { w.name = name }

// Access is part of Accessible. The value is in whole seconds, since it is read aloud.
func (w *Wave) Access() Access {
	return Access{Role: RoleSlider, Name: w.name, Description: cmp.Or(w.hint, w.coming), Range: &Range{
		Now: math.Floor(w.position.Seconds()), Max: math.Floor(w.length.Seconds()), Step: seekStep.Seconds(),
		Text: whole(w.position) + " / " + whole(w.length), Runs: true,
		Set: func(v float64) {
			if w.length > 0 {
				w.seek(time.Duration(v * float64(time.Second)))
			}
		},
	}}
}

// whole is a position in a recording as m:ss, rounded down like the slider's own numbers.
func whole(d time.Duration) string { return clock.Length(d.Truncate(time.Second)) }

// AccessibilityLabel is part of fyne.Accessible.
func (w *Wave) AccessibilityLabel() string { return w.name }

// AccessibilityRole is part of fyne.Accessible.
func (w *Wave) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is part of fyne.Widget.
func (w *Wave) CreateRenderer() fyne.WidgetRenderer {
	r := &waveRenderer{wave: w, knob: canvas.NewRectangle(nil), hint: canvas.NewText("", nil)}
	for i := range r.bars {
		r.bars[i] = canvas.NewRectangle(nil)
		r.objects = append(r.objects, r.bars[i])
	}
	r.objects = append(r.objects, r.knob, r.hint)
	r.Refresh()
	return r
}

type waveRenderer struct {
	wave    *Wave
	bars    [Bars]*canvas.Rectangle
	knob    *canvas.Rectangle // where the playing is
	hint    *canvas.Text
	objects []fyne.CanvasObject
}

func (r *waveRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 64) }

func (r *waveRenderer) Layout(size fyne.Size) {
	step := size.Width / Bars
	width := max(1.5, step*0.56)
	for i, bar := range r.bars {
		height := max(3, r.wave.height(i)*(size.Height-look.XS))
		bar.Move(fyne.NewPos(float32(i)*step+(step-width)/2, (size.Height-height)/2))
		bar.Resize(fyne.NewSize(width, height))
		bar.CornerRadius = width / 2
	}
	if r.wave.length > 0 {
		x := size.Width * float32(min(1, float64(r.wave.position)/float64(r.wave.length)))
		r.knob.Move(fyne.NewPos(min(max(x-1, 0), size.Width-2), 0))
	}
	r.knob.Resize(fyne.NewSize(2, size.Height))
	r.hint.Text = Fit(r.wave.hint, size.Width, r.hint.TextSize, r.hint.TextStyle)
	height := r.hint.MinSize().Height
	r.hint.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.hint.Resize(fyne.NewSize(size.Width, height))
}

func (r *waveRenderer) Refresh() {
	played := r.wave.played()
	for i, bar := range r.bars {
		name := look.WaveRest
		if i < played {
			name = look.Accent
		}
		if r.wave.coming != "" {
			name = look.Line
		}
		bar.FillColor, bar.Hidden = look.Colour(name), r.wave.hint != ""
	}
	Style{Size: theme.SizeNameCaptionText, Color: look.Muted}.apply(r.hint)
	r.hint.Hidden = r.wave.hint == ""
	r.knob.FillColor, r.knob.CornerRadius = look.Colour(look.Accent), 1
	r.knob.Hidden = r.wave.length <= 0 || r.wave.position <= 0 && !r.wave.focused
	r.Layout(r.wave.Size())
	canvas.Refresh(r.wave)
}

func (r *waveRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *waveRenderer) Destroy()                     {}
