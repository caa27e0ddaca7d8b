package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Alert is a box that says what went wrong. Without a text it is not there.
type Alert struct {
	widget.BaseWidget
	text *Paragraph
}

// NewAlert makes an alert without a text, as wide as that.
func NewAlert(width float32) *Alert {
	a := &Alert{text: NewParagraph("", Style{Color: look.Danger}, width-2*look.M-20-look.S)}
	a.ExtendBaseWidget(a)
	a.Hide()
	return a
}

// Set changes the text; "" hides the box.
func (a *Alert) Set(text string) {
	a.text.Set(text)
	if text == "" {
		a.Hide()
		return
	}
	a.Show()
	a.Refresh()
}

// Text is what the box says.
func (a *Alert) Text() string { return a.text.Text() }

// Access is part of Accessible.
func (a *Alert) Access() Access { return Access{Role: RoleAlert, Name: a.Text(), Spoken: true} }

// CreateRenderer is part of fyne.Widget.
func (a *Alert) CreateRenderer() fyne.WidgetRenderer {
	row := Border(nil, nil, Pad(NewIcon(look.IconWarning, look.Danger, 20), 0, 0, 0, look.S), nil, a.text)
	return widget.NewSimpleRenderer(container.NewStack(NewCard(look.DangerSoft, "", look.Radius),
		Pad(row, look.M, look.M, look.M, look.M)))
}
