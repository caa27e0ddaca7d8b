package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/lang"
	"istratray/app/window/look"
)

// SlimData is what a Slim row shows.
type SlimData struct {
	Icon look.IconName
	Tone fyne.ThemeColorName // of the icon; "" is muted
	Text string
	Bold bool
	Note string // before the time
	Time string
}

// Slim is a row of one line: icon, text, and at the right note and time.
type Slim struct {
	widget.BaseWidget
	data SlimData
}

// NewSlim makes an empty row.
func NewSlim() *Slim {
	s := &Slim{}
	s.ExtendBaseWidget(s)
	return s
}

// SlimHeight is the height of a slim row in a list, as the theme is now.
func SlimHeight() float32 { return look.LineHeight(theme.SizeNameText) + 2*look.S }

// Set changes what the row shows; equal data cost nothing.
func (s *Slim) Set(data SlimData) {
	if data != s.data {
		s.data = data
		s.Refresh()
	}
}

// Data is what the row shows.
func (s *Slim) Data() SlimData { return s.data }

// AccessibilityLabel is what and when, in one sentence.
func (s *Slim) AccessibilityLabel() string {
	unread := ""
	if s.data.Bold {
		unread = lang.L("unread")
	}
	return sentence(s.data.Text, unread, s.data.Time, s.data.Note)
}

// AccessibilityRole is part of fyne.Accessible.
func (s *Slim) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of fyne.Widget.
func (s *Slim) CreateRenderer() fyne.WidgetRenderer {
	small := Style{Size: theme.SizeNameCaptionText, Color: look.Muted}
	r := &slimRenderer{slim: s, icon: NewIcon(look.IconIncoming, look.Muted, 16),
		text: NewText("", Style{}), note: NewFixedText("", small), time: NewFixedText("", small)}
	r.Refresh()
	return r
}

type slimRenderer struct {
	slim             *Slim
	icon             *Icon
	text, note, time *Text
}

func (r *slimRenderer) Refresh() {
	d := r.slim.data
	tone := d.Tone
	if tone == "" {
		tone = look.Muted
	}
	r.icon.Hidden = d.Icon == ""
	if d.Icon != "" {
		r.icon.Set(d.Icon, tone)
	}
	r.text.SetStyle(Style{Bold: d.Bold})
	r.text.Set(d.Text)
	r.note.Set(d.Note)
	r.time.Set(d.Time)
	r.Layout(r.slim.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *slimRenderer) MinSize() fyne.Size { return fyne.NewSize(160, SlimHeight()-2) }

func (r *slimRenderer) Layout(size fyne.Size) {
	middle := func(o fyne.CanvasObject, x float32, s fyne.Size) {
		o.Move(fyne.NewPos(x, (size.Height-s.Height)/2))
		o.Resize(s)
	}
	icon := r.icon.MinSize()
	middle(r.icon, look.L, icon)
	time, note := r.time.MinSize(), r.note.MinSize()
	right := size.Width - look.L - time.Width
	middle(r.time, right, time)
	if r.slim.data.Note != "" {
		right -= look.M + note.Width
	}
	middle(r.note, right, note)
	left := look.L + icon.Width + look.M
	middle(r.text, left, fyne.NewSize(max(right-look.S-left, 0), look.LineHeight(theme.SizeNameText)))
}

func (r *slimRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.icon, r.text, r.note, r.time}
}
func (r *slimRenderer) Destroy() {}
