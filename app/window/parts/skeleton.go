package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"istratray/app/window/look"
)

// skeletonRows is how many rows a Skeleton hints at.
const skeletonRows = 7

// Skeleton stands where a list will be, while its rows are being read.
type Skeleton struct {
	widget.BaseWidget
}

// NewSkeleton makes one.
func NewSkeleton() *Skeleton {
	s := &Skeleton{}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	r := &skeletonRenderer{}
	for range skeletonRows {
		r.objects = append(r.objects,
			NewCard(theme.ColorNameHover, "", 18), NewCard(theme.ColorNameHover, "", 4),
			NewCard(theme.ColorNameHover, "", 4))
	}
	return r
}

type skeletonRenderer struct{ objects []fyne.CanvasObject }

func (r *skeletonRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

// Layout draws each row as Row does: avatar, name, second line; names of different lengths.
func (r *skeletonRenderer) Layout(size fyne.Size) {
	height := RowHeight()
	for i := range skeletonRows {
		y := headingHeight() + float32(i)*height
		x := look.S + look.S + 8 + look.XS
		face, name, detail := r.objects[3*i], r.objects[3*i+1], r.objects[3*i+2]
		face.Move(fyne.NewPos(x, y+(height-36)/2))
		face.Resize(fyne.NewSquareSize(36))
		x += 36 + look.M
		name.Move(fyne.NewPos(x, y+height/2-16))
		name.Resize(fyne.NewSize(90+float32(i*37%60), 12))
		detail.Move(fyne.NewPos(x, y+height/2+4))
		detail.Resize(fyne.NewSize(70+float32(i*53%50), 10))
	}
}

func (r *skeletonRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *skeletonRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *skeletonRenderer) Destroy()                     {}
