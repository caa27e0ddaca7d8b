package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// Icon is a drawing that follows the theme, and grows with the text.
type Icon struct {
	widget.BaseWidget
	name   look.IconName
	colour fyne.ThemeColorName
	size   float32
}

// NewIcon makes an icon with that edge length beside text of the usual size.
func NewIcon(name look.IconName, colour fyne.ThemeColorName, size float32) *Icon {
	i := &Icon{name: name, colour: colour, size: size}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes drawing and colour; equal ones cost nothing.
func (i *Icon) Set(name look.IconName, colour fyne.ThemeColorName) {
	if i.name != name || i.colour != colour {
		i.name, i.colour = name, colour
		i.Refresh()
	}
}

// CreateRenderer is part of fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{icon: i, image: canvas.NewImageFromResource(look.Icon(i.name, i.colour))}
	r.image.FillMode = canvas.ImageFillContain
	return r
}

type iconRenderer struct {
	icon  *Icon
	image *canvas.Image
}

func (r *iconRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.icon.size * look.Scale()) }

func (r *iconRenderer) Layout(size fyne.Size) {
	d := min(r.icon.size*look.Scale(), size.Width, size.Height)
	if d != r.image.Size().Width { // what was out of sight when the text size changed has lines of the old strength
		r.Refresh()
	}
	r.image.Move(fyne.NewPos((size.Width-d)/2, (size.Height-d)/2))
	r.image.Resize(fyne.NewSquareSize(d))
}

func (r *iconRenderer) Refresh() {
	redraw(r.image, look.Icon(r.icon.name, r.icon.colour))
}

// redraw shows a drawing. The one that is shown already would be read and drawn again.
func redraw(image *canvas.Image, drawing fyne.Resource) {
	if image.Resource != drawing {
		image.Resource = drawing
		image.Refresh()
	}
}

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *iconRenderer) Destroy()                     {}

// NewPicture is a picture of a fixed size that does not change with the theme.
func NewPicture(picture fyne.Resource, size float32) fyne.CanvasObject {
	image := canvas.NewImageFromResource(picture)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(size))
	return image
}
