package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Fill is a plain area, perhaps with round corners, that follows the theme.
type Fill struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
	stroke fyne.ThemeColorName // "" for none
	radius float32
}

// NewFill makes an area in a theme colour.
func NewFill(colour fyne.ThemeColorName) *Fill { return NewCard(colour, "", 0) }

// NewCard makes an area with a border, unless that is "", and round corners.
func NewCard(colour, stroke fyne.ThemeColorName, radius float32) *Fill {
	f := &Fill{colour: colour, stroke: stroke, radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

// NewLine makes a hairline; its layout gives it its length.
func NewLine() *Fill { return NewFill(theme.ColorNameSeparator) }

// MinSize is the thickness of a hairline.
func (f *Fill) MinSize() fyne.Size { return fyne.NewSquareSize(1) }

// CreateRenderer is part of fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	r := &fillRenderer{fill: f, area: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type fillRenderer struct {
	fill *Fill
	area *canvas.Rectangle
}

func (r *fillRenderer) MinSize() fyne.Size    { return fyne.NewSquareSize(1) }
func (r *fillRenderer) Layout(size fyne.Size) { r.area.Resize(size) }

func (r *fillRenderer) Refresh() {
	r.area.FillColor, r.area.CornerRadius = look.Colour(r.fill.colour), r.fill.radius
	if r.fill.stroke != "" {
		r.area.StrokeColor, r.area.StrokeWidth = look.Colour(r.fill.stroke), 1
	}
	r.area.Refresh()
}

func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.area} }
func (r *fillRenderer) Destroy()                     {}
