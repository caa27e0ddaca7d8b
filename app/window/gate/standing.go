package gate

import (
	"fyne.io/fyne/v2"

	"istratray/app/window/look"
)

// standing puts its only object into the middle, and leaves its top there: what is said later makes it longer, and
// moves nothing that is above. Only what would end below the window moves it up.
type standing struct {
	size fyne.Size // of the last layout
	top  float32
}

func (*standing) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (s *standing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	width := max(min(gateWidth+2*look.XL, size.Width), o.MinSize().Width)
	var height float32
	for range 2 { // texts that wrap are higher only then
		height = o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
	}
	if size != s.size {
		s.size, s.top = size, (size.Height-height)/2
	}
	o.Move(fyne.NewPos((size.Width-width)/2, max(0, min(s.top, size.Height-height))))
}
