package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// KeyCap is the name of a key, drawn as one.
type KeyCap struct {
	widget.BaseWidget
	text *Text
}

// NewKeyCap makes a key cap.
func NewKeyCap(key string) *KeyCap {
	k := &KeyCap{text: NewFixedText(key, Style{Size: theme.SizeNameCaptionText, Bold: true})}
	k.ExtendBaseWidget(k)
	return k
}

// Access is part of Accessible.
func (k *KeyCap) Access() Access { return Access{Role: RoleText, Name: k.text.Text()} }

// CreateRenderer is part of fyne.Widget.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(
		NewCard(look.Raised, look.Edge, 6), Pad(k.text, look.XS, look.XS, look.S, look.S)))
}
