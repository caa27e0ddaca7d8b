package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TapArea is a place that can be pressed, behind what is seen.
type TapArea struct {
	widget.BaseWidget
	name     string
	onTapped func()
}

// NewTapArea makes a place with a name for screen readers.
func NewTapArea(name string, tapped func()) *TapArea {
	t := &TapArea{name: name, onTapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is part of fyne.Tappable.
func (t *TapArea) Tapped(*fyne.PointEvent) { t.onTapped() }

// Cursor is part of desktop.Cursorable.
func (t *TapArea) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel is part of fyne.Accessible.
func (t *TapArea) AccessibilityLabel() string { return t.name }

// AccessibilityRole is part of fyne.Accessible.
func (t *TapArea) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Access is part of Accessible.
func (t *TapArea) Access() Access { return Access{Role: RoleButton, Name: t.name, Press: t.onTapped} }

// CreateRenderer is part of fyne.Widget.
func (t *TapArea) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
