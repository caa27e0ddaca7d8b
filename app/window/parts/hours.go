package parts

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Hour is a count for an hour of the day, and how much of it is bad, such as missed calls.
type Hour struct {
	All, Bad int
	Text     string // for screen readers, and for the pointer
}

// Hours is a plot over the hours of a day: a bar for each, whose lower part is the bad share.
type Hours struct {
	widget.BaseWidget
	name  string
	hours [24]Hour
	ticks [5]string // below 0, 6, 12, 18 and 24
}

// hoursHeight is the height of the highest bar.
const hoursHeight = 120

// NewHours makes an empty plot.
func NewHours(name string) *Hours {
	h := &Hours{name: name}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes what is shown.
func (h *Hours) Set(hours [24]Hour, ticks [5]string) {
	h.hours, h.ticks = hours, ticks
	h.Refresh()
}

// most is the value of the highest bar.
func (h *Hours) most() int {
	most := 0
	for _, hour := range h.hours {
		most = max(most, hour.All)
	}
	return most
}

// Access is part of Accessible.
func (h *Hours) Access() Access {
	a := Access{Role: RoleGroup, Name: h.name}
	width := h.Size().Width / float32(len(h.hours))
	for i, hour := range h.hours {
		if hour.All > 0 {
			a.Items = append(a.Items, AccessItem{
				At: fyne.NewPos(float32(i)*width, 0), Size: fyne.NewSize(width, h.Size().Height),
				Access: Access{Role: RoleText, Name: hour.Text, Key: fmt.Sprint(i)},
			})
		}
	}
	return a
}

// CreateRenderer is part of fyne.Widget.
func (h *Hours) CreateRenderer() fyne.WidgetRenderer {
	r := &hoursRenderer{hours: h, base: canvas.NewLine(nil), scale: canvas.NewText("", nil), guide: canvas.NewLine(nil)}
	r.objects = []fyne.CanvasObject{r.guide, r.base, r.scale}
	for i := range r.all {
		r.all[i], r.bad[i] = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
		r.objects = append(r.objects, r.all[i], r.bad[i])
	}
	for i := range r.ticks {
		r.ticks[i] = canvas.NewText("", nil)
		r.objects = append(r.objects, r.ticks[i])
	}
	r.Refresh()
	return r
}

type hoursRenderer struct {
	hours       *Hours
	base, guide *canvas.Line // below the bars, and at the top of the highest one
	scale       *canvas.Text // what that stands for
	all, bad    [24]*canvas.Rectangle
	ticks       [5]*canvas.Text
	objects     []fyne.CanvasObject
}

func (r *hoursRenderer) Refresh() {
	style := Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
	r.base.StrokeColor, r.base.StrokeWidth = look.Colour(look.Edge), 1
	r.guide.StrokeColor, r.guide.StrokeWidth = look.Colour(look.Line), 1
	style.apply(r.scale)
	r.scale.Text = ""
	if most := r.hours.most(); most > 0 {
		r.scale.Text = fmt.Sprint(most)
	}
	for i := range r.all {
		r.all[i].FillColor = look.Colour(look.AccentFill)
		r.bad[i].FillColor = look.Colour(look.Danger)
	}
	for i, t := range r.ticks {
		style.apply(t)
		t.Text = r.hours.ticks[i]
	}
	r.Layout(r.hours.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *hoursRenderer) top() float32 { return look.LineHeight(theme.SizeNameCaptionText) + look.XS }

func (r *hoursRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, r.top()+hoursHeight+look.XS+look.LineHeight(theme.SizeNameCaptionText))
}

func (r *hoursRenderer) Layout(size fyne.Size) {
	top, bottom := r.top(), r.top()+hoursHeight
	r.scale.Resize(r.scale.MinSize())
	r.scale.Move(fyne.Position{})
	r.guide.Position1, r.guide.Position2 = fyne.NewPos(0, top), fyne.NewPos(size.Width, top)
	r.base.Position1, r.base.Position2 = fyne.NewPos(0, bottom), fyne.NewPos(size.Width, bottom)
	step, most := size.Width/float32(len(r.all)), float32(max(r.hours.most(), 1))
	gap := max(1, step*0.15)
	for i, hour := range r.hours.hours {
		x := float32(i)*step + gap
		all, bad := hoursHeight*float32(hour.All)/most, hoursHeight*float32(hour.Bad)/most
		r.all[i].Move(fyne.NewPos(x, bottom-all))
		r.all[i].Resize(fyne.NewSize(step-2*gap, all-bad))
		r.bad[i].Move(fyne.NewPos(x, bottom-bad))
		r.bad[i].Resize(fyne.NewSize(step-2*gap, bad))
	}
	for i, t := range r.ticks {
		s := t.MinSize()
		x := size.Width * float32(i) / float32(len(r.ticks)-1)
		t.Resize(s)
		t.Move(fyne.NewPos(max(0, min(x-s.Width/2, size.Width-s.Width)), bottom+look.XS))
	}
}

func (r *hoursRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *hoursRenderer) Destroy()                     {}
