package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"istratray/app/window/desk"
	"istratray/app/window/lang"
	"istratray/app/window/look"
	"istratray/app/window/memory"
	"istratray/app/window/parts"
)

// The list's share of the width, and the bounds of list and pane, with text of the usual size.
const (
	listShare = 0.4
	listMin   = 280
	listMax   = 400
	paneMin   = 320
)

// split puts a list beside what is chosen in it. Where there is room for one of them only, the pane takes the place
// of the list once someone opens an item, and has a way back.
type split struct {
	desk          *desk.Desk
	object        *fyne.Container
	list, pane    fyne.CanvasObject
	divider       *parts.Divider
	back          *fyne.Container
	returned      func()
	opened        bool // of the two, the pane is the one to show
	width, dragTo float32
}

// newSplit calls back once the way back to the list was taken.
func newSplit(d *desk.Desk, list, pane fyne.CanvasObject, back func()) *split {
	s := &split{desk: d, list: list, pane: pane, returned: back}
	s.divider = parts.NewDivider(lang.L("Width of the list"), s.bounds, s.dragged, s.kept)
	button := parts.NewButton(lang.L("Back"), look.IconBack, parts.Quiet, s.goBack)
	button.OnEscape(s.goBack)
	s.back = parts.Pad(container.NewHBox(button), look.XS, 0, look.S, look.S)
	s.object = container.New(s, list, s.divider, s.back, pane)
	return s
}

// open shows the pane where there is room for only one.
func (s *split) open() {
	s.opened = true
	if s.desk.Narrow {
		s.desk.Window.Canvas().Unfocus() // keys are for the item, as in the list
		s.object.Refresh()
		s.desk.Frame.PaneChanged()
	}
}

// close shows the list again.
func (s *split) close() {
	if !s.opened {
		return
	}
	s.opened = false
	if s.desk.Narrow {
		s.object.Refresh()
		s.desk.Frame.PaneChanged()
	}
}

// goBack goes back to the list because the user asked for it.
func (s *split) goBack() {
	s.close()
	s.returned()
}

// alone reports whether the pane is all that is shown.
func (s *split) alone() bool { return s.opened && s.desk.Narrow }

// paneShown reports whether the pane is in view.
func (s *split) paneShown() bool { return s.opened || !s.desk.Narrow }

// aside is where the pane begins, or 0 where it takes the list's place.
func (s *split) aside() float32 {
	if s.desk.Narrow {
		return 0
	}
	return s.left()
}

// MinSize is part of fyne.Layout.
func (s *split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(listMin, listMin/2) }

// Layout is part of fyne.Layout.
func (s *split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	both := !s.desk.Narrow
	parts.Show(s.list, both || !s.opened)
	parts.Show(s.divider, both)
	parts.Show(s.back, s.alone())
	parts.Show(s.pane, both || s.opened)
	if !both {
		s.layoutOne(size)
		return
	}
	left := s.left()
	s.list.Move(fyne.Position{})
	s.list.Resize(fyne.NewSize(left, size.Height))
	s.divider.Move(fyne.NewPos(left-(parts.DividerWidth-1)/2, 0))
	s.divider.Resize(fyne.NewSize(parts.DividerWidth, size.Height))
	s.pane.Move(fyne.NewPos(left+1, 0))
	s.pane.Resize(fyne.NewSize(size.Width-left-1, size.Height))
}

func (s *split) layoutOne(size fyne.Size) {
	s.list.Move(fyne.Position{})
	s.list.Resize(size)
	top := s.back.MinSize().Height
	s.back.Move(fyne.Position{})
	s.back.Resize(fyne.NewSize(size.Width, top))
	s.pane.Move(fyne.NewPos(0, top))
	s.pane.Resize(size.SubtractWidthHeight(0, top))
}

// bounds are the width of the list, and how narrow and wide it can be.
func (s *split) bounds() (now, least, most float32) {
	scale := look.Scale()
	return s.left(), listMin * scale, max(s.width-1-paneMin*scale, listMin*scale)
}

// left is the width of the list: as it was dragged, else its share.
func (s *split) left() float32 {
	scale := look.Scale()
	left := s.desk.Memory.Get().List
	if s.dragTo > 0 {
		left = s.dragTo
	}
	if left == 0 {
		left = min(s.width*listShare, listMax*scale)
	}
	return max(min(left, s.width-1-paneMin*scale), listMin*scale)
}

func (s *split) dragged(by float32) {
	if s.dragTo == 0 {
		s.dragTo = s.left()
	}
	s.dragTo += by
	s.object.Refresh()
}

// kept remembers where the divider was let go.
func (s *split) kept() {
	left := s.left()
	s.dragTo = 0
	s.desk.Memory.Change(func(m *memory.Memory) { m.List = left })
	s.desk.KeepMemory()
}
